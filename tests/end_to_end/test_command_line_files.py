"""Files in and out from the command line: imports, worked cases, exports."""

import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest

from models.i18n import language
from tests.end_to_end.test_command_line_answers import follow_schema
from tests.helpers.commands import ROOT, command, done

CASES = ROOT / "tests" / "data" / "cases"
TODAY = ("--today", "2026-11-22")
HEADER = "client,id,date,entry,kind,units,severity,outcome,memorable,due,ref,note"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where there is no book yet."""
    return tmp_path / "garage.ccbook"


def journal(folder: Path, *rows: str, name: str = "journal.csv") -> Path:
    file = folder / name
    file.write_text("\n".join((HEADER, *rows, "")), encoding="utf-8")
    return file


def expected_by_day() -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = defaultdict(list)
    with (CASES / "expected.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            figures = {"balance": int(row["balance"]), "trend": int(row["trend"])}
            found[row["on"]].append(
                {"client": row["client"], "on": row["on"], **figures, "state": row["state"]}
            )
    return found


def assert_worked_cases(book: Path) -> None:
    days = expected_by_day()
    assert sum(map(len, days.values())) > 200
    for day, wanted in days.items():
        told = done("--book", book, *TODAY, "balance", "--on", day, "--json").rows
        by_client = {row["client"]: row for row in told}
        assert [by_client[row["client"]] for row in wanted] == wanted  # type: ignore[index]


# -- import --------------------------------------------------------------------------------------


def test_the_worked_cases_imported_give_the_expected_balances(place: Path) -> None:
    answer = done(
        "--book", place, *TODAY, "import", CASES / "journal.csv", "--new-clients", "--json"
    )
    follow_schema(answer.rows, "import")
    (told,) = answer.rows
    assert (told["file"], told["kind"], told["refused"]) == ("journal.csv", "journal", [])
    assert told["read"] == told["created"] > 200
    assert_worked_cases(place)
    assert "Le livre est sain" in done("--book", place, *TODAY, "check").out


def test_the_same_file_twice_creates_nothing_twice(place: Path) -> None:
    wanted = ("import", CASES / "journal.csv", "--new-clients", "--json")
    (first,) = done("--book", place, *TODAY, *wanted).rows
    (second,) = done("--book", place, *TODAY, *wanted).rows
    assert (second["created"], second["skipped"]) == (0, first["read"])
    assert_worked_cases(place)


def test_refused_rows_are_told_and_the_rest_is_imported(place: Path, tmp_path: Path) -> None:
    file = journal(
        tmp_path,
        "one,a,2026-01-05,opening,,,,,,,,",
        "one,b,2026-01-06,attention,smile,1.234,,,,,,",
        "one,c,2026-01-07,attention,smile,1,,,,,,",
        "one,d,2026-13-01,visit,,,,,,,,",
    )
    answer = done("--book", place, *TODAY, "import", file, "--new-clients", "--json")
    follow_schema(answer.rows, "import")
    (told,) = answer.rows
    assert (told["read"], told["created"]) == (4, 2)
    assert [row["line"] for row in told["refused"]] == [3, 5]
    rows = done("--book", place, "balance", "one", "--on", "2026-01-31", "--json").rows
    assert rows[0]["balance"] == 100


def test_an_import_in_words_tells_each_refused_line(place: Path, tmp_path: Path) -> None:
    file = journal(tmp_path, "one,a,2026-01-05,opening,,,,,,,,", "one,b,hier,visit,,,,,,,,")
    lines = done("--book", place, *TODAY, "import", file, "--new-clients").out.splitlines()
    assert lines[0] == (
        "journal.csv : lignes lues 2, créées 1, complétées 0, passées 0, refusées 1"
    )
    assert lines[1].startswith("  ligne 3 : ")


def test_a_trial_writes_nothing(place: Path, tmp_path: Path) -> None:
    file = journal(tmp_path, "one,a,2026-01-05,opening,,,,,,,,")
    wanted = ("--book", place, *TODAY, "import", file, "--new-clients")
    told = done(*wanted, "--dry-run").out
    assert told.startswith("journal.csv (essai, rien n’est écrit) : lignes lues 1, créées 1")
    assert not place.exists()
    done(*wanted)
    before = place.read_bytes()
    other = journal(tmp_path, "two,b,2026-01-05,opening,,,,,,,,", name="other.csv")
    (row,) = done("--book", place, "import", other, "--new-clients", "--dry-run", "--json").rows
    assert row["created"] == 1
    assert place.read_bytes() == before


def test_each_file_is_its_own_transaction(place: Path, tmp_path: Path) -> None:
    good = journal(tmp_path, "one,a,2026-01-05,opening,,,,,,,,")
    strange = tmp_path / "strange.csv"
    strange.write_bytes(b"\x00\x01\x02" * 500)
    last = journal(tmp_path, "two,b,2026-01-05,opening,,,,,,,,", name="last.csv")
    answer = command(
        *("--book", place, *TODAY, "import", good, tmp_path / "none.csv", strange, last),
        *("--new-clients", "--json"),
    )
    assert answer.status == 1
    assert [row["file"] for row in answer.rows] == ["journal.csv", "last.csv"]
    assert answer.err.count("\n") == 2
    assert "none.csv" in answer.err
    rows = done("--book", place, "balance", "--json").rows
    assert [row["client"] for row in rows] == ["one", "two"]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00" * 100, b"hello\nworld\n", b"\xff\xfe"])
def test_a_file_of_an_unknown_form_is_refused_and_no_book_is_made(
    place: Path, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "strange.csv"
    file.write_bytes(content)
    answer = command("--book", place, "import", file)
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert not place.exists()


def test_a_missing_file_or_a_folder_is_refused(place: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        answer = command("--book", place, "import", path)
        assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)


def test_a_new_book_speaks_the_language_of_who_made_it(place: Path, tmp_path: Path) -> None:
    file = journal(tmp_path, "one,a,2026-01-05,opening,,,,,,,,", "one,b,soon,visit,,,,,,,,")
    done("--book", place, "--lang", "en", *TODAY, "import", file, "--new-clients")
    done("--book", place, *TODAY, "check")
    assert language() == "en"


def test_a_file_name_that_is_not_text_is_told_escaped(place: Path, tmp_path: Path) -> None:
    file = journal(tmp_path, "one,a,2026-01-05,opening,,,,,,,,")
    strange = file.rename(tmp_path / os.fsdecode(b"caf\xe9.csv"))
    answer = done("--book", place, *TODAY, "import", strange, "--new-clients", "--json")
    assert "caf\\udce9.csv" in answer.out
    assert answer.rows[0]["file"] == strange.name


# -- export --------------------------------------------------------------------------------------

EXPORTED = [
    *("reglages.json", "journal.csv", "clients.csv", "clients.vcf", "fusions.json"),
    *("comptes.csv", "biens.csv", "memoire.csv", "dossiers.csv", "passages.csv", "couts.csv"),
    *("catalogues.csv", "equipe.csv", "reclamations.csv", "reparations.csv", "paroles.csv"),
    *("lettres.csv", "distances.csv", "rappels.csv", "a-faire.csv"),
    *("champs-des-biens.csv", "releves.csv"),
    *("entretiens.csv", "biens-cedes.csv", "genres-de-biens.csv"),
    *("consentements.csv", "messages.csv", "registre.csv"),
    *("privileges.csv", "charte-dite.csv", "privileges-dus.csv", "charte-envois.csv"),
    *("garanties-levees.csv", "confiance.csv"),
    *("fusions.csv", "homonymes.csv", "filtres.csv"),
    *("demandes-vie-privee.csv", "fiches-gardees.csv", "effacements.csv"),
    *("mois-clos.csv", "confirmations.csv", "envois.csv"),
    *("fiches.jsonl", "livre.json", "fiche.schema.json", "livre.schema.json"),
    *("month.schema.json", "LISEZ-MOI.txt"),
]
BACK = ("--new-clients", "--on-duplicate", "update", "--json")


def everything(book: Path) -> list[dict[str, object]]:
    """Each client's figures on three days, whatever key names the client."""
    days = ("2025-06-30", "2026-11-22", "2027-05-01")
    told = [done("--book", book, *TODAY, "balance", "--on", day, "--json").rows for day in days]
    return [row | {"client": ""} for rows in told for row in rows]


def test_an_export_imported_into_an_empty_book_gives_the_same_balances(
    place: Path, tmp_path: Path
) -> None:
    done("--book", place, *TODAY, "demo", "--clients", 40, "--years", 4)
    folder = tmp_path / "export"
    told = done("--book", place, *TODAY, "export", folder).out.splitlines()
    files = [Path(line.removeprefix("Écrit : ")) for line in told]
    assert [file.name for file in files] == EXPORTED
    again = tmp_path / "again.ccbook"
    answer = done("--book", again, *TODAY, "import", *files[:3], *BACK)
    follow_schema(answer.rows, "import")
    assert [(row["kind"], row["refused"]) for row in answer.rows] == [
        ("settings", []),
        ("journal", []),
        ("clients", []),
    ]
    assert everything(again) == everything(place)
    names = [
        [line[8:40] for line in done("--book", book, *TODAY, "balance").out.splitlines()]
        for book in (again, place)
    ]
    assert len(names[0]) == 40


def test_the_worked_cases_exported_and_imported_again_stay_true(
    place: Path, tmp_path: Path
) -> None:
    done("--book", place, *TODAY, "import", CASES / "journal.csv", "--new-clients")
    folder = tmp_path / "deep" / "export"
    done("--book", place, *TODAY, "export", folder)
    again = tmp_path / "again.ccbook"
    files = [folder / name for name in EXPORTED[:3]]
    done("--book", again, *TODAY, "import", *files, *BACK)
    assert_worked_cases(again)


def test_an_export_back_into_its_own_book_changes_nothing(place: Path, tmp_path: Path) -> None:
    done("--book", place, *TODAY, "demo", "--clients", 12, "--years", 2)
    before = everything(place)
    done("--book", place, *TODAY, "export", tmp_path / "export")
    files = [tmp_path / "export" / name for name in EXPORTED[:3]]
    rows = done("--book", place, *TODAY, "import", *files, "--json").rows
    assert {row["created"] for row in rows} == {0}
    assert everything(place) == before


def test_an_export_replaces_the_one_before_and_leaves_the_rest(place: Path, tmp_path: Path) -> None:
    done("--book", place, *TODAY, "demo", "--clients", 2, "--years", 1)
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    for _time in range(2):
        done("--book", place, *TODAY, "export", folder)
    assert {path.name for path in folder.iterdir()} == {"notes.txt", *EXPORTED}


def test_an_export_into_a_file_is_refused(place: Path, tmp_path: Path) -> None:
    done("--book", place, *TODAY, "demo", "--clients", 2, "--years", 1)
    file = tmp_path / "export"
    file.write_text("here")
    answer = command("--book", place, "export", file)
    assert (answer.status, answer.err) == (1, f"Ce n’est pas un dossier : {file}\n")
