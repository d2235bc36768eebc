"""What LibreOffice Calc understands of the files we write, cell by cell."""

import csv
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.actor import Actor
from models.client_list import ClientFilter
from models.client_selection import Selection
from models.client_sheet import write_selection
from models.exchange.workbook_writer import write_workbook
from models.export import export
from tests.models.test_client_sheet import NASTY
from tests.models.test_export import lived

pytestmark = pytest.mark.slow
__all__ = ["lived"]

FRENCH_CSV = "CSV:{separator},34,76,1,,1036,false,true"
"""Double quotes, UTF-8, from the first line, in French, dates and numbers recognised."""
Opened = list[list[object]]
Converted = Callable[..., Opened]


@pytest.fixture
def converted(tmp_path: Path) -> Converted:
    """Open a file in LibreOffice and give the values of its cells; no formula may be there."""
    program = shutil.which("soffice")
    assert program, "this test needs LibreOffice Calc: apt-get install libreoffice-calc"

    def run(file: Path, separator: str = "") -> Opened:
        target = tmp_path / "libreoffice"
        read_as = [f"--infilter={FRENCH_CSV.format(separator=ord(separator))}"] if separator else []
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "xlsx", *read_as]
        done = subprocess.run(
            [*command, "--outdir", str(target), str(file)],
            capture_output=True,
            timeout=100,
            check=False,
        )
        made = target / f"{file.stem}.xlsx"
        assert made.exists(), done.stderr.decode(errors="replace")
        sheet = load_workbook(made).worksheets[0]
        assert "f" not in {cell.data_type for row in sheet.rows for cell in row}
        return [[cell.value for cell in row] for row in sheet.rows]

    return run


def as_text(value: object) -> str:
    """A value as our tables write it."""
    if isinstance(value, datetime):
        return str(value.date())
    if isinstance(value, date):
        return str(value)
    if isinstance(value, int | float):
        return f"{Decimal(str(value)).normalize():f}"
    return str(value or "").strip()


def written(cell: str) -> str:
    """A cell of a CSV as Calc should understand it: a number, a day or a text."""
    try:
        return f"{Decimal(cell.replace(',', '.')).normalize():f}"
    except ArithmeticError:
        return cell.strip()


def same(opened: Opened, rows: list[list[str]]) -> None:
    """Every cell is what was written; Calc forgets the empty ones at the end."""
    assert len(opened) == len(rows)
    for got, wanted in zip(opened, rows, strict=True):
        told = [written(as_text(value)) for value in got]
        told += [""] * (len(wanted) - len(told))
        assert told == [written(cell) for cell in wanted]


def test_calc_opens_the_selection_as_it_was_written(
    lived: Actor, tmp_path: Path, converted: Converted
) -> None:
    path = tmp_path / "clients.xlsx"
    write_selection(path, Selection(ClientFilter()))
    ours = [[cell.value for cell in row] for row in load_workbook(path).worksheets[0].rows]
    assert converted(path) == ours


def test_calc_takes_no_text_for_a_formula(tmp_path: Path, converted: Converted) -> None:
    path = tmp_path / "mechants.xlsx"
    write_workbook(path, "A", [("Texte", 20)], [[text] for text in NASTY])
    assert [row[0] for row in converted(path)] == ["Texte", *NASTY]


def test_calc_opens_every_table_of_an_export_as_it_was_written(
    lived: Actor, tmp_path: Path, converted: Converted
) -> None:
    tables = [file for file in export(tmp_path / "export") if file.suffix == ".csv"]
    assert len(tables) == 10
    for file in tables:
        separator = "," if file.name == "journal.csv" else ";"
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream, delimiter=separator))
        same(converted(file, separator), rows)
