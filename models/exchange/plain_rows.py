"""Rows that say each thing once, in plain cells: most rows of most files, read for a third.

What comes back from row to row (towns, days, civilities, tags) is read as any row's the first
time, then remembered. A row with anything else, anything to tell or to doubt, is left to the
closer reading, which this one never contradicts (`tests/models/exchange/test_plain_rows.py`).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Protocol

from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.exchange import addresses, assets, reaches
from models.exchange.cells import unprotect
from models.exchange.consents import CHANNELS
from models.exchange.dates import Birthday
from models.exchange.mapping import ASSET_USES, Column, Use
from models.exchange.names import person_name
from models.exchange.told_row import ReadClient, Row, civility_of, consents_of, tags_of
from models.rules.folding import clean_text

_SHORT, _SHORT_LABEL, _NAME, _LONG = 60, 40, 120, 4_000
"""Cells are short enough that what is made of one or two of them fits in the book."""
_MOST = 65_536
_WIDE = re.compile("[^\\x20-\u02ff\u2010-\u2026€]")
"""Anything but Latin letters and the punctuation of French: letters that may be of two signs."""
_SHOWN_PHONE = re.compile(r"0[1-9](?: [0-9][0-9]){4}")
_WHO = (Use.CIVILITY, Use.FIRST_NAME, Use.LAST_NAME, Use.COMPANY, Use.REFERENCE)
_ADDRESS = (Use.POSTCODE, Use.TOWN, Use.COUNTRY)
_BIRTH = (Use.BIRTHDAY, Use.BIRTH_DAY, Use.BIRTH_MONTH, Use.BIRTH_YEAR)
_TEXTS = (Use.STREET, Use.HOW_CAME, Use.RECOMMENDED_BY, Use.NOTES)
_ASKED = tuple(CHANNELS)
_SINGLE = {*_WHO, *_ADDRESS, *_BIRTH, *_TEXTS, *_ASKED, Use.SINCE, Use.TAGS, *ASSET_USES}
_TOGETHER = (frozenset({Use.STREET, *_ADDRESS}), ASSET_USES)

Names = tuple[str, str, str, str]


class Closely(Protocol):
    """The closer reading, which is asked what some cells of a row say."""

    def names(self, row: Row) -> Names: ...

    def birthday(self, row: Row) -> Birthday: ...

    def since(self, row: Row) -> date | None: ...

    def label(self, text: str) -> str: ...

    def phone(self, value: str, label: str) -> ReachDraft: ...


class _Unsure(Exception):
    """A row that has to be read closely."""


class _Part(dict[Any, Any]):
    """What the cells of some uses say, read once each."""

    def __init__(self, columns: Sequence[Column | None], read: Callable[[Row], Any]) -> None:
        super().__init__()
        self._columns, self._read = columns, read

    def __missing__(self, cells: Any) -> Any:
        row = Row()
        for column, cell in zip(self._columns, _several(cells), strict=True):
            if column is not None and cell:
                row.add(column, cell)
        found = self._read(row)
        if row.notes or row.remarks:
            raise _Unsure
        if len(self) < _MOST:
            self[cells] = found
        return found


class PlainRows:
    """Reads rows of these columns; `region` and `kinds` as for any row."""

    def __init__(
        self,
        columns: Sequence[Column | None],
        closely: Closely,
        region: str,
        kinds: assets.Kinds,
    ) -> None:
        self._columns, self._closely, self._kinds = columns, closely, kinds
        self._region, self._width = region, len(columns)
        self._first = _first_places(columns)
        self._phones = self._ways(Use.PHONE, Use.PHONE_LABEL)
        self._emails = self._ways(Use.EMAIL, Use.EMAIL_LABEL)
        self._assets = [(use, at) for use, at in self._first.items() if use in ASSET_USES]
        self._own = [
            (column.header, at)
            for at, column in enumerate(columns)
            if column is not None and column.use is Use.OWN_FIELD
        ]
        self._others = _getter(self._unread())
        self._texts = _getter([self._place(use) for use in _TEXTS])
        self._who, self._names = self._part(_WHO, self._whole_names)
        self._civility = self._part((Use.CIVILITY,), civility_of)[1]
        self._address, self._addresses = self._part(_ADDRESS, _address)
        self._birth, self._births = self._part(_BIRTH, closely.birthday)
        self._since, self._days = self._part((Use.SINCE,), closely.since)
        self._tag, self._tags = self._part((Use.TAGS,), _fit_tags)
        self._asked, self._answers = self._part(_ASKED, consents_of)

    def read(self, cells: list[str]) -> ReadClient | None:
        """What a row says; None when it has to be read closely."""
        if len(cells) > self._width:
            return None
        row = "|".join(cells)
        if "|'" in row or row.startswith("'"):
            cells = [unprotect(cell) for cell in cells]
        try:
            return self._read(self._plain(row, cells))
        except _Unsure:
            return None

    def _read(self, cells: list[str]) -> ReadClient:
        civility, first, last, company, reference = self._read_names(cells)
        postcode, town, country = self._addresses[self._address(cells)]
        birthday = self._births[self._birth(cells)]
        street, how_came, recommender, notes = self._texts(cells)
        ways = [*self._read_phones(cells), *self._read_emails(cells)]
        if not (first or last or company or ways):
            raise _Unsure
        draft = ClientDraft(
            civility,
            first,
            last,
            company,
            "",
            street,
            postcode,
            town,
            country,
            birthday.day,
            birthday.month,
            birthday.year,
            self._days[self._since(cells)],
            how_came,
            None,
            notes,
            reference or None,
            reaches.distinct(ways),
            self._tags[self._tag(cells)],
            self._read_asset(cells),
        )
        own = tuple([(header, cells[at]) for header, at in self._own if cells[at]])
        return ReadClient(draft, recommender, (), self._answers[self._asked(cells)], own)

    def _plain(self, row: str, cells: list[str]) -> list[str]:
        """The cells, and an empty one after them, if their texts are sure to be fit for the book,
        whatever is made of their case; `row` is all of them."""
        if "| " in row or " |" in row or "|=" in row or row != row.strip() or row.startswith("="):
            raise _Unsure
        cells = [*cells, *[""] * (self._width + 1 - len(cells))]
        if not row.isprintable() or any(self._others(cells)):
            raise _Unsure
        longest = max(map(len, cells))
        if longest > _SHORT and (longest > _LONG or self._is_long_elsewhere(cells)):
            raise _Unsure
        if not _is_latin(row) and _WIDE.search(row):
            raise _Unsure
        return cells

    def _is_long_elsewhere(self, cells: list[str]) -> bool:
        """Whether another cell than the notes is long."""
        notes = self._place(Use.NOTES)
        return any(len(cell) > _SHORT for at, cell in enumerate(cells) if at != notes)

    # -- what a row says ----------------------------------------------------------------------

    def _read_names(self, cells: list[str]) -> tuple[str, str, str, str, str]:
        who = self._who(cells)
        civility, first, last, company, reference = who
        if not (first and last) or company or "?" in first or "?" in last:
            return (*self._names[who], reference)
        known, _is_firm = self._civility[civility]
        return (
            known,
            person_name(first),
            last if last == reference else person_name(last),
            "",
            reference,
        )

    def _whole_names(self, row: Row) -> Names:
        names = self._closely.names(row)
        if any(clean_text(name, _NAME) != name for name in names):
            raise _Unsure
        return names

    def _read_phones(self, cells: list[str]) -> Iterator[ReachDraft]:
        for at, label_at, label in self._phones:
            cell = cells[at]
            if cell:
                number = cell if self._shown(cell) else reaches.plain_phone(cell, self._region)
                if not number or not number.isascii():
                    raise _Unsure
                yield self._closely.phone(number, self._label(cells[label_at] or label))

    def _shown(self, cell: str) -> bool:
        return self._region == "FR" and _SHOWN_PHONE.fullmatch(cell) is not None

    def _read_emails(self, cells: list[str]) -> Iterator[ReachDraft]:
        for at, label_at, _label in self._emails:
            cell = cells[at]
            if cell:
                value, remark = reaches.read_email(cell) if cell.count("@") == 1 else ("", "")
                if remark or not value:
                    raise _Unsure
                yield ReachDraft("email", value, self._label(cells[label_at]))

    def _label(self, text: str) -> str:
        label = self._closely.label(text)
        if len(label) > _SHORT_LABEL:
            raise _Unsure
        return label

    def _read_asset(self, cells: list[str]) -> tuple[AssetDraft, ...]:
        texts = {use: cell for use, at in self._assets if (cell := cells[at])}
        if not texts:
            return ()
        distance = assets.mileage(texts[Use.MILEAGE]) if Use.MILEAGE in texts else None
        if distance is None and Use.MILEAGE in texts:
            raise _Unsure
        asset = assets.told_by(texts, distance, self._kinds)
        if asset is not None and len(asset.name) > _NAME:
            raise _Unsure
        return () if asset is None else (asset,)

    # -- where the cells are ------------------------------------------------------------------

    def _place(self, use: Use) -> int:
        """Where the first column of a use is; without any, a place always empty."""
        return self._first.get(use, self._width)

    def _part(
        self, uses: Sequence[Use], read: Callable[[Row], Any]
    ) -> tuple[Callable[[list[str]], Any], _Part]:
        """What takes the cells of these uses from a row, and what reads them."""
        places = [self._place(use) for use in uses]
        columns = [self._columns[at] if at < self._width else None for at in places]
        return _getter(places), _Part(columns, read)

    def _ways(self, use: Use, label_use: Use) -> list[tuple[int, int, str]]:
        """Of each way to reach: where it is, where its label is, that of its column."""
        labels: dict[str, int] = {}
        for at, column in enumerate(self._columns):
            if column is not None and column.use is label_use:
                labels.setdefault(column.group, at)
        return [
            (at, labels.get(column.group, self._width), column.label)
            for at, column in enumerate(self._columns)
            if column is not None and column.use is use
        ]

    def _unread(self) -> list[int]:
        """The places of what is never plain."""
        read = {*self._first.values(), *(at for _header, at in self._own)}
        for at, label_at, _label in (*self._phones, *self._emails):
            read |= {at, label_at}
        return [
            at for at, column in enumerate(self._columns) if column is not None and at not in read
        ]


def _first_places(columns: Sequence[Column | None]) -> dict[Use, int]:
    """The first column of each use; those of one address, and of one asset."""
    first: dict[Use, int] = {}
    groups: dict[frozenset[Use], str] = {}
    for at, column in enumerate(columns):
        if column is None or column.use not in _SINGLE:
            continue
        together = next((uses for uses in _TOGETHER if column.use in uses), None)
        group = column.group or ("1" if together is ASSET_USES else "")
        if together is None or groups.setdefault(together, group) == group:
            first.setdefault(column.use, at)
    return first


def _address(row: Row) -> tuple[str, str, str]:
    found = addresses.read(row.cells, prefer_business=False)
    return found.postcode, found.town, found.country


def _fit_tags(row: Row) -> tuple[str, ...]:
    tags = tags_of(row)
    if len(set(tags)) < len(tags) or any(clean_text(tag, _SHORT_LABEL) != tag for tag in tags):
        raise _Unsure
    return tags


def _is_latin(text: str) -> bool:
    """Whether every letter is one of Western Europe; asked first, for it costs nothing."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def _getter(places: Sequence[int]) -> Callable[[list[str]], Any]:
    return itemgetter(*places) if places else lambda _cells: ()


def _several(cells: Any) -> tuple[str, ...]:
    """The cells of a part, which is a text alone when there is one."""
    return cells if isinstance(cells, tuple) else (cells,)
