"""Workbooks in: their sheet and header found, rows told by their number, everything odd said."""

import csv
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import numbers

from models.actor import Actor
from models.exchange import preview
from models.exchange.importing import open_any
from models.tables import Asset, Client, Reach
from tests.helpers.workbooks import NAMES, by_hand, saved
from tests.models.exchange.conftest import DATA, Load, plain


def texts(report_remarks: object) -> str:
    """What a report remarks, on one line."""
    return plain(" ".join(remark.text for remark in report_remarks))  # type: ignore[attr-defined]


def test_what_libreoffice_saved_is_imported(load: Load) -> None:
    report = load("workbooks/clients.xlsx")
    assert (report.kind, report.created, report.refused) == ("clients", 3, ())
    client = Client.get(Client.reference == "C12")
    found = (client.civility, client.last_name, client.postcode, client.since)
    assert found == ("Mme", "Durand", "01000", date(2019, 3, 14))
    phones = [reach.value for reach in Reach.select().where(Reach.channel == "phone")]
    assert phones == ["06 12 34 56 78", "04 75 00 01 02", "06 98 76 54 32"]
    assert [asset.mileage for asset in Asset.select()] == [118_400, None]
    assert "1200.5" in texts(report.remarks)


def test_the_extension_says_nothing(load: Load, tmp_path: Path) -> None:
    named = tmp_path / "clients.csv"
    saved(named, [["Nom", "Prénom"], ["Durand", "Zoé"]])
    assert load(named).created == 1


def test_the_header_is_found_below_a_title_and_lines_are_those_of_the_sheet(
    load: Load, tmp_path: Path
) -> None:
    rows = [
        ["Mes clients au 1er mars"],
        [],
        [None, "Nom", "Prénom"],
        [None, "Durand", "Zoé"],
        [],
        ["", "", "", None],
        [None, None, "5"],
        [None, "Martin", "Paul"],
    ]
    path = saved(tmp_path / "titre.xlsx", rows)
    table = open_any(path)
    assert table.header == ("", "Nom", "Prénom")
    assert [line for line, _cells in table.rows()] == [4, 7, 8]
    assert load(path).created == 3


def test_the_sheet_whose_header_is_best_is_read_and_the_others_are_told(
    load: Load, tmp_path: Path
) -> None:
    path = saved(
        tmp_path / "feuilles.xlsx",
        [["Bonjour"]],
        [["Nom"], ["Passé"]],
        [["Nom", "Prénom", "Téléphone"], ["Durand", "Zoé", "06 11 11 11 11"]],
        names=("Accueil", "Prospects", "Clients"),
    )
    report = load(path)
    assert [client.last_name for client in Client.select()] == ["Durand"]
    assert texts(report.remarks) == (
        "Ce classeur a d’autres tableaux, qui ne sont pas lus : Prospects. Lu : Clients."
    )


def test_a_hidden_sheet_is_read_only_when_no_other_holds_a_table(
    load: Load, tmp_path: Path
) -> None:
    workbook = Workbook()
    workbook.active.append(["Nom"])
    workbook.active.append(["Vue"])
    hidden = workbook.create_sheet("Cachée")
    hidden.append(["Nom", "Prénom"])
    hidden.append(["Cachée", "Zoé"])
    hidden.sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")
    assert load(tmp_path / "a.xlsx").remarks == ()
    assert [client.last_name for client in Client.select()] == ["Vue"]
    workbook.active.delete_rows(1)
    workbook.save(tmp_path / "b.xlsx")
    assert open_any(tmp_path / "b.xlsx").form == plain_form("Cachée")


def plain_form(sheet: str) -> str:
    """How a sheet is told."""
    space = "\N{NO-BREAK SPACE}"
    return f"classeur, feuille «{space}{sheet}{space}»"


def test_what_is_not_read_is_remarked(load: Load, tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    for row in (["Nom", "Notes"], ["Durand", "=A1"], ["Martin", "#N/A"], ["Petit", "x", "", "à"]):
        sheet.append(row)
    sheet.append(["Roux"])
    sheet.merge_cells("A5:A6")
    workbook.save(tmp_path / "restes.xlsx")
    report = load(tmp_path / "restes.xlsx")
    assert report.created == 4
    assert {client.last_name: client.notes for client in Client.select()} == {
        **dict.fromkeys(("Durand", "Martin", "Roux"), ""),
        "Petit": "x",
    }
    told = texts(report.remarks)
    assert "1 cellule en erreur (#N/A, #REF!…) : lue comme vide." in told
    assert "1 formule n’a pas de résultat gardé" in told
    assert "fusionnées" in told
    assert "sans titre ne sont pas lues : D." in told


def test_a_phone_kept_as_a_number_has_its_first_zero_again(load: Load, tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    for row in (["Nom", "Téléphone"], ["A", 612345678], ["B", 475000102], ["C", 33612345679]):
        sheet.append(row)
    sheet.append(["D", 698765432])
    sheet["B5"].number_format = '0#" "##" "##" "##" "##'
    workbook.save(tmp_path / "phones.xlsx")
    report = load(tmp_path / "phones.xlsx")
    found = [reach.value for reach in Reach.select()]
    assert found[:2] == ["06 12 34 56 78", "04 75 00 01 02"]
    assert found[3] == "06 98 76 54 32"
    assert report.created == 4


def test_a_journal_in_a_workbook_is_imported_as_its_csv_is(load: Load, tmp_path: Path) -> None:
    with (DATA / "cases" / "journal.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    workbook = Workbook()
    workbook.active.append(header)
    for row in rows:
        cells: list[object] = list(row)
        cells[2] = date.fromisoformat(row[2]) if len(row[2]) == 10 else row[2]
        cells[5] = float(row[5]) if row[5].replace(".", "").isdigit() else row[5]
        workbook.active.append(cells)
    workbook.active.column_dimensions["C"].number_format = numbers.FORMAT_DATE_DDMMYY
    workbook.save(tmp_path / "journal.xlsx")
    expected = load(DATA / "cases" / "journal.csv", new_clients=True, dry_run=True)
    report = load(tmp_path / "journal.xlsx", new_clients=True)
    assert (report.kind, report.created) == ("journal", expected.created)
    assert report.created == 406
    again = load(DATA / "cases" / "journal.csv")
    assert (again.created, again.skipped) == (0, 406)


def test_a_preview_shows_the_sheet_and_the_first_rows(actor: Actor, tmp_path: Path) -> None:
    rows = [["Nom", "Prénom"], *(["Durand", f"Zoé{n}"] for n in range(60))]
    shown = preview(actor, saved(tmp_path / "p.xlsx", rows, names=("Carnet",)))
    assert (shown.kind, shown.form, len(shown.rows)) == ("clients", plain_form("Carnet"), 50)


def test_progress_goes_to_the_size_of_the_file(tmp_path: Path) -> None:
    path = saved(tmp_path / "p.xlsx", [["Nom"], *([f"Client {n}"] for n in range(3_000))])
    told: list[tuple[int, int]] = []
    assert len(list(open_any(path).rows(lambda done, total: told.append((done, total))))) == 3_000
    assert told == sorted(told)
    assert told[-1] == (path.stat().st_size, path.stat().st_size)
    assert len(told) > 2


@pytest.mark.parametrize(
    "rows",
    [
        '<row><c t="str"><v>Zoé</v></c><c t="str"><v>Durand</v></c></row>',
        '<row r="9"><c r="B9" t="str"><v>Durand</v></c><c r="A9" t="str"><v>Zoé</v></c></row>',
        '<row r="1"><c r="??" t="str"><v>Zoé</v></c><c r="1" t="str"><v>Durand</v></c></row>',
        '<row r="-4"><c r="a7" t="str"><v>Zoé</v></c><c r="B7" t="str"><v>Durand</v></c></row>',
    ],
)
def test_rows_and_cells_without_their_place_or_out_of_order_are_put_in_order(
    tmp_path: Path, rows: str
) -> None:
    table = open_any(by_hand(tmp_path / "main.xlsx", NAMES + rows))
    ((line, cells),) = table.rows()
    assert cells == ["Zoé", "Durand"]
    assert line == (9 if 'r="9"' in rows else 2)


def test_other_prefixes_and_the_strict_namespace_are_read(tmp_path: Path) -> None:
    sheet = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        '<x:row r="1"><x:c r="A1" t="str"><x:v>Nom</x:v></x:c></x:row>'
        '<x:row r="2"><x:c r="A2" t="str"><x:v>Durand</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    path = by_hand(tmp_path / "strict.xlsx", sheet=sheet)
    assert list(open_any(path).rows()) == [(2, ["Durand"])]


def test_a_lying_dimension_and_a_million_empty_rows_change_nothing(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{number}" ht="12"/>' for number in range(3, 60_000))
    sheet = (
        f'<worksheet><dimension ref="A1:XFD1048576"/><sheetData>{NAMES}'
        f'<row r="2"><c t="str"><v>Durand</v></c></row>{empty}'
        '<row r="1048576"><c t="str"><v>Dernier</v></c></row></sheetData></worksheet>'
    )
    table = open_any(by_hand(tmp_path / "vide.xlsx", sheet=sheet))
    assert [line for line, _cells in table.rows()] == [2, 1_048_576]
