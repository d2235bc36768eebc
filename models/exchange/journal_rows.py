"""Strict reading of the rows of a journal CSV: each malformed field has its own sentence."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import lru_cache
from itertools import zip_longest
from typing import TypeVar

from models.catalogue import parse_units
from models.costs import DEFAULT_ACCOUNTS, CostDraft, Nature, Standing, known_rates
from models.errors import Refused
from models.exchange.cells import unprotect
from models.exchange.journal_columns import ALL_COLUMNS, COLUMNS, COST
from models.i18n import _, format_list
from models.journal import EntryDraft
from models.rules.costs import RATES
from models.rules.folding import clean_text
from models.rules.trust import EntryType, Outcome, Severity

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONEY = re.compile(r"(\d{1,9})(?:\.(\d{1,2}))?", re.ASCII)
_ID_LIMIT, _KIND_LIMIT, _NOTE_LIMIT = 120, 80, 2_000

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A well-formed row. `draft.ref` is still to be found from `ref`, an id of the file.

    `recorded_at` in UTC, None when the file does not say; `costs` with their account codes;
    `billed` what a visit was, in cents, and whether taxes are in it.
    """

    client: str
    id: str
    ref: str
    draft: EntryDraft
    recorded_at: datetime | None = None
    recorded_on: date | None = None
    by: str = ""
    costs: tuple[tuple[CostDraft, str], ...] = ()
    billed: tuple[int, bool] | None = None
    cut: bool = False


class JournalRows:
    """Reads rows under a header; raises Refused when columns of the rules are missing in it."""

    def __init__(self, header: Sequence[str]) -> None:
        names = [cell.strip().lower() for cell in header]
        missing = [name for name in COLUMNS if name not in names]
        if missing:
            raise Refused(
                _("Il manque au journal la colonne {names}.").format(names=format_list(missing))
            )
        twice = sorted({name for name in names if name in ALL_COLUMNS and names.count(name) > 1})
        if twice:
            raise Refused(
                _("Le journal nomme deux fois la colonne {names}.").format(names=format_list(twice))
            )
        self.unknown = tuple(name for name in names if name and name not in ALL_COLUMNS)
        self._places = [names.index(name) for name in COLUMNS]
        self._client, self._id = self._places[:2]
        self._extra = {name: names.index(name) for name in ALL_COLUMNS[12:] if name in names}
        self._width = len(names)

    def client_of(self, cells: list[str]) -> str:
        """The client a row names, whatever the rest of it is worth."""
        return self._cell(cells, self._client)

    def id_of(self, cells: list[str]) -> str:
        """The row's own id."""
        return self._cell(cells, self._id)

    def _cell(self, cells: list[str], place: int) -> str:
        return _word(cells[place]) if place < len(cells) else ""

    def read(self, cells: list[str]) -> JournalRow:
        """The row; raises Refused with the sentence of its first malformed field."""
        if len(cells) < self._width:
            cells = cells + [""] * (self._width - len(cells))
        found = [cells[place] for place in self._places]
        client, row_id, day, entry, kind, units = found[:6]
        severity, outcome, memorable, due, ref, note = found[6:]
        draft = EntryDraft(
            type=_known(EntryType, entry, _unknown_entry),
            kind=_short(kind, "kind", _KIND_LIMIT) if kind else "",
            text=clean_text(unprotect(note), 1 << 20) if note else "",
            day=_day(day),
            units=_units(units) if units else None,
            severity=_known(Severity, severity, _unknown_severity) if severity else None,
            outcome=_known(Outcome, outcome, _unknown_outcome) if outcome else None,
            memorable=_memorable(memorable) if memorable else False,
            due=_due(due) if due else None,
        )
        recorded_at, recorded_on = self._moment(cells) if self._extra else (None, None)
        return JournalRow(
            client=_named(client, "client"),
            id=_named(row_id, "id"),
            ref=_word(ref) if ref else "",
            draft=draft,
            recorded_at=recorded_at,
            recorded_on=recorded_on,
            by=self._also(cells, "by"),
            costs=self._costs(cells) if self._extra else (),
            billed=self._billed(cells) if draft.type is EntryType.VISIT else None,
            cut=len(draft.text) > _NOTE_LIMIT,
        )

    def _also(self, cells: list[str], name: str) -> str:
        place = self._extra.get(name)
        return clean_text(unprotect(cells[place]), 400) if place is not None else ""

    def _moment(self, cells: list[str]) -> tuple[datetime | None, date | None]:
        """(moment in UTC, the shop's day it was): `recorded_on` says the day if it is there."""
        text = self._also(cells, "recorded_at")
        if not text:
            return None, None
        moment, day = _recorded(text)
        said = self._also(cells, "recorded_on")
        if not said:
            return moment, day
        shop_day = _day_or_none(said)
        if shop_day is None:
            raise Refused(
                _("La date d’enregistrement « {text} » n’est pas possible.").format(text=said)
            )
        return moment, shop_day

    def _costs(self, cells: list[str]) -> tuple[tuple[CostDraft, str], ...]:
        """What the entry cost: each cell holds a line per cost, nearly always one."""
        natures = self._also(cells, "cost_nature")
        if not natures:
            return ()
        columns = [self._also(cells, name).split("\n") for name in COST]
        costs = [_cost(*cost) for cost in zip_longest(*columns, fillvalue="")]
        if "cost_account" in self._extra:
            return tuple(costs)
        return tuple((cost, DEFAULT_ACCOUNTS.get(cost.nature, "")) for cost, _none in costs)

    def _billed(self, cells: list[str]) -> tuple[int, bool] | None:
        cents = _cents(self._also(cells, "visit_amount").strip(), _no_amount)
        taxed = self._also(cells, "visit_tax_included").strip() == "yes"
        return None if cents is None else (cents, taxed)


def _cost(
    nature: str, net: str, rate: str, document: str, standing: str, account: str
) -> tuple[CostDraft, str]:
    kind = _known(Nature, nature, _unknown_cost)
    vat_rate = _vat_rate(rate.strip())
    draft = CostDraft(
        nature=kind,
        net_cents=_cents(net.strip(), _no_cost),
        vat_rate=None if kind is Nature.REWORK else vat_rate,
        document=document[:60],
        standing=_known(Standing, standing or Standing.MANAGEMENT, _unknown_cost),
    )
    return draft, account.strip()


def _word(cell: str) -> str:
    text = cell.strip()
    if not (text.isascii() and text.isprintable()):
        text = clean_text(text, 1 << 20)
    return unprotect(text) if text.startswith("'") else text


def _named(cell: str, column: str) -> str:
    text = _word(cell)
    if not text:
        raise Refused(_("Cette ligne n’a pas de « {column} ».").format(column=column))
    return _short(cell, column, _ID_LIMIT)


def _short(cell: str, column: str, limit: int) -> str:
    text = _word(cell)
    if len(text) > limit:
        raise Refused(
            _("« {column} » est trop long : {limit} caractères au plus.").format(
                column=column, limit=limit
            )
        )
    return text


def _known(words: type[Word], cell: str, sentence: Callable[[str], str]) -> Word:
    try:
        return words(cell.strip())
    except ValueError:
        raise Refused(sentence(cell.strip()[:40])) from None


def _unknown_entry(word: str) -> str:
    if not word:
        return _("Cette ligne ne dit pas ce qui s’est passé (entry).")
    return _("Le mot « {word} » n’est pas connu (entry).").format(word=word)


def _unknown_severity(word: str) -> str:
    return _("La gravité « {word} » n’est pas connue : minor, notable ou serious.").format(
        word=word
    )


def _unknown_outcome(word: str) -> str:
    return _("L’issue « {word} » n’est pas connue (outcome).").format(word=word)


def _unknown_cost(word: str) -> str:
    return _("Le mot « {word} » n’est pas connu pour un coût.").format(word=word)


def _memorable(cell: str) -> bool:
    word = cell.strip()
    if word not in ("", "yes"):
        raise Refused(
            _("« {word} » n’est pas connu : memorable est « yes » ou vide.").format(word=word[:40])
        )
    return word == "yes"


@lru_cache(maxsize=4096)
def _units(cell: str) -> int | None:
    text = cell.strip()
    if not text:
        return None
    try:
        return parse_units(text if text.isascii() else "")
    except ValueError:
        raise Refused(
            _(
                "« {text} » n’est pas un nombre d’unités : zéro ou plus, deux décimales au plus, "
                "avec un point."
            ).format(text=text[:40])
        ) from None


def _day(cell: str) -> date:
    if not cell.strip():
        raise Refused(_("Cette ligne n’a pas de date."))
    day = _day_or_none(cell)
    if day is None:
        raise Refused(_not_a_day(cell))
    return day


def _due(cell: str) -> date | None:
    if not cell.strip():
        return None
    day = _day_or_none(cell)
    if day is None:
        raise Refused(
            _("L’échéance « {text} » n’est pas une date : écrivez 2026-12-31.").format(
                text=cell.strip()[:40]
            )
        )
    return day


@lru_cache(maxsize=65536)
def _day_or_none(cell: str) -> date | None:
    text = cell.strip()
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _not_a_day(cell: str) -> str:
    return _("« {text} » n’est pas une date : écrivez 2026-12-31.").format(text=cell.strip()[:40])


def _recorded(text: str) -> tuple[datetime, date]:
    """A moment in UTC without zone (no zone said: UTC), and the local day it was."""
    try:
        moment = datetime.fromisoformat(text)
        if _DAY.fullmatch(text):
            moment = datetime.combine(moment.date(), time(12)).astimezone()
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC).replace(tzinfo=None), aware.astimezone().date()
    except (ValueError, OverflowError, OSError):
        raise Refused(
            _("« {text} » n’est pas un moment (recorded_at).").format(text=text[:40])
        ) from None


def _cents(text: str, sentence: Callable[[str], str]) -> int | None:
    if not text:
        return None
    match = _MONEY.fullmatch(text)
    if not match:
        raise Refused(sentence(text[:40]))
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


def _no_cost(text: str) -> str:
    return _("Le coût «\u00a0{text}\u00a0» n’est pas un montant en euros, avec un point.").format(
        text=text
    )


def _no_amount(text: str) -> str:
    return _(
        "Le passage «\u00a0{text}\u00a0» n’est pas un montant en euros, avec un point."
    ).format(text=text)


def _vat_rate(text: str) -> int | None:
    """A rate in percent as basis points."""
    if not text:
        return None
    match = _MONEY.fullmatch(text)
    rate = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")) if match else -1
    if rate not in RATES and rate not in known_rates():
        raise Refused(_("Ce taux de TVA n’est pas connu."))
    return rate
