"""The counter card: who this is, what to talk about, what we owe them, within one look."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from models import catalogue
from models.cases import OpenCase, open_cases
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.clients import AssetRow, MemoryRow, memory_order
from models.counter_people import (
    MOST_AUTHORS,
    Author,
    Known,
    authors,
    birthday_words,
    coming_words,
    is_first_visit,
    referral_words,
)
from models.errors import Refused
from models.i18n import _
from models.journal_rows import account_of, texts_of
from models.prepared import Prepared, day_of, day_or_none
from models.rules.folding import format_phone
from models.rules.trust import Account, EntryType, State
from models.settings import trust_history
from models.small_curve import small_curve
from models.statement_data import CurvePoint
from models.statements import curve_start
from models.tables import Asset, Client, Memory, Reach
from models.wording import heading, since_phrase

_LATEST = MOST_AUTHORS
_NOT_TO_TALK_OF = ("references", "greet")
_TALKED = (EntryType.VISIT, EntryType.ATTENTION, EntryType.REQUEST, EntryType.PROMISE)


_CLIENT = Prepared(
    lambda client: Client.select(
        Client.number,
        Client.civility,
        Client.first_name,
        Client.last_name,
        Client.company,
        Client.address_form,
        Client.since,
        Client.birth_day,
        Client.birth_month,
        Client.recommended_by,
        Client.import_run,
    ).where(Client.id == client)
)
_REACHES = Prepared(
    lambda client: (
        Reach.select(Reach.channel, Reach.value, Reach.label)
        .where(Reach.client == client)
        .order_by(Reach.position, Reach.id)
    )
)
_MEMORIES = Prepared(
    lambda client: (
        Memory.select(
            Memory.id, Memory.category, Memory.text, Memory.pinned, Memory.day, Memory.author
        )
        .where(Memory.client == client)
        .order_by(*memory_order())
    )
)
_ASSETS = Prepared(
    lambda client: (
        Asset.select(
            Asset.id,
            Asset.kind,
            Asset.name,
            Asset.identifier,
            Asset.vin,
            Asset.key_reference,
            Asset.mileage,
            Asset.mileage_on,
            Asset.due_on,
            Asset.due_what,
            Asset.notes,
        )
        .where(Asset.client == client, Asset.ended_on.is_null())
        .order_by(Asset.id)
    )
)


@dataclass(frozen=True, slots=True)
class TalkNote:
    """Something to talk about: a personal note, or what was last talked about."""

    text: str
    day: date
    personal: bool


@dataclass(frozen=True, slots=True)
class LatestRow:
    """One of the last things that happened: its day, what it is, its text, who noted it."""

    day: date
    heading: str
    text: str
    by: Author | None = None


@dataclass(frozen=True, slots=True)
class CounterCard:
    """Everything the counter shows of a client, in the order it shows it.

    `greeting` is how to greet (« Madame Durand »), `details` the rest of the line, `since` the
    part of it that says how long (« chez nous depuis 9 ans »); `occasions` what makes today
    different (a first visit, a birthday) and the referrals; balance and trend in centi-units.
    """

    client_id: int
    number: int
    name: str
    greeting: str
    details: tuple[str, ...]
    since: str
    occasions: tuple[str, ...]
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
    number, draft, imported = _identity(client_id)
    memories, history = _memories(client_id), trust_history()
    account, texts = account_of(client_id, history), texts_of(client_id)
    labels = catalogue.labels()
    figures = account.figures(today, history.on(today))
    since = draft.since or _first_day(account)
    order = account.ledger(today).order
    visits = [e.day for e in order if e.type is EntryType.VISIT and e.day <= today]
    known = Known(draft.since, imported, visits, [e.day for e in order if e.day <= today])
    return CounterCard(
        client_id=client_id,
        number=number,
        name=draft.display_name,
        greeting=greeting(draft),
        details=_details(draft, memories, since, today),
        since=since_phrase(since, today),
        occasions=_occasions(client_id, draft, known, today),
        reaches=tuple(_reach_text(reach) for reach in draft.reaches),
        talk=_talk(memories, account, texts, today),
        owed=tuple(open_cases(client_id, account, today, texts, labels)),
        assets=_assets(client_id),
        state=figures.state,
        balance=figures.balance,
        trend=figures.trend,
        curve=small_curve(account, max(curve_start(today), since or today), today),
        latest=_latest(account, texts, labels, today),
        last_visit=max(visits, default=None),
        is_new=is_first_visit(known, today),
    )


def _occasions(client_id: int, draft: ClientDraft, known: Known, today: date) -> tuple[str, ...]:
    told = (
        coming_words(known, today),
        birthday_words(draft.birth_day, draft.birth_month, today),
        *referral_words(client_id, draft.recommended_by),
    )
    return tuple(words for words in told if words)


def _identity(client_id: int) -> tuple[int, ClientDraft, bool]:
    """Number and identity of a client as far as the card shows them, and whether imported."""
    row = _CLIENT.first(client_id)
    if row is None:
        raise Refused(_("Cette fiche client n’existe plus."))
    number, civility, first_name, last_name, company, address_form, since, *rest = row
    birth_day, birth_month, recommended_by, import_run = rest
    draft = ClientDraft(
        civility=civility,
        first_name=first_name,
        last_name=last_name,
        company=company,
        address_form=address_form,
        since=day_or_none(since),
        birth_day=birth_day,
        birth_month=birth_month,
        recommended_by=recommended_by,
        reaches=tuple(ReachDraft(*reach) for reach in _REACHES.rows(client_id)),
    )
    return number, draft, import_run is not None


def _memories(client_id: int) -> list[MemoryRow]:
    return [
        MemoryRow(row[0], row[1], row[2], bool(row[3]), day_of(row[4]), row[5])
        for row in _MEMORIES.rows(client_id)
    ]


def _assets(client_id: int) -> tuple[AssetRow, ...]:
    """Those still looked after."""
    return tuple(
        AssetRow(
            row[0],
            AssetDraft(
                kind=row[1],
                name=row[2],
                identifier=row[3],
                vin=row[4],
                key_reference=row[5],
                mileage=row[6],
                mileage_on=day_or_none(row[7]),
                due_on=day_or_none(row[8]),
                due_what=row[9],
                notes=row[10],
            ),
        )
        for row in _ASSETS.rows(client_id)
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
    today: date,
) -> tuple[TalkNote, ...]:
    """The last three personal notes (pinned first) and what was last talked about."""
    personal = [
        TalkNote(memory.text, memory.day, personal=True)
        for memory in memories
        if memory.category not in _NOT_TO_TALK_OF
    ][:3]
    told = (
        TalkNote(_told(entry.id, texts), entry.day, personal=False)
        for entry in reversed(account.ledger(today).order)
        if entry.type in _TALKED and entry.day <= today and _told(entry.id, texts)
    )
    return (*personal, *islice(told, 1))


def _latest(
    account: Account, texts: dict[int, str], labels: catalogue.Labels, today: date
) -> tuple[LatestRow, ...]:
    """The last things noted, the latest first; what was taken back is left out."""
    order = [entry for entry in account.ledger(today).order if entry.day <= today]
    last = order[: -_LATEST - 1 : -1]
    noted_by = authors([entry.id for entry in last if isinstance(entry.id, int)])
    return tuple(
        LatestRow(
            entry.day, heading(entry, labels), _told(entry.id, texts), _by(entry.id, noted_by)
        )
        for entry in last
    )


def _by(entry_id: int | str, noted_by: dict[int, Author]) -> Author | None:
    return noted_by.get(entry_id) if isinstance(entry_id, int) else None


def _reach_text(reach: ReachDraft) -> str:
    return format_phone(reach.value) if reach.channel == "phone" else reach.value


def _told(entry_id: int | str, texts: dict[int, str]) -> str:
    return texts.get(entry_id, "") if isinstance(entry_id, int) else ""


def _first_day(account: Account) -> date | None:
    return min((entry.day for entry in account.entries), default=None)
