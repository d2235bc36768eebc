"""The fields of its own that a kind of asset has, filled from the columns of their names."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from models.actor import Actor
from models.asset_kinds import asset_kinds
from models.asset_replay import keep_all, replay_of
from models.bulk import among, insert_rows, read_rows
from models.client_drafts import AssetDraft
from models.exchange import headers
from models.exchange.client_files import ClientFiles
from models.exchange.dates import read_day
from models.exchange.mapping import Column, Use
from models.exchange.mapping import Mapping as Columns
from models.exchange.report import Tally
from models.i18n import _, format_number, ngettext
from models.rules.asset_kinds import AssetField, AssetKind
from models.rules.folding import clean_text, fold, fold_identifier
from models.tables import Asset, AssetFact

_LONGEST, _MOST_DIGITS = 400, 9
_UNKNOWN = (None, Use.NOTHING, Use.LABELLED_NOTE)

Cell = tuple[str, str]
"""The header of a column, what the row says there."""
Fact = tuple[int, str]
"""An asset, and the code of a field."""


class _Told(NamedTuple):
    """What a row says of the fields of an asset, or of the only one its client has."""

    line: int
    client_id: int
    asset: AssetDraft | None
    cells: Sequence[Cell]


class _Stored(NamedTuple):
    """An asset of the book."""

    id: int
    kind: str
    name: str
    key: str
    vin: str


def with_own_fields(mapping: Columns) -> Columns:
    """The mapping, where a column nothing else is known of bears the name of a field."""
    if not any(column.use in _UNKNOWN and column.header for column in mapping.columns):
        return mapping
    names = {name for kind in asset_kinds().values() for one in kind.own for name in _names(one)}
    columns = [
        Column(one.header, Use.OWN_FIELD)
        if one.use in _UNKNOWN and fold(one.header) in names
        else one
        for one in mapping.columns
    ]
    return replace(mapping, columns=tuple(columns))


def importable(label: str) -> bool:
    """Whether a column under that name would be taken for the field, and nothing else."""
    return headers.column_of(label).use in _UNKNOWN


class OwnFields:
    """Told as the rows come, written once their files are."""

    def __init__(self, actor: Actor, tally: Tally, *, day_first: bool) -> None:
        self._actor, self._tally, self._day_first = actor, tally, day_first
        self._told: list[_Told] = []

    def tell(
        self, line: int, client_id: int, assets: Sequence[AssetDraft], cells: Sequence[Cell]
    ) -> None:
        """A row is about the first of these assets; about the client's only one without any."""
        self._told.append(_Told(line, client_id, assets[0] if assets else None, cells))

    def write(self, files: ClientFiles) -> None:
        """Keep them, inside the caller's transaction, before `files` finish."""
        wanted, owners = self._wanted()
        known = _facts(owners)
        fresh = {key: value for key, value in wanted.items() if known.get(key, "") != value}
        if not fresh:
            return
        files.keep_before({owners[asset_id] for asset_id, _code in fresh})
        _write(fresh, known.keys())
        keep_all(replay_of(asset_id for asset_id, _code in fresh), self._actor.today)
        text = ngettext(
            "{count} champ de bien rempli.", "{count} champs de biens remplis.", len(fresh)
        )
        self._tally.remark(None, text.format(count=format_number(len(fresh))))

    def _wanted(self) -> tuple[dict[Fact, str], dict[int, int]]:
        """(the value of each field told, whose the assets are); what cannot be kept is told."""
        kinds, owned = asset_kinds(), _assets({told.client_id for told in self._told})
        wanted: dict[Fact, str] = {}
        owners: dict[int, int] = {}
        for told in self._told:
            asset = _meant(told, owned.get(told.client_id, ()))
            for header, text in told.cells:
                field = _field(kinds.get(asset.kind), header) if asset else None
                value = self._value(field, text) if field else None
                if asset is None or field is None or value is None:
                    self._tally.remark(told.line, _not_kept(header, text))
                else:
                    wanted[asset.id, field.code] = value
                    owners[asset.id] = told.client_id
        return wanted, owners

    def _value(self, field: AssetField, text: str) -> str | None:
        """The cell as the field is kept, "" for the usual choice; None when it is no such thing."""
        if field.type == "number":
            digits = "".join(text.split())
            return str(int(digits)) if _is_number(digits) else None
        if field.type == "day":
            today = self._actor.today
            day = read_day(text, day_first=self._day_first, this_year=today.year)
            return day.isoformat() if day else None
        if field.type == "choice":
            return _choice(field, fold(text))
        return clean_text(text, _LONGEST)


def _meant(told: _Told, owned: Sequence[_Stored]) -> _Stored | None:
    """The asset a row is about, among those of its client."""
    asset = told.asset
    if asset is None:
        return owned[0] if len(owned) == 1 else None
    same = (
        lambda one: asset.key and one.key == asset.key,
        lambda one: asset.vin and fold_identifier(one.vin) == fold_identifier(asset.vin),
        lambda one: fold(one.name) == fold(asset.name),
    )
    found = (one for test in same for one in owned if test(one))
    return next(found, None)


def _field(kind: AssetKind | None, header: str) -> AssetField | None:
    fields = kind.own if kind else ()
    return next((one for one in fields if fold(header) in _names(one)), None)


def _names(field: AssetField) -> set[str]:
    return {fold(text) for text in field.texts.values()}


def _is_number(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS


def _choice(field: AssetField, folded: str) -> str | None:
    for code, texts in field.choices.items():
        if folded in {fold(text) for text in (code, *texts.values())}:
            return "" if code == next(iter(field.choices)) else code
    return None


def _not_kept(header: str, text: str) -> str:
    told = _("«\u00a0{header}\u00a0»\u00a0: «\u00a0{text}\u00a0» n’a pu remplir aucun bien.")
    return told.format(header=header, text=text[:80])


# -- the book --------------------------------------------------------------------------------------


def _assets(clients: set[int]) -> dict[int, list[_Stored]]:
    columns = (Asset.client, Asset.id, Asset.kind, Asset.name, Asset.identifier_key, Asset.vin)
    query = Asset.select(*columns).where(Asset.client.in_(among(clients))).order_by(Asset.id)
    found: dict[int, list[_Stored]] = {}
    for client_id, *cells in read_rows(query):
        found.setdefault(client_id, []).append(_Stored(*cells))
    return found


def _facts(ids: Iterable[int]) -> dict[Fact, str]:
    query = AssetFact.select(AssetFact.asset, AssetFact.field, AssetFact.value)
    rows = read_rows(query.where(AssetFact.asset.in_(among(ids))))
    return {(asset_id, code): value for asset_id, code, value in rows}


def _write(fresh: Mapping[Fact, str], known: Collection[Fact]) -> None:
    """Rows that change keep their ids; nothing is written of a usual choice."""
    for (asset_id, code), value in fresh.items():
        if (asset_id, code) in known:
            here = (AssetFact.asset == asset_id) & (AssetFact.field == code)
            rows = AssetFact.update(value=value) if value else AssetFact.delete()
            rows.where(here).execute()
    added = [(*key, value) for key, value in fresh.items() if value and key not in known]
    insert_rows(AssetFact, ("asset", "field", "value"), added)
