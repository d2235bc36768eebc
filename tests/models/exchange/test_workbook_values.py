"""What cells say, as the person who looks at them sees it."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from models.exchange.importing import open_any
from models.exchange.workbook_values import form_of, number_text, written_text
from tests.helpers.workbooks import by_hand


@pytest.mark.parametrize(
    ("raw", "code", "told"),
    [
        ("612345678", "General", "612345678"),
        ("612345678", '0#" "##" "##" "##" "##', "0612345678"),
        ("1000", "00000", "01000"),
        ("3.3612345678E+11", "General", "336123456780"),
        ("1.1000000000000001", "General", "1.1"),
        ("0.30000000000000004", "0.00", "0.30"),
        ("1234.565", '#,##0.00\\ "€"', "1234.57"),
        ("-12.5", '_-* #,##0.00\\ "€"_-;-* #,##0.00', "-12.50"),
        ("118400", "#,##0", "118400"),
        ("118400.4", "0", "118400.4"),
        ("0.2", "0%", "20%"),
        ("0.055", "0.0%", "5.5%"),
        ("12000", "0.00E+00", "12000"),
        ("1E+300", "General", "1e+300"),
        ("1E+999", "General", "1E+999"),
        ("-0", "General", "-0"),
        ("pas un nombre", "General", "pas un nombre"),
        ("NaN", "0.00", "NaN"),
        ("1_0", "0.00", "1_0"),
        ("45366", "dd/mm/yyyy", "2024-03-15"),
        ("45366", "[$-40C]d mmmm yyyy;@", "2024-03-15"),
        ("45366", "[$-F800]dddd, mmmm dd, yyyy", "2024-03-15"),
        ("45366", "mmm yy", "2024-03-15"),
        ("45366.75", "dd/mm/yyyy hh:mm", "2024-03-15 18:00"),
        ("45366.75", "dd/mm/yyyy", "2024-03-15"),
        ("45366", "dd/mm/yyyy hh:mm", "2024-03-15"),
        ("45366.999999999", "dd/mm/yyyy", "2024-03-16"),
        ("0.5", "h:mm", "12:00"),
        ("0.75", "[h]:mm", "18:00"),
        ("1.5", "[h]:mm:ss", "36:00"),
        ("1", "dd/mm/yyyy", "1900-01-01"),
        ("59", "dd/mm/yyyy", "1900-02-28"),
        ("61", "dd/mm/yyyy", "1900-03-01"),
        ("2958465", "dd/mm/yyyy", "9999-12-31"),
        ("2958466", "dd/mm/yyyy", "2958466"),
        ("-3", "dd/mm/yyyy", "-3"),
        ("7", '"dossier "0', "7"),
        ("7", "[" * 100_000, "7"),
        ("123456789012345678901", "0." + "0" * 30, "123456789012345678901.000000"),
        ("1E-99", "0.00", "0.00"),
        ("12", "@", "12"),
    ],
)
def test_a_number_is_told_as_its_format_shows_it(raw: str, code: str, told: str) -> None:
    assert number_text(raw, form_of(code)) == told


def test_the_first_day_of_old_macintoshes_is_in_1904() -> None:
    day = form_of("dd/mm/yyyy")
    assert number_text("0", day, from_1904=True) == "1904-01-01"
    assert number_text("43904", day, from_1904=True) == "2024-03-15"
    assert number_text("0.5", form_of("h:mm"), from_1904=True) == "12:00"
    assert number_text("2957004", day, from_1904=True) == "2957004"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("deux\nlignes", "deux\nlignes"),
        ("a_x000D_\nb", "a\nb"),
        ("_x0041_ _x005F_x0041_", "A _x0041_"),
        ("_x0000__xD800__xFFFF_x", "x"),
    ],
)
def test_what_xml_cannot_hold_is_given_back_or_left_out(raw: str, told: str) -> None:
    assert written_text(raw) == told


def read(path: Path) -> list[list[str]]:
    """The rows of a workbook, as texts."""
    return [cells for _line, cells in open_any(path).rows()]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (date(2019, 3, 14), "2019-03-14"),
        (datetime(2019, 3, 14, 10, 30, 5), "2019-03-14 10:30:05"),
        (time(8, 15), "08:15"),
        (timedelta(hours=30), "30:00"),
        (612345678, "612345678"),
        (12.5, "12.5"),
        (True, "VRAI"),
        (False, "FAUX"),
        ("=1+1", ""),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("x" * 32_767, "x" * 32_767),
    ],
)
def test_what_openpyxl_writes_is_read_back(tmp_path: Path, value: Any, told: str) -> None:
    workbook = Workbook()
    workbook.active.append(["Nom", "Divers"])
    workbook.active.append(["Durand", value])
    workbook.save(tmp_path / "un.xlsx")
    assert read(tmp_path / "un.xlsx") == [["Durand", told]]


def test_days_written_from_1904_are_the_same_days(tmp_path: Path) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append(["Nom", "Client depuis"])
    workbook.active.append(["Durand", date(2019, 3, 14)])
    workbook.save(tmp_path / "mac.xlsx")
    assert read(tmp_path / "mac.xlsx") == [["Durand", "2019-03-14"]]


def test_rich_texts_are_whole_and_their_pronunciation_is_left_out(tmp_path: Path) -> None:
    strings = (
        '<sst xmlns="urn:any"><si><t>Nom</t></si><si><r><t xml:space="preserve">Du </t></r>'
        "<r><t>Pont</t></r><rPh><t>DUPON</t></rPh></si></sst>"
    )
    rows = '<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c><c t="s"><v>99</v></c></row>'
    assert read(by_hand(tmp_path / "riche.xlsx", rows, strings=strings)) == [["Du Pont"]]


def test_the_result_of_a_formula_is_read_and_a_day_in_full(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c t="str"><v>Nom</v></c><c t="str"><v>Prénom</v></c></row><row r="2">'
        '<c t="str"><f>UPPER("durand")</f><v>DURAND</v></c>'
        '<c t="d"><v>2019-03-14T00:00:00</v></c></row>'
    )
    assert read(by_hand(tmp_path / "formule.xlsx", rows)) == [["DURAND", "2019-03-14"]]
