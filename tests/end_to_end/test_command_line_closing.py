"""`close`, and what the other commands make of a closed month."""

import json
from pathlib import Path

import pypdf
import pytest

from tests.helpers.commands import command, done

JOURNAL = """client,id,date,entry,kind,units,severity,outcome,memorable,due,ref,note
C1,a,2026-09-03,opening,,,,,,,,
C1,b,2026-10-05,incident,defect,,notable,,,,,bruit à l’avant
C1,c,2026-10-20,visit,,,,,,,,
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    place, journal = tmp_path / "garage.ccbook", tmp_path / "journal.csv"
    journal.write_text(JOURNAL, encoding="utf-8")
    done("--book", place, "--today", "2026-11-22", "import", journal, "--new-clients")
    return place


def _run(book: Path, *arguments: object, today: str = "2026-11-22") -> tuple[int, str, str]:
    answer = command("--book", book, "--today", today, *arguments)
    return answer.status, answer.out, answer.err


def test_what_waits_is_listed_and_nothing_is_closed(book: Path) -> None:
    status, out, err = _run(book, "close", "2026-10")
    assert status == 1
    assert "bruit à l’avant" in out
    assert "rien n’y est noté" in out
    assert err == "Ces lignes attendent d’être vues ; « close --yes » les confirme.\n"
    assert _run(book, "report", "2026-10", "--json")[1].count('"closed_on": null') == 1


def test_a_closed_month_is_the_same_for_ever(book: Path, tmp_path: Path) -> None:
    status, out, _err = _run(book, "close", "2026-09", "--yes")
    assert status == 0
    assert out.startswith("Clos : septembre 2026, sceau n° 1, ")
    assert _run(book, "close", "2026-10", "--yes")[0] == 0
    figures = _run(book, "report", "2026-10", "--json")[1]
    assert json.loads(figures)["closed_on"] == "2026-11-22"
    pdf, later = tmp_path / "1.pdf", tmp_path / "2.pdf"
    _run(book, "report", "2026-10", "--for", "accountant", "-o", pdf)
    late = tmp_path / "late.csv"
    late.write_text(JOURNAL.splitlines()[0] + "\nC1,d,2026-11-30,reversal,,,,,,,b,\n")
    assert _run(book, "import", late, today="2026-12-05")[0] == 0
    _run(book, "report", "2026-10", "--for", "accountant", "-o", later, today="2026-12-05")
    assert pdf.read_bytes() == later.read_bytes()
    assert _run(book, "report", "2026-10", "--json", today="2026-12-05")[1] == figures
    assert _run(book, "check", today="2026-12-05")[0] == 0


def test_an_import_is_refused_in_a_closed_month_but_for_an_opening_of_no_units(
    book: Path, tmp_path: Path
) -> None:
    _run(book, "close", "2026-10", "--yes")
    file = tmp_path / "more.csv"
    header = JOURNAL.splitlines()[0]
    rows = ("C2,e,2026-10-01,opening,,,,,,,,", "C3,f,2026-10-01,opening,,5,,,,,,")
    rows = (*rows, "C1,g,2026-09-10,visit,,,,,,,,", "C1,h,2026-11-10,visit,,,,,,,,")
    file.write_text("\n".join((header, *rows)) + "\n")
    status, out, _err = _run(book, "import", file, "--new-clients", "--json")
    assert status == 0
    report = json.loads(out)
    assert (report["created"], [row["line"] for row in report["refused"]]) == (2, [3, 4])
    assert _run(book, "check")[0] == 0


def test_a_month_that_runs_or_is_closed_is_refused(book: Path) -> None:
    assert _run(book, "close", "2026-11", "--yes")[0] == 1
    assert _run(book, "close", "2026-10", "--yes")[0] == 0
    status, out, err = _run(book, "close", "2026-10", "--yes")
    assert (status, out, err) == (1, "", "Ce mois est clos, avec ceux d’avant.\n")
    assert _run(book, "close", "octobre")[0] == 2


def test_a_backup_put_back_keeps_its_seals(book: Path, tmp_path: Path) -> None:
    _run(book, "close", "2026-10", "--yes")
    _run(book, "backup", tmp_path / "copies")
    [copy] = (tmp_path / "copies").glob("*.ccbook")
    before = _run(book, "report", "2026-10", "--json")[1]
    assert _run(book, "restore", copy)[0] == 0
    assert _run(book, "report", "2026-10", "--json")[1] == before
    assert _run(book, "check")[0] == 0


def test_what_is_sealed_is_in_the_language_of_the_shop_s_papers(book: Path, tmp_path: Path) -> None:
    _run(book, "close", "2026-10", "--yes", "--lang", "en")
    pdf = tmp_path / "a.pdf"
    _run(book, "report", "2026-10", "--for", "accountant", "-o", pdf, "--lang", "en")
    assert "Octobre 2026" in pypdf.PdfReader(pdf).pages[0].extract_text()
