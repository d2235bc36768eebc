"""What is read at once because it is plain gives what looking at it closely gives."""

from dataclasses import replace

import phonenumbers
import pytest
from email_validator import validate_email
from hypothesis import given
from hypothesis import strategies as st

from models.check import check
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft, with_assets
from models.clients import asset_values, client_values, reach_values
from models.database import Book
from models.exchange.assets import mileage
from models.exchange.client_rows import _are_plain, _tidy
from models.exchange.client_writes import (
    ASSET_COLUMNS,
    CLIENT_COLUMNS,
    REACH_COLUMNS,
    asset_cells,
    client_cells,
    reach_cells,
)
from models.exchange.mapping import Use
from models.exchange.reaches import (
    _COMMON_DOMAIN,
    plain_phone,
    read_phone,
    split_phones,
    take_words,
)
from models.rules.plates import plate, vin
from tests.models.exchange.conftest import Load

_pairs = st.lists(st.from_regex(r"[0-9]{2}", fullmatch=True), min_size=4, max_size=4)
_starts = st.sampled_from(["0", "+33 ", "+33", "0033", "00 33 ", "+33 (0)", "+33 0", "+33(0) "])
_between = st.lists(st.sampled_from(["", " ", ".", "-", "/"]), min_size=4, max_size=4)


@st.composite
def french_phones(draw: st.DrawFn) -> str:
    """A French number in one of the many forms people write."""
    first = draw(st.sampled_from("123456789"))
    pieces = zip(draw(_between), draw(_pairs), strict=True)
    return draw(_starts) + first + "".join(sep + pair for sep, pair in pieces)


@given(french_phones() | st.text(alphabet="0123456789+() .-/;:souet\n\u0661", max_size=40))
def test_a_plain_phone_is_what_splitting_and_reading_the_cell_gives(cell: str) -> None:
    shown = plain_phone(cell, "FR")
    if shown:
        assert [take_words(text) for text in split_phones(cell)] == [(cell, "")]
        assert read_phone(cell, "FR") == (shown, "")
        assert sum(map(str.isdigit, cell)) >= 3


@given(french_phones())
def test_a_plain_phone_is_what_the_library_of_phones_says(cell: str) -> None:
    """But for 08…, free or dear numbers, which the library groups by three."""
    number = phonenumbers.parse(cell, "FR")
    shown = plain_phone(cell, "FR")
    if shown and phonenumbers.is_valid_number(number):
        theirs = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        assert shown.replace(" ", "") == theirs.replace(" ", "")
        assert shown == theirs or shown.startswith("08")


def test_a_number_of_another_country_is_never_plain() -> None:
    assert plain_phone("0475 12 34 56", "BE") == ""
    assert plain_phone("+32 475 12 34 56", "FR") == ""


@given(st.from_regex(_COMMON_DOMAIN, fullmatch=True))
def test_a_common_domain_is_one_for_the_library_of_addresses(domain: str) -> None:
    assert validate_email(f"a@{domain}", check_deliverability=False).ascii_domain == domain


@given(st.text(alphabet="a é'=\"\u00a0\u200b\t\ne\u0301", max_size=8))
def test_a_cell_with_nothing_around_it_is_its_own_text(cell: str) -> None:
    if cell and cell.isprintable() and cell[0] not in " '=" and cell[-1] != " ":
        assert _tidy(cell, Use.NOTES) == cell


_cells = st.text(alphabet="a é'=|\"\u00a0\u200b\t\ne\u0301", max_size=4)


@given(st.lists(_cells, min_size=1, max_size=4))
def test_the_cells_of_a_plain_row_are_their_own_texts(cells: list[str]) -> None:
    if _are_plain(cells):
        assert [_tidy(cell, Use.LAST_NAME) for cell in cells] == cells


@given(st.from_regex(r"[A-Za-z0-9\u00b7\u0661 ._-]{0,12}", fullmatch=True))
def test_a_plate_or_a_vin_already_written_so_stays_as_it_is(text: str) -> None:
    for read in (plate, vin):
        assert read(read(text)) == read(text)
        assert read(text.lower()) == read(text)
        assert read(f" {text}") == read(text)


def test_a_row_of_ordinary_cells_is_seen_to_be_plain() -> None:
    assert _are_plain(["Jean-Marc", "N’Diaye", "", "06 39 98 06 33", "a=b", "l'oie"])


@given(st.text(alphabet="0123456789", min_size=1, max_size=12))
def test_kilometres_in_figures_are_those_with_their_unit(figures: str) -> None:
    assert mileage(figures) == mileage(f"{figures} km")


def test_a_distance_of_a_thousand_figures_is_none() -> None:
    assert mileage("9" * 5_000) is None


_texts = st.text(max_size=12)


@given(_texts, _texts, _texts, st.dates() | st.none())
def test_rows_in_bulk_have_the_cells_of_rows_one_by_one(
    first: str, last: str, phone: str, since: object
) -> None:
    reaches = (ReachDraft("phone", phone),)
    draft = ClientDraft(first_name=first, last_name=last, since=since, reaches=reaches)  # type: ignore[arg-type]
    asset = AssetDraft(name=first, identifier=last, mileage_on=since)  # type: ignore[arg-type]
    email = ReachDraft("email", phone, last)
    for columns, cells, values in (
        (CLIENT_COLUMNS, client_cells(draft), client_values(draft)),
        (ASSET_COLUMNS, asset_cells(asset), asset_values(asset)),
        (REACH_COLUMNS, reach_cells(2, reaches[0]), reach_values(2, reaches[0])),
        (REACH_COLUMNS, reach_cells(0, email), reach_values(0, email)),
    ):
        expected = [str(v) if v is not None and v == since else v for v in values.values()]
        assert dict(zip(columns, cells, strict=True)) == dict(zip(values, expected, strict=True))


@given(_texts, _texts, st.dates() | st.none())
def test_a_draft_with_other_assets_is_the_same_but_for_them(
    first: str, reference: str, since: object
) -> None:
    draft = ClientDraft(first_name=first, reference=reference, since=since, tags=(first,))  # type: ignore[arg-type]
    assets = (AssetDraft(name=reference),)
    assert with_assets(draft, assets) == replace(draft, assets=assets)


def _indexes(book: Book) -> list[tuple[str, str]]:
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
    return [tuple(row) for row in book.db.execute_sql(query)]


@pytest.mark.parametrize("dry_run", [False, True])
def test_a_large_file_leaves_every_order_of_the_book_as_it_was(
    told: Load, book: Book, dry_run: bool
) -> None:
    before = _indexes(book)
    rows = "".join(
        f"Durand{n};06 39 98 {n // 100:02d} {n % 100:02d};{n % 28 + 1:02d}/03/2019\n"
        for n in range(4_100)
    )
    report = told(f"Nom;Portable;Client depuis\n{rows}", dry_run=dry_run)
    assert report.created == 4_100
    found = check(book)
    assert (found.accounts, found.faults) == (0 if dry_run else 4_100, ())
    assert _indexes(book) == before
    assert [row[0] for row in book.db.execute_sql("PRAGMA integrity_check")] == ["ok"]
