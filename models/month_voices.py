"""A month's voices: what clients said, what was changed thanks to them, who was told."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from models.catalogue import Labels
from models.month_states import Mention
from models.month_voice_data import VoiceLine, Voices, VoiceTheme
from models.tables import Voice
from models.voices import COMPLAINT, COMPLIMENT, IDEA


class Said(NamedTuple):
    """Words kept; `theme` is a code of the catalogue."""

    client: int
    day: date
    nature: str
    theme: str
    words: str
    changed: str
    changed_on: date | None
    told_on: date | None

    def as_of(self, day: date) -> "Said":
        """Without what was done after that day."""
        said = self
        if self.changed_on is None or self.changed_on > day:
            said = said._replace(changed="", changed_on=None)
        if self.told_on is not None and self.told_on > day:
            said = said._replace(told_on=None)
        return said


def read_voices(start: date, through: date) -> list[Said]:
    """The words kept in these days, then those of before that changed something, or whose client
    was told, in these days; what was done later is not there yet."""
    acted = Voice.changed_on.between(start, through) | Voice.told_on.between(start, through)
    columns = [getattr(Voice, name) for name in Said._fields]
    query = (
        Voice.select(*columns)
        .where(Voice.day.between(start, through) | ((Voice.day < start) & acted))
        .order_by(Voice.day < start, Voice.day, Voice.id)
    )
    return [Said._make(row).as_of(through) for row in query.tuples()]


def month_voices(said: list[Said], start: date, labels: Labels, mention: Mention) -> Voices:
    """The voices as the reports tell them."""
    kept = Counter(one.nature for one in said if one.day >= start)
    return Voices(
        complaints=kept[COMPLAINT],
        compliments=kept[COMPLIMENT],
        ideas=kept[IDEA],
        changed=sum(1 for one in said if one.changed_on and one.changed_on >= start),
        told=sum(1 for one in said if one.told_on and one.told_on >= start),
        themes=_themes(said, start, labels),
        lines=tuple(
            VoiceLine(
                client=mention(one.client, ""),
                day=one.day,
                nature=one.nature,
                theme=_label(one.theme, labels),
                words=one.words,
                changed=one.changed,
                told_on=one.told_on,
            )
            for one in said
        ),
    )


def _themes(said: list[Said], start: date, labels: Labels) -> tuple[VoiceTheme, ...]:
    """The themes spoken of in the month, the most spoken of first; words without one last."""
    count = Counter((one.theme, one.nature) for one in said if one.day >= start)
    found = [
        VoiceTheme(
            _label(theme, labels),
            count[theme, COMPLAINT],
            count[theme, COMPLIMENT],
            count[theme, IDEA],
        )
        for theme in {theme for theme, _nature in count}
    ]
    return tuple(sorted(found, key=lambda one: (not one.label, -one.count, one.label)))


def _label(code: str, labels: Labels) -> str:
    return labels.get(("theme", code), code)
