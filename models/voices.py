"""The voice of the client: words kept as they were said, what they changed, and telling it back."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from models.actor import Actor
from models.catalogue import kinds
from models.changes import Changes, changed
from models.clients import client_labels
from models.database import writing
from models.days import is_open, require_open, require_past
from models.errors import Refused
from models.i18n import _
from models.long_texts import kept_whole
from models.tables import Voice
from models.team import Right, require

COMPLAINT, COMPLIMENT, IDEA = "complaint", "compliment", "idea"
NATURES = (COMPLAINT, COMPLIMENT, IDEA)
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class VoiceDraft:
    """What a client said on `day`: `words` are their own; `theme` a code of the catalogue;
    `entry` the journal row it was said about. `changed` is what we changed thanks to them, and
    `told_on` the day they were told; `changed_on` the day what changed was last written, None for
    a new text: it is then the day it is kept."""

    nature: str
    words: str
    day: date | None = None
    theme: str = ""
    entry: int | None = None
    changed: str = ""
    told_on: date | None = None
    changed_on: date | None = None


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """Words kept, with who said them."""

    id: int
    client_id: int
    client: str
    draft: VoiceDraft
    author_id: int

    @property
    def to_tell(self) -> bool:
        """Whether something was changed thanks to them and they do not know it yet."""
        return bool(self.draft.changed) and self.draft.told_on is None


def keep_voice(actor: Actor, client_id: int, draft: VoiceDraft) -> Changes:
    """Keep a client's words; raises Refused without words, or for a nature or theme unknown."""
    with writing():
        require(actor, Right.NOTE)
        values = _checked(actor, replace(draft, day=draft.day or actor.today))
        _require_open({}, values)
        Voice.insert(client=client_id, author=actor.member_id, **values).execute()
    return changed("cases", client_id=client_id)


def change_voice(actor: Actor, voice_id: int, draft: VoiceDraft) -> Changes:
    """Write again what was kept: other words, what was changed, the day it was told back.

    Words can always be corrected; what a closed month counted stays (raises Refused).
    """
    with writing():
        require(actor, Right.NOTE)
        before = Voice.get_or_none(Voice.id == voice_id)
        if before is None:
            raise Refused(_("Ces mots ne sont plus dans le livre."))
        values = _checked(actor, replace(draft, day=draft.day or actor.today))
        fixed = before.changed_on is not None and not is_open(before.changed_on)
        if values["changed"] == before.changed or (values["changed"] and fixed):
            values["changed_on"] = before.changed_on
        _require_open(_facts_of(before), values)
        Voice.update(**values).where(Voice.id == voice_id).execute()
    return changed("cases", client_id=before.client_id)


def forget_voice(actor: Actor, voice_id: int) -> Changes:
    """Take words out of the book; raises Refused for those a closed month counted."""
    with writing():
        require(actor, Right.NOTE)
        before = Voice.get_or_none(Voice.id == voice_id)
        if before is None:
            return changed("cases")
        _require_open(_facts_of(before), {})
        Voice.delete().where(Voice.id == voice_id).execute()
    return changed("cases", client_id=before.client_id)


def voices(
    *,
    client_id: int | None = None,
    nature: str = "",
    theme: str = "",
    since: date | None = None,
    to_tell: bool = False,
) -> list[VoiceRow]:
    """Words kept, latest first: of one client, of a nature, of a theme, since a day, or those
    whose client is still to be told what changed."""
    columns = (
        *(Voice.id, Voice.client, Voice.nature, Voice.words, Voice.day, Voice.theme),
        *(Voice.entry, Voice.changed, Voice.told_on),
        *(Voice.changed_on, Voice.author),
    )
    query = Voice.select(*columns).order_by(Voice.day.desc(), Voice.id.desc())
    for column, wanted in ((Voice.client, client_id), (Voice.nature, nature), (Voice.theme, theme)):
        query = query.where(column == wanted) if wanted else query
    if since is not None:
        query = query.where(Voice.day >= since)
    if to_tell:
        query = query.where(Voice.changed != "", Voice.told_on.is_null())
    rows = list(query.tuples())
    names = client_labels(row[1] for row in rows)
    return [
        VoiceRow(entry, client, names[client].name, VoiceDraft(*draft), author)
        for entry, client, *draft, author in rows
    ]


def nature_label(nature: str) -> str:
    """The nature of what was said, in words."""
    return {COMPLAINT: _("plainte"), COMPLIMENT: _("bon mot"), IDEA: _("idée")}[nature]


_FACTS = (("day", "nature", "theme"), ("changed_on",), ("told_on",))
"""What the months count of a voice, each fact with its day first; the words are never counted."""


def _facts_of(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for fact in _FACTS for name in fact}


def _require_open(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Raise Refused when a fact dated in a closed month would come, change or go."""
    for fact in _FACTS:
        was, now = ([known.get(name) for name in fact] for known in (before, after))
        for day in (was[0], now[0]):
            if was != now and day is not None:
                require_open(day)


def _checked(actor: Actor, draft: VoiceDraft) -> dict[str, Any]:
    words, change = kept_whole(draft.words, _LONGEST), kept_whole(draft.changed, _LONGEST)
    day = draft.day or actor.today
    require_past(day, actor.today)
    if not words:
        raise Refused(_("Écrivez les mots du client."))
    if draft.nature not in NATURES:
        raise Refused(_("Une parole est une plainte, un bon mot ou une idée."))
    if draft.theme and draft.theme not in {k.code for k in kinds("theme", active_only=False)}:
        raise Refused(_("Ce thème n’est pas dans le catalogue."))
    if draft.told_on is not None:
        require_past(draft.told_on, actor.today)
        if not change:
            raise Refused(_("Dites d’abord ce qui a été changé."))
    return {
        "nature": draft.nature,
        "words": words,
        "day": day,
        "theme": draft.theme,
        "entry": draft.entry,
        "changed": change,
        "changed_on": (draft.changed_on or actor.today) if change else None,
        "told_on": draft.told_on,
    }
