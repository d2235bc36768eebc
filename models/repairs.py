"""Repairing a ruptured relation, step by step: understand, apologise, repair, prevent, ask.

Only a reconciliation ends a rupture, and never on the day of the collapse (trust-account rules,
sections 1 and 5). The steps are the shop's own work; nothing is asked of the client but to listen.
"""

from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta

from models.accounts import read_account
from models.actor import Actor
from models.changes import Changes, changed
from models.database import writing
from models.errors import Refused
from models.i18n import _
from models.journal import EntryDraft, note
from models.long_texts import NOTE, kept_whole
from models.rules.trust import EntryType
from models.tables import Repair
from models.team import Right, require

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class RepairDraft:
    """What was done so far; each step is a sentence or two, "" when it is still to be done.

    `understood`: what really happened, seen by the client. `apology`: what was said, to whom and
    how. `repaired`: what was made good. `prevention`: what will prevent it again. `asked`: what
    the client answered when asked whether all is well between us.
    """

    understood: str = ""
    apology: str = ""
    repaired: str = ""
    prevention: str = ""
    asked: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The steps still to be done, by name, in their order."""
        return tuple(name for name in STEPS if not getattr(self, name).strip())


STEPS = tuple(field.name for field in fields(RepairDraft))


@dataclass(frozen=True, slots=True)
class RepairState:
    """The repair of the rupture of `since`; `not_before` the first day it may be reconciled."""

    since: date
    draft: RepairDraft
    not_before: date


def repair_of(client_id: int, today: date) -> RepairState | None:
    """The repair under way of a ruptured account; None when the account is not ruptured."""
    ledger = read_account(client_id).ledger(today)
    since = ledger.latest_collapse(today)
    if since is None or not ledger.ruptured(today):
        return None
    columns = [getattr(Repair, name) for name in STEPS]
    query = Repair.select(*columns).where(Repair.client == client_id, Repair.since == since)
    row = query.tuples().first()
    draft = RepairDraft(*row) if row else RepairDraft()
    return RepairState(since, draft, since + timedelta(days=1))


def save_repair(actor: Actor, client_id: int, draft: RepairDraft) -> Changes:
    """Write the steps done so far; raises Refused when the account is not ruptured."""
    with writing():
        require(actor, Right.NOTE)
        state = _required(client_id, actor.today)
        _write(actor, client_id, state.since, draft)
    return changed("cases", client_id=client_id)


def reconcile(actor: Actor, client_id: int, draft: RepairDraft) -> Changes:
    """Write the steps and note the reconciliation they end in.

    Raises Refused while a step is missing, on the day of the collapse, and as `note` does.
    """
    with writing():
        require(actor, Right.NOTE)
        state = _required(client_id, actor.today)
        missing = draft.missing
        if missing:
            raise Refused(
                _("Il reste une étape\u00a0: {step}.").format(step=step_label(missing[0]).lower())
            )
        _write(actor, client_id, state.since, draft)
        entry = EntryDraft(EntryType.RECONCILIATION, text=_told(draft))
        changes = note(actor, client_id, entry)
        Repair.update(entry=changes.entry_id).where(
            Repair.client == client_id, Repair.since == state.since
        ).execute()
    return changed("cases", "journal", client_id=client_id, entry_id=changes.entry_id)


def step_label(step: str) -> str:
    """A step as the window names it."""
    return {
        "understood": _("Comprendre"),
        "apology": _("S’excuser"),
        "repaired": _("Réparer"),
        "prevention": _("Empêcher que cela recommence"),
        "asked": _("Demander si tout va bien entre nous"),
    }[step]


def _required(client_id: int, today: date) -> RepairState:
    state = repair_of(client_id, today)
    if state is None:
        raise Refused(_("Cette relation n’est pas rompue\u00a0: il n’y a rien à réconcilier."))
    return state


def _write(actor: Actor, client_id: int, since: date, draft: RepairDraft) -> None:
    steps = {name: kept_whole(text, _LONGEST) for name, text in asdict(draft).items()}
    values = {**steps, "changed_on": actor.today, "changed_by": actor.member_id}
    Repair.insert(client=client_id, since=since, **values).on_conflict(
        conflict_target=[Repair.client, Repair.since], update=values
    ).execute()


def _told(draft: RepairDraft) -> str:
    """What the journal keeps of it: what was made good, and the client's answer; the repair
    itself keeps them whole."""
    return f"{draft.repaired.strip()} · {draft.asked.strip()}"[:NOTE]
