"""The counter card: who this is, what to talk about, what we owe them, within one look."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from peewee import JOIN

from models import catalogue
from models.asset_files import DueRow, Owned, computed_row, first_told, hand_row
from models.asset_kinds import asset_kinds
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
from models.erased import erased
from models.errors import Refused
from models.i18n import _
from models.journal_rows import account_of, texts_of
from models.prepared import Prepared, day_of, day_or_none
from models.rules.asset_kinds import AssetKind
from models.rules.folding import format_phone
from models.rules.trust import Account, EntryType, State
from models.rules.waivers import Relation
from models.settings import trust_history
from models.small_curve import small_curve
from models.statement_data import CurvePoint
from models.statements import curve_start
from models.tables import Asset, AssetDue, Client, Memory, Reach
from models.voices_said import last_words
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
    ).where(Client.id == client, ~erased(Client.id))
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
            AssetDue.id,
            AssetDue.code,
            AssetDue.day,
            AssetDue.km,
            AssetDue.estimated,
        )
        .join(AssetDue, JOIN.LEFT_OUTER)
        .where(Asset.client == client, Asset.ended_on.is_null())
        .order_by(Asset.id, AssetDue.id)
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
    different (a first visit, a birthday) and the referrals; `dues` what falls due next, by
    asset; balance and trend in centi-units; `relation` is what its depth rests on.
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
    dues: dict[int, DueRow]
    state: State
    balance: int
    trend: int
    curve: tuple[CurvePoint, ...]
    latest: tuple[LatestRow, ...]
    last_visit: date | None
    is_new: bool
    relation: Relation


def counter_card(client_id: int, today: date) -> CounterCard:
    """The card of one client, in a fixed number of queries; raises Refused when there is none."""
    number, draft, imported = _identity(client_id)
    memories, history = _memories(client_id), trust_history()
    account, texts = account_of(client_id, history), texts_of(client_id)
    trade = catalogue.book_trade()
    labels = catalogue.labels(trade)
    figures = account.figures(today, history.on(today))
    since = draft.since or _first_day(account)
    owned, dues = _assets(client_id, trade, today)
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
        assets=owned,
        dues=dues,
        state=figures.state,
        balance=figures.balance,
        trend=figures.trend,
        curve=small_curve(account, max(curve_start(today), since or today), today),
        latest=_latest(account, texts, labels, _words(client_id, labels, today), today),
        last_visit=max(visits, default=None),
        is_new=is_first_visit(known, today),
        relation=Relation(since, tuple(visits)),
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


def _kinds(
    trade: catalogue.Trade, asked: Collection[tuple[str, str | None]]
) -> Mapping[str, AssetKind]:
    """The trade's kinds, when they have each kind and service asked for: the owner's cost more."""
    known: set[tuple[str, str | None]] = {(code, None) for code in trade.assets}
    known |= {(kind.code, one.code) for kind in trade.assets.values() for one in kind.services}
    return trade.assets if known.issuperset(asked) else asset_kinds(trade)


def _assets(
    client_id: int, trade: catalogue.Trade, today: date
) -> tuple[tuple[AssetRow, ...], dict[int, DueRow]]:
    """Those still looked after, and what falls due next for each."""
    found = _ASSETS.rows(client_id)
    kinds = _kinds(trade, {(row[1], row[12]) for row in found})
    rows, dues = {}, []
    for asset_id, kind, *cells in found:
        draft = _asset_draft(kind, cells)
        made = kinds.get(kind) or AssetKind(kind)
        owned = Owned(asset_id, kind, draft.due_on, draft.due_what)
        if asset_id not in rows:
            dues.append(hand_row(owned, made))
        due_id, code, day, km, estimated = cells[9:]
        if day is not None or km is not None:
            dues.append(computed_row(owned, (due_id, code, day_or_none(day), km, estimated), made))
        rows[asset_id] = AssetRow(asset_id, draft)
    told = [due for due in dues if due is not None]
    firsts = [first_told([due for due in told if due.asset_id == one], today) for one in rows]
    return tuple(rows.values()), {due.asset_id: due for due in firsts if due is not None}


def _asset_draft(kind: str, cells: list[Any]) -> AssetDraft:
    return AssetDraft(
        kind=kind,
        name=cells[0],
        identifier=cells[1],
        vin=cells[2],
        key_reference=cells[3],
        mileage=cells[4],
        mileage_on=day_or_none(cells[5]),
        due_on=day_or_none(cells[6]),
        due_what=cells[7],
        notes=cells[8],
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


def _words(client_id: int, labels: catalogue.Labels, today: date) -> list[LatestRow]:
    """The client's last words that were kept."""
    return [LatestRow(*words) for words in last_words(client_id, _LATEST, labels, today)]


def _latest(
    account: Account,
    texts: dict[int, str],
    labels: catalogue.Labels,
    words: list[LatestRow],
    today: date,
) -> tuple[LatestRow, ...]:
    """The last things noted and said, the latest first; what was taken back is left out."""
    order = [entry for entry in account.ledger(today).order if entry.day <= today]
    last = order[: -_LATEST - 1 : -1]
    noted_by = authors([entry.id for entry in last if isinstance(entry.id, int)])
    noted = [
        LatestRow(
            entry.day, heading(entry, labels), _told(entry.id, texts), _by(entry.id, noted_by)
        )
        for entry in last
    ]
    return tuple(sorted([*words, *noted], key=lambda row: row.day, reverse=True)[:_LATEST])


def _by(entry_id: int | str, noted_by: dict[int, Author]) -> Author | None:
    return noted_by.get(entry_id) if isinstance(entry_id, int) else None


def _reach_text(reach: ReachDraft) -> str:
    return format_phone(reach.value) if reach.channel == "phone" else reach.value


def _told(entry_id: int | str, texts: dict[int, str]) -> str:
    return texts.get(entry_id, "") if isinstance(entry_id, int) else ""


def _first_day(account: Account) -> date | None:
    return min((entry.day for entry in account.entries), default=None)
