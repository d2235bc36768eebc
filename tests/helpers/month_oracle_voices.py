"""The oracle's voices: every one of the book looked at, one after another."""

from datetime import date

from models.catalogue import Labels
from models.month_voice_data import VoiceLine, Voices, VoiceTheme
from models.tables import Voice
from tests.helpers.month_oracle_tally import Mention


def month_voices(start: date, through: date, labels: Labels, mention: Mention) -> Voices:
    """The month's, then those of before that something was done about in the month."""
    lines: list[VoiceLine] = []
    older: list[VoiceLine] = []
    themes: dict[str, list[int]] = {}
    kept = {"complaint": 0, "compliment": 0, "idea": 0}
    changed = told = 0
    for row in Voice.select().order_by(Voice.day, Voice.id):
        if row.day > through:
            continue
        did = row.changed_on is not None and row.changed_on <= through
        said = row.told_on is not None and row.told_on <= through
        lately = (did and row.changed_on >= start, said and row.told_on >= start)
        line = VoiceLine(
            mention(row.client_id, ""),
            row.day,
            row.nature,
            labels.get(("theme", row.theme), row.theme),
            row.words,
            row.changed if did else "",
            row.told_on if said else None,
        )
        if row.day >= start:
            lines.append(line)
            kept[row.nature] += 1
            spoken = themes.setdefault(line.theme, [0, 0, 0])
            spoken[list(kept).index(row.nature)] += 1
        elif any(lately):
            older.append(line)
        changed += lately[0]
        told += lately[1]
    found = [VoiceTheme(label, *counts) for label, counts in themes.items()]
    found.sort(key=lambda one: (one.label == "", -one.count, one.label))
    return Voices(
        kept["complaint"],
        kept["compliment"],
        kept["idea"],
        changed,
        told,
        tuple(found),
        (*lines, *older),
    )
