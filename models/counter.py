"""The counter card: who this is, what to talk about, what we owe them, within one look."""

from dataclasses import dataclass
from datetime import date

from models import catalogue, clients
from models.accounts import read_account
from models.cases import OpenCase, open_cases
from models.client_drafts import ClientDraft, ReachDraft
from models.clients import AssetRow, MemoryRow
from models.i18n import _
from models.rules.folding import format_phone
from models.rules.trust import Account, EntryType, State
from models.settings import trust_history
from models.statement_data import CurvePoint
from models.statements import curve, curve_start
from models.tables import Client
from models.texts import entry_texts
from models.wording import heading, kind_label, since_phrase

_LATEST = 6
_NOT_TO_TALK_OF = ("references", "greet")
_TALKED = (EntryType.VISIT, EntryType.ATTENTION, EntryType.REQUEST, EntryType.PROMISE)


@dataclass(frozen=True, slots=True)
class TalkNote:
    """Something to talk about: a personal note, or what was last talked about."""

    text: str
    day: date
    personal: bool


@dataclass(frozen=True, slots=True)
class LatestRow:
    """One of the last things that happened: its day, what it is, its text."""

    day: date
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class CounterCard:
    """Everything the counter shows of a client, in the order it shows it.

    `greeting` is how to greet (« Madame Durand »), `details` the rest of the line, `since` the
    part of it that says how long (« chez nous depuis 9 ans »); balance and trend in centi-units.
    """

    client_id: int
    number: int
    name: str
    greeting: str
    details: tuple[str, ...]
    since: str
    reaches: tuple[str, ...]
    talk: tuple[TalkNote, ...]
    owed: tuple[OpenCase, ...]
    assets: tuple[AssetRow, ...]
    state: State
    balance: int
    trend: int
    curve: tuple[CurvePoint, ...]
    latest: tuple[LatestRow, ...]
    last_visit: date | None
    is_new: bool


def counter_card(client_id: int, today: date) -> CounterCard:
    """The card of one client, in a fixed number of queries; raises Refused when there is none."""
    draft, memories = clients.client_draft(client_id), clients.memories(client_id)
    account = read_account(client_id)
    texts, labels = entry_texts(client_id), catalogue.labels()
    figures = account.figures(today, trust_history().on(today))
    since = draft.since or _first_day(account)
    visits = [entry.day for entry in account.ledger(today).order if entry.type is EntryType.VISIT]
    return CounterCard(
        client_id=client_id,
        number=int(Client.select(Client.number).where(Client.id == client_id).scalar()),
        name=draft.display_name,
        greeting=greeting(draft),
        details=_details(draft, memories, since, today),
        since=since_phrase(since, today),
        reaches=tuple(_reach_text(reach) for reach in draft.reaches),
        talk=_talk(memories, account, texts, labels, today),
        owed=tuple(open_cases(client_id, account, today, texts, labels)),
        assets=tuple(row for row in clients.assets(client_id) if row.draft.ended_on is None),
        state=figures.state,
        balance=figures.balance,
        trend=figures.trend,
        curve=tuple(curve(account, max(curve_start(today), since or today), today)),
        latest=_latest(account, texts, labels, today),
        last_visit=max((visit for visit in visits if visit <= today), default=None),
        is_new=len(visits) == 0 and since == today,
    )


def greeting(draft: ClientDraft) -> str:
    """How to greet: « Madame Durand », « Hélène » when one says tu, the company otherwise."""
    if draft.address_form == "tu" and draft.first_name:
        return draft.first_name
    title = civility_label(draft.civility)
    if title and draft.last_name:
        return f"{title} {draft.last_name}"
    return draft.display_name


def civility_label(civility: str) -> str:
    """A civility as it is said; one the program does not know is said as it was written."""
    return {"Mme": _("Madame"), "Mlle": _("Madame"), "M.": _("Monsieur")}.get(civility, civility)


def _details(
    draft: ClientDraft, memories: list[MemoryRow], since: date | None, today: date
) -> tuple[str, ...]:
    """The rest of how to greet: the whole name, tu or vous, since when, what was said of it."""
    shown = greeting(draft)
    named = draft.first_name or draft.last_name
    parts = [
        draft.display_name if named and draft.display_name != shown else "",
        draft.company if draft.company and draft.company != shown else "",
        _("on se tutoie") if draft.address_form == "tu" else "",
        _("on se vouvoie") if draft.address_form == "vous" else "",
        since_phrase(since, today),
        next((memory.text for memory in memories if memory.category == "greet"), ""),
    ]
    return tuple(part for part in parts if part)


def _talk(
    memories: list[MemoryRow],
    account: Account,
    texts: dict[int, str],
    labels: catalogue.Labels,
    today: date,
) -> tuple[TalkNote, ...]:
    """The last three personal notes (pinned first) and what was last talked about."""
    personal = [
        TalkNote(memory.text, memory.day, personal=True)
        for memory in memories
        if memory.category not in _NOT_TO_TALK_OF
    ][:3]
    last = [
        TalkNote(_told(entry.id, texts) or kind_label(entry, labels), entry.day, personal=False)
        for entry in reversed(account.ledger(today).order)
        if entry.type in _TALKED and entry.day <= today and _told(entry.id, texts)
    ][:1]
    return (*personal, *last)


def _latest(
    account: Account, texts: dict[int, str], labels: catalogue.Labels, today: date
) -> tuple[LatestRow, ...]:
    """The last things noted, the latest first; what was taken back is left out."""
    order = [entry for entry in account.ledger(today).order if entry.day <= today]
    return tuple(
        LatestRow(entry.day, heading(entry, labels), _told(entry.id, texts))
        for entry in reversed(order[-_LATEST:])
    )


def _reach_text(reach: ReachDraft) -> str:
    return format_phone(reach.value) if reach.channel == "phone" else reach.value


def _told(entry_id: int | str, texts: dict[int, str]) -> str:
    return texts.get(entry_id, "") if isinstance(entry_id, int) else ""


def _first_day(account: Account) -> date | None:
    return min((entry.day for entry in account.entries), default=None)
