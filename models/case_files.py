"""A case in full: what the client says and asks, who cares for it, what was done, their verdict.

The path of a complaint after ISO 10002: what happened, the client's own words, what they ask,
what we understood, who cares for it, what we propose and what it will cost, what was done and
what will prevent it, and the client's own verdict. Free text lives here, outside the journal.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from models.actor import Actor
from models.catalogue import kinds
from models.changes import Changes, changed
from models.database import writing
from models.errors import Refused
from models.i18n import _, format_date
from models.journal import EntryDraft, note
from models.long_texts import kept_whole
from models.merges import holder
from models.rules.trust import EntryType
from models.rules.trust.months import months_before
from models.tables import Asset, CaseFile, Member
from models.tables import Entry as EntryRow
from models.team import Right, require

VERDICTS = ("content", "mixed", "unhappy")
CASES = (EntryType.INCIDENT, EntryType.REQUEST, EntryType.PROMISE)
_TEXTS = ("words", "asks", "understood", "proposal", "done", "prevention", "verdict_words")
_LONGEST = 4_000
_MOST_CENTS = 10**9


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """What is known of a case beside its journal rows; empty when nobody wrote it yet.

    `remaining_cents` is what settling it will still cost, None « non estimé »; `cause` a code of
    the catalogue; `asset` and `in_charge` ids; `verdict` one of `VERDICTS` once the client was
    asked, on `verdict_on`.
    """

    words: str = ""
    asks: str = ""
    understood: str = ""
    proposal: str = ""
    remaining_cents: int | None = None
    done: str = ""
    prevention: str = ""
    cause: str = ""
    asset: int | None = None
    in_charge: int | None = None
    written_on: date | None = None
    told_mediator: date | None = None
    verdict: str = ""
    verdict_words: str = ""
    verdict_on: date | None = None


_NAMES = tuple(field.name for field in fields(CaseDraft))


def case_draft(entry_id: int) -> CaseDraft:
    """What is known of a case."""
    return case_drafts([entry_id]).get(entry_id, CaseDraft())


def case_drafts(entry_ids: Iterable[int]) -> dict[int, CaseDraft]:
    """What is known of these cases, by entry, in one query; those nobody wrote are left out."""
    columns = (CaseFile.entry, *(getattr(CaseFile, name) for name in _NAMES))
    query = CaseFile.select(*columns).where(CaseFile.entry.in_(list(entry_ids)))
    return {row[0]: CaseDraft(*row[1:]) for row in query.tuples()}


def holds_words(draft: CaseDraft) -> bool:
    """Whether somebody wrote something about the case, besides choosing in lists."""
    return any(getattr(draft, name) for name in _TEXTS)


def save_case(actor: Actor, entry_id: int, draft: CaseDraft) -> Changes:
    """Write what is known of a case; raises Refused with the sentence that says why not."""
    with writing():
        require(actor, Right.NOTE)
        client_id, noted_on = _noted(entry_id)
        _require_known(client_id, draft, case_draft(entry_id))
        values = _checked(actor, noted_on, draft)
        values |= {"changed_on": actor.today, "changed_by": actor.member_id}
        CaseFile.replace(entry=entry_id, **values).execute()
    return changed("cases", client_id=client_id)


def note_case(actor: Actor, client_id: int, entry: EntryDraft, draft: CaseDraft) -> Changes:
    """Note an incident, request or promise with what is known of it already.

    Raises Refused as `note` and `save_case` do; nothing is then written.
    """
    with writing():
        changes = note(actor, client_id, entry)
        assert changes.entry_id is not None
        save_case(actor, changes.entry_id, draft)
    return changed("journal", "cases", client_id=client_id, entry_id=changes.entry_id)


def _noted(entry_id: int) -> tuple[int, date]:
    """Whose the case is, and the day it was noted for."""
    columns = (EntryRow.client, EntryRow.type, EntryRow.day)
    query = EntryRow.select(*columns).where(EntryRow.id == entry_id)
    row = query.tuples().first()
    if row is None or row[1] not in CASES:
        raise Refused(_("Ce dossier n’existe pas."))
    return holder(int(row[0])), row[2]


def _checked(actor: Actor, noted_on: date, draft: CaseDraft) -> dict[str, Any]:
    values = asdict(draft)
    for name in _TEXTS:
        values[name] = kept_whole(values[name], _LONGEST)
    if any(day > actor.today for day in (draft.written_on, draft.told_mediator) if day):
        raise Refused(_("Ce jour n’est pas encore venu."))
    if draft.written_on is not None:
        _require_claim(draft.written_on, noted_on, draft.told_mediator)
    if draft.remaining_cents is not None and not 0 <= draft.remaining_cents <= _MOST_CENTS:
        raise Refused(a_cost())
    if draft.verdict and draft.verdict not in VERDICTS:
        raise Refused(_("L’avis du client est content, mitigé ou mécontent."))
    if draft.verdict_on is not None and draft.verdict_on > actor.today:
        raise Refused(_("Ce jour n’est pas encore venu."))
    values["verdict_on"] = (draft.verdict_on or actor.today) if draft.verdict else None
    return values


def _require_claim(written_on: date, noted_on: date, told_mediator: date | None) -> None:
    """A written claim may come before its case is noted, but not by years."""
    if written_on < months_before(noted_on, 12):
        raise Refused(
            _(
                "Cette réclamation aurait été écrite plus d’un an avant le dossier, noté le {day}"
                "\u00a0: vérifiez sa date."
            ).format(day=format_date(noted_on, "long"))
        )
    if told_mediator is not None and told_mediator < written_on:
        raise Refused(_("Le médiateur s’indique une fois la réclamation reçue, pas avant."))


def _require_known(client_id: int, draft: CaseDraft, before: CaseDraft) -> None:
    """The member, the asset and the cause exist, and the asset is this client's.

    Whoever was in charge and left the team since stays named.
    """
    if draft.in_charge not in (None, before.in_charge):
        if not Member.select().where(Member.id == draft.in_charge, Member.active).exists():
            raise Refused(_("Cette personne n’est pas dans l’équipe."))
    if draft.asset not in (None, before.asset):  # it may have gone to another client since
        theirs = Asset.select().where(Asset.id == draft.asset, Asset.client == client_id)
        if not theirs.exists():
            raise Refused(_("Ce bien n’est pas celui de ce client."))
    if draft.cause and draft.cause not in {kind.code for kind in kinds("cause", active_only=False)}:
        raise Refused(_("Cette cause n’est pas dans le catalogue."))


def a_cost() -> str:
    """How a cost is written."""
    return _("Écrivez le coût en euros, sans signe, par exemple 1250 ou 12,50.")


def verdict_label(verdict: str) -> str:
    """The client's own verdict in words."""
    return {
        "": _("pas encore demandé"),
        "content": _("content"),
        "mixed": _("mitigé"),
        "unhappy": _("mécontent"),
    }[verdict]
