"""The list of clients as a workbook and as a CSV, read back by other programs' readers."""

import csv
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from models import client_sheet, clients, journal
from models.actor import Actor
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.client_list import ClientFilter, page
from models.client_selection import Selection
from models.client_sheet import columns, write_selection
from models.errors import CannotWrite, Refused
from models.exchange import import_file
from models.exchange.importing import open_any
from models.exchange.workbook_writer import Value, write_workbook
from models.i18n import use_language
from models.journal import EntryDraft
from models.rules.trust import EntryType
from models.tables import Client

NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
NASTY = ("=1+1", "+33", "-12", "@SUM(A1)", "#N/A", "<b>&\"'", "_x0041_", "'=2", " deux ", "0612")


@pytest.fixture
def four(actor: Actor) -> list[int]:
    """Four clients: Hélène with everything, an attention and a visit; three with odd names."""
    helene = ClientDraft(
        civility="Mme",
        first_name="Hélène",
        last_name="Durand",
        street="3 rue des Lilas",
        postcode="01000",
        town="Valence",
        since=date(2019, 3, 14),
        reaches=(
            ReachDraft("phone", "06 12 34 56 78"),
            ReachDraft("email", "helene@example.fr"),
            ReachDraft("email", "autre@example.fr"),
        ),
        assets=(AssetDraft("vehicle", "308", identifier="AB-123-CD"),),
    )
    drafts = (helene, *(ClientDraft(last_name=name) for name in ("=1+1", "-Petit", "@x")))
    ids = [clients.open_account(actor, draft).client_id for draft in drafts]
    kept = [client_id for client_id in ids if client_id is not None]
    journal.note(actor, kept[0], EntryDraft(EntryType.ATTENTION, "advice", units=1250))
    journal.note(actor, kept[0], EntryDraft(EntryType.VISIT, "service"))
    return kept


def sheet_of(path: Path) -> list[list[object]]:
    """The values of the only sheet, as openpyxl reads them."""
    workbook = load_workbook(path)
    assert len(workbook.worksheets) == 1
    return [[cell.value for cell in row] for row in workbook.worksheets[0].rows]


def csv_of(path: Path) -> list[list[str]]:
    """The cells of a CSV."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_a_workbook_has_texts_numbers_and_days(four: list[int], tmp_path: Path) -> None:
    assert write_selection(tmp_path / "clients.xlsx", Selection(ClientFilter())) == 4
    header, *rows = sheet_of(tmp_path / "clients.xlsx")
    by_name = {row[3]: dict(zip(header, row, strict=True)) for row in rows}
    assert set(by_name) == {"Durand", "=1+1", "-Petit", "@x"}
    told = by_name["Durand"]
    assert told["Code postal"] == "01000"
    assert told["E-mail"] == "helene@example.fr"
    assert told["Client depuis"] == datetime(2019, 3, 14)
    assert told["Vu le"] == datetime(2026, 11, 22)
    assert (told["Solde"], told["Dossiers ouverts"]) == (12.5, 0)
    assert (told["Bien"], told["Immatriculation, n° de série"]) == ("308", "AB-123-CD")


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    rows = [[text] for text in NASTY]
    assert write_workbook(tmp_path / "a.xlsx", "A", [("=Titre", 10)], rows) == len(NASTY)
    cells = [row[0] for row in load_workbook(tmp_path / "a.xlsx").worksheets[0].rows]
    assert {cell.data_type for cell in cells} == {"s"}
    # openpyxl itself gives no « _x0041_ » back: Excel's own escape is still there.
    assert [cell.value.replace("_x005F_", "_") for cell in cells] == ["=Titre", *NASTY]
    assert all(cell.number_format == "@" for cell in cells[1:])


@given(texts=st.lists(st.text(st.characters(codec="utf-8"), max_size=20), max_size=8))
def test_any_text_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    write_workbook(path, "A", [("Nom", 9), ("Notes", 9)], [[".", text] for text in texts])
    held = [NOT_XML.sub("", text) for text in texts]
    assert [cells for _line, cells in open_any(path).rows()] == [[".", text] for text in held]
    shown = [row[1] or "" for row in sheet_of(path)[1:]]
    assert [text for text in shown if "_x" not in text] == [t for t in held if "_x" not in t]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (date(1900, 2, 28), "1900-02-28"),
        (date(1900, 3, 1), datetime(1900, 3, 1)),
        (date(9999, 12, 31), datetime(9999, 12, 31)),
        (Decimal("-12.50"), -12.5),
        (0, 0),
        ("a\0b\x1f\uffff", "ab"),
        ("deux\nlignes", "deux\nlignes"),
        (None, None),
    ],
)
def test_each_value_is_read_back(tmp_path: Path, value: Value, told: object) -> None:
    write_workbook(tmp_path / "a.xlsx", "A & <b>", [("T", 9), ("U", 9)], [[value, "."]])
    assert sheet_of(tmp_path / "a.xlsx")[1] == [told, "."]


def test_the_header_stays_in_sight_and_filters(four: list[int], tmp_path: Path) -> None:
    write_selection(tmp_path / "a.xlsx", Selection(ClientFilter()))
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("Clients", "A2", "A1:T5")
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["G"].width == 28
    assert sheet["O2"].number_format == "0.00"
    assert "mm-dd-yy" in {sheet.cell(at, 20).number_format for at in range(2, 6)}


def test_a_csv_opens_in_a_spreadsheet_of_its_language(four: list[int], tmp_path: Path) -> None:
    write_selection(tmp_path / "a.csv", Selection(ClientFilter()))
    header, *rows = csv_of(tmp_path / "a.csv")
    told = {row[3]: dict(zip(header, row, strict=True)) for row in rows}
    assert set(told) == {"Durand", "'=1+1", "'-Petit", "'@x"}
    assert (told["Durand"]["Solde"], told["Durand"]["Vu le"]) == ("12,50", "2026-11-22")
    use_language("en")
    write_selection(tmp_path / "a.csv", Selection(ClientFilter()))
    assert "12.50" in {cell for row in csv_of(tmp_path / "a.csv") for cell in row}


def test_the_filter_the_order_and_the_choice_are_followed(four: list[int], tmp_path: Path) -> None:
    path, numbers = tmp_path / "a.csv", [str(row.number) for row in page(ClientFilter(), "number")]
    write_selection(path, Selection(ClientFilter(), "number", descending=True))
    assert [row[0] for row in csv_of(path)[1:]] == numbers[::-1]
    write_selection(path, Selection(ClientFilter(town="valence")))
    assert [row[3] for row in csv_of(path)[1:]] == ["Durand"]
    chosen = Selection(ClientFilter(), "number", only=frozenset(four[1:3]))
    assert (write_selection(path, chosen), chosen.count()) == (2, 2)
    assert [row[0] for row in csv_of(path)[1:]] == numbers[1:3]
    rest = Selection(ClientFilter(), "number", left_out=frozenset(four[:1]))
    assert (write_selection(path, rest), rest.count()) == (3, 3)


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_what_is_exported_is_imported_again(
    actor: Actor, four: list[int], tmp_path: Path, name: str
) -> None:
    write_selection(tmp_path / name, Selection(ClientFilter()))
    report = import_file(actor, tmp_path / name)
    assert (report.read, report.skipped, report.refused) == (4, 4, ())
    assert Client.select().count() == 4


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_someone_who_stops_leaves_what_was_there(
    four: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(client_sheet, "_AT_ONCE", 2)
    (tmp_path / name).write_text("avant")

    def stop(done: int, total: int) -> None:
        assert total == 4
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_selection(tmp_path / name, Selection(ClientFilter()), stop)
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".livre"] == [name] or (
        (tmp_path / name).read_text() == "avant"
    )
    assert not list(tmp_path.glob("*.partiel"))


def test_another_extension_and_a_folder_that_is_not_there_are_told(
    four: list[int], tmp_path: Path
) -> None:
    with pytest.raises(Refused, match=r"en \.xlsx ou en \.csv"):
        write_selection(tmp_path / "clients.pdf", Selection(ClientFilter()))
    with pytest.raises(CannotWrite, match="dossier"):
        write_selection(tmp_path / "nulle" / "part.csv", Selection(ClientFilter()))


def test_the_columns_of_identity_are_known_to_an_import() -> None:
    from models.exchange.headers import recognise

    mapping = recognise([column.title for column in columns()])
    known = [column.header for column in mapping.columns if column.use is not None]
    assert set(known) >= {"Nom", "Prénom", "Société", "Téléphone", "E-mail", "Client depuis"}
