"""The catalogues the owner edits, and the trades they start from.

A trade is a data file of `models/trades`, checked when it is read; no trade is named in code.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models.actor import Actor
from models.changes import Changes, changed
from models.database import writing
from models.errors import Refused
from models.i18n import LANGUAGES, _, language
from models.prepared import Prepared
from models.rules.asset_kinds import AssetKind, read_kind
from models.rules.folding import clean_text, fold
from models.rules.trust import Severity
from models.seldom import Seldom
from models.tables import BookFact, Kind
from models.team import Right, require

TRADES = Path(__file__).parent / "trades"
FAMILIES = {
    "attention": "attentions",
    "incident": "incidents",
    "visit": "visits",
    "contact": "contacts",
    "asset": "assets",
    "cause": "causes",
    "theme": "themes",
}
Labels = dict[tuple[str, str], str]
_TRADE = Prepared(lambda: BookFact.select(BookFact.value).where(BookFact.name == "trade"))
_WEIGHT = Seldom(
    lambda code: Kind.select(Kind.weight).where(Kind.family == "attention", Kind.code == code)
)
_OWN_LABELS = Prepared(
    lambda: Kind.select(Kind.family, Kind.code, Kind.label).where(Kind.label != "")
)
_UNITS = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class KindRow:
    """A word of a catalogue: `weight` in centi-units for an attention, else None."""

    family: str
    code: str
    label: str
    weight: int | None
    severity: str | None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade as its data file describes it."""

    code: str
    names: dict[str, str]
    kinds: tuple[tuple[KindRow, dict[str, str]], ...]
    opening_lines: dict[str, tuple[str, ...]]
    assets: dict[str, AssetKind]

    @property
    def name(self) -> str:
        """The trade's name in the language in use."""
        return self.names[language()]


def parse_units(text: str) -> int:
    """Units with at most two decimals and a decimal point, in centi-units: « 1.5 » → 150.

    Raises ValueError for anything else (trust-account rule 1).
    """
    if not _UNITS.fullmatch(text):
        raise ValueError(text)
    whole, _point, rest = text.partition(".")
    return int(whole) * 100 + int(rest.ljust(2, "0"))


@cache
def trades() -> dict[str, Trade]:
    """Every trade, by code; raises ValueError naming the file that is not well made."""
    found = [read_trade(path) for path in sorted(TRADES.glob("*.json"))]
    return {trade.code: trade for trade in found}


def read_trade(path: Path) -> Trade:
    """Read and check one trade file; raises ValueError saying what is wrong in which file."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        kinds = tuple(
            _read_kind(family, row) for family, key in FAMILIES.items() for row in data[key]
        )
        lines = {code: tuple(data["opening_lines"][code]) for code in LANGUAGES}
        assets = {row["code"]: read_kind(row, LANGUAGES) for row in data["assets"]}
        trade = Trade(data["code"], _texts(data["name"]), kinds, lines, assets)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name}: {error}") from error
    codes = [(kind.family, kind.code) for kind, _texts_of in kinds]
    if trade.code != path.stem or len(set(codes)) != len(codes) or not all(lines.values()):
        raise ValueError(f"{path.name}: code, twice the same kind, or no opening line")
    return trade


def _read_kind(family: str, row: dict[str, Any]) -> tuple[KindRow, dict[str, str]]:
    weight = parse_units(row["units"]) if family == "attention" else None
    severity = Severity(row["severity"]).value if family == "incident" else None
    return KindRow(family, row["code"], "", weight, severity), _texts(row)


def _texts(row: dict[str, str]) -> dict[str, str]:
    texts = {code: row[code] for code in LANGUAGES}
    if not all(texts.values()):
        raise ValueError(f"empty text: {row}")
    return texts


def book_trade() -> Trade:
    """The trade of the open book."""
    [(code,)] = _TRADE.rows()
    return trades()[code]


def insert_trade_kinds(trade: Trade) -> None:
    """Write a trade's kinds in a new book, inside the caller's transaction."""
    rows = [
        (kind.family, kind.code, "", kind.weight, kind.severity, place, True)
        for place, (kind, _texts_of) in enumerate(trade.kinds)
    ]
    columns = [
        Kind.family,
        Kind.code,
        Kind.label,
        Kind.weight,
        Kind.severity,
        Kind.position,
        Kind.active,
    ]
    Kind.insert_many(rows, columns).execute()


def kinds(family: str, *, active_only: bool = True) -> list[KindRow]:
    """The kinds of a family in their order, labelled in the language in use."""
    wording = _trade_wording()
    query = Kind.select(
        Kind.family, Kind.code, Kind.label, Kind.weight, Kind.severity, Kind.active
    ).where(Kind.family == family)
    if active_only:
        query = query.where(Kind.active)
    return [
        KindRow(row[0], row[1], row[2] or wording.get((row[0], row[1]), row[1]), *row[3:])
        for row in query.order_by(Kind.position, Kind.id).tuples()
    ]


def labels(trade: Trade | None = None) -> Labels:
    """Every kind's label by (family, code), retired ones too, in the language in use.

    `trade` is the book's, when it is at hand.
    """
    own = {(family, code): label for family, code, label in _OWN_LABELS.rows()}
    return _trade_wording(trade) | own


def wordings(family: str, code: str) -> dict[str, str]:
    """The trade's own words for a kind, by language; none for one it does not have."""
    kinds = book_trade().kinds
    return next((t for kind, t in kinds if (kind.family, kind.code) == (family, code)), {})


def _trade_wording(trade: Trade | None = None) -> Labels:
    return _wording((trade or book_trade()).code, language())


@cache
def _wording(trade: str, spoken: str) -> Labels:
    return {(kind.family, kind.code): texts[spoken] for kind, texts in trades()[trade].kinds}


def weight_of(code: str) -> int | None:
    """The weight now set for an attention kind, in centi-units; None when it is unknown."""
    row = _WEIGHT.first(code)
    return row[0] if row else None


def save_kind(actor: Actor, kind: KindRow) -> Changes:
    """Add or change a kind. A changed weight counts for what is noted from now on.

    Raises Refused for an empty label, a missing weight or an unknown severity.
    """
    label = clean_text(kind.label, 120)
    if not label or kind.family not in FAMILIES:
        raise Refused(_("Donnez un nom à cette ligne du catalogue."))
    if kind.family == "attention" and not (kind.weight is not None and 0 <= kind.weight < 10**7):
        raise Refused(_("Donnez un poids en unités, par exemple 3 ou 1,5."))
    if kind.family == "incident" and kind.severity not in set(Severity):
        raise Refused(_("Choisissez la gravité habituelle."))
    with writing():
        require(actor, Right.SET_UP)
        _upsert(kind, label)
    return changed("catalogue")


def _upsert(kind: KindRow, label: str) -> None:
    code = kind.code or fold(label).replace(" ", "-")[:40]
    values = {
        "label": "" if _trade_wording().get((kind.family, code)) == label else label,
        "weight": kind.weight,
        "severity": kind.severity,
        "active": kind.active,
    }
    where = (Kind.family == kind.family) & (Kind.code == code)
    if not kind.code and Kind.select().where(where).exists():
        raise Refused(_("Cette ligne existe déjà dans le catalogue."))
    if not Kind.update(**values).where(where).execute():
        place = Kind.select().where(Kind.family == kind.family).count()
        Kind.insert(family=kind.family, code=code, position=1000 + place, **values).execute()
