"""What the command line refuses, in which language, and with which exit status."""

import os
from pathlib import Path

import pytest

from models.books import BookDraft, create_book
from models.clock import today
from models.i18n import language
from models.settings import Shop
from tests.helpers.commands import command, done, spawn

COMMANDS = (
    *("import", "balance", "statement", "report", "search", "todo", "export", "demo", "close"),
    *("check", "backup", "restore"),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    place = tmp_path / "garage.ccbook"
    create_book(place, BookDraft(Shop(name="Garage Morel"), "garage"), today()).close()
    return place


@pytest.fixture
def english_book(tmp_path: Path) -> Path:
    place = tmp_path / "shop.ccbook"
    create_book(place, BookDraft(Shop(name="Corner", language="en"), "shop"), today()).close()
    return place


# -- usage -------------------------------------------------------------------------------------


def test_the_help_lists_every_command() -> None:
    told = done("--help").out
    for name in COMMANDS:
        assert f"\n    {name} " in told


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help(name: str) -> None:
    assert done(name, "--help").out.startswith(f"usage : main.py {name} ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("dance",), "'dance' n’existe pas"),
        (("import",), "il manque : FICHIER"),
        (("balance", "--on"), "--on : il faut une valeur"),
        (("balance", "--on", "31/10/2026"), "une date s’écrit ainsi : 2026-10-31"),
        (("balance", "--on", "20261031"), "une date s’écrit ainsi : 2026-10-31"),
        (("balance", "--on", "2026-02-30"), "une date s’écrit ainsi : 2026-10-31"),
        (("balance", "--on", "0001-01-01"), "cette date est trop loin"),
        (("balance", "--on", "9999-12-31"), "cette date est trop loin"),
        (("balance", "--json=yes"), "--json : cette option ne prend pas de valeur"),
        (("report", "2026-10"), "il faut une de ces options : -o --json"),
        (("report", "2026-13", "--json"), "Écrivez le mois ainsi : 2026-10."),
        (("report", "octobre", "--json"), "Écrivez le mois ainsi : 2026-10."),
        (("report", "0001-01", "--json"), "cette date est trop loin"),
        (("report", "2026-10", "--json", "-o", "x.pdf"), "ne va pas avec"),
        (("report", "1204", "-o", "x.pdf"), "cette date est trop loin"),
        (("report", "2026-10", "--for", "taxman", "--json"), "'taxman' n’existe pas"),
        (("statement", "1"), "il manque : -o"),
        (("statement", "1", "-o", "relevé.doc"), "finit par .pdf ou .csv"),
        (("demo", "--clients", "0"), "un nombre entier, de 1 à"),
        (("demo", "--years", "dix"), "un nombre entier, de 1 à 30"),
        (("todo", "--jso"), "non compris : --jso"),
        (("--lang", "de", "todo"), "'de' n’existe pas"),
        (("import", "a.csv", "--on-duplicate", "merge"), "'merge' n’existe pas"),
    ],
)
def test_wrong_usage_is_told_in_french_with_status_2(
    arguments: tuple[str, ...], sentence: str
) -> None:
    answer = command(*arguments)
    assert answer.status == 2
    assert answer.out == ""
    assert answer.err.startswith("usage : main.py")
    assert sentence in answer.err
    assert "error" not in answer.err


def test_wrong_usage_is_told_in_english_when_asked() -> None:
    answer = command("--lang", "en", "balance", "--on")
    assert answer.status == 2
    assert answer.err.endswith("error: argument --on: expected one argument\n")


def test_a_system_in_english_is_answered_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "expected one argument" in command("balance", "--on").err


@pytest.mark.parametrize("spoken", ["C", "fr_FR.UTF-8", "de_DE.UTF-8", ""])
def test_any_other_system_is_answered_in_french(
    monkeypatch: pytest.MonkeyPatch, spoken: str
) -> None:
    monkeypatch.setenv("LANG", spoken)
    assert "il faut une valeur" in command("balance", "--on").err


def test_options_of_the_program_may_follow_the_command(book: Path) -> None:
    assert done("check", "--book", book).out == done("--book", book, "check").out


# -- which book --------------------------------------------------------------------------------


def test_without_a_book_a_command_says_where_it_looked(own_home: Path) -> None:
    answer = command("check")
    assert answer.status == 1
    place = own_home / "data" / "compte-confiance" / "livre.ccbook"
    assert answer.err == f"Il n’y a pas de livre à cet endroit : {place}\n"
    assert not place.exists()


def test_the_book_may_come_from_the_environment(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPTE_CONFIANCE_BOOK", str(book))
    assert "Le livre est sain" in done("check").out


def test_the_option_wins_over_the_environment(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPTE_CONFIANCE_BOOK", str(book.with_name("none")))
    assert "Le livre est sain" in done("--book", book, "check").out


def test_a_server_is_not_opened_by_this_version() -> None:
    answer = command("--book", "postgresql://shop@localhost/book", "check")
    assert answer.status == 1
    assert answer.err.count("\n") == 1


def test_a_folder_is_no_book(tmp_path: Path) -> None:
    answer = command("--book", tmp_path, "balance")
    assert (answer.status, answer.err.count("\n")) == (1, 1)


def test_a_file_that_is_no_book_is_left_as_it_was(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Cher client,\n" * 400)
    before = letter.read_bytes()
    for name in ("check", "balance", "todo", "demo"):
        answer = command("--book", letter, name)
        assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert letter.read_bytes() == before


def test_the_answer_is_in_the_language_of_the_book(english_book: Path) -> None:
    done("--book", english_book, "check")
    assert language() == "en"


def test_the_language_asked_for_wins_over_that_of_the_book(english_book: Path) -> None:
    done("--book", english_book, "--lang", "fr", "check")
    assert language() == "fr"


# -- what was not foreseen -----------------------------------------------------------------------


def test_a_bug_is_one_sentence_and_its_traceback_is_in_the_log(
    book: Path,
    own_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("models.cases.read_accounts", None)
    monkeypatch.setattr("models.cases._clients_concerned", lambda day: [1])
    answer = command("--book", book, "todo")
    assert answer.status == 1
    assert answer.err.startswith("Une erreur imprévue est survenue (référence E-")
    assert "Traceback" not in answer.err
    assert answer.err.count("\n") == 1
    log = own_home / "state" / "compte-confiance" / "log" / "compte-confiance.log"
    assert str(log) in answer.err
    reference = answer.err.partition("(référence ")[2].partition(")")[0]
    assert reference in log.read_text()
    assert "TypeError" in log.read_text()
    caplog.clear()


def test_a_bug_is_still_a_sentence_when_no_log_can_be_written(
    book: Path,
    own_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (own_home / "state").write_text("a file where the folder should be")
    monkeypatch.setattr("models.cases._clients_concerned", None)
    answer = command("--book", book, "todo")
    assert answer.status == 1
    assert answer.err.startswith("Une erreur imprévue est survenue (référence E-")
    assert answer.err.count("\n") == 1
    caplog.clear()


def test_ctrl_c_is_quiet(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(day: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("models.cases.todo", interrupted)
    answer = command("--book", book, "todo")
    assert (answer.status, answer.out, answer.err) == (130, "", "")


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (ModuleNotFoundError("No module named 'reportlab'", name="reportlab"), "reportlab"),
        (ImportError("libEGL.so.1: cannot open shared object file: No such file"), "libEGL.so.1"),
    ],
)
def test_a_missing_library_is_named(
    book: Path, monkeypatch: pytest.MonkeyPatch, error: ImportError, name: str
) -> None:
    def missing(day: object) -> None:
        raise error

    monkeypatch.setattr("models.cases.todo", missing)
    answer = command("--book", book, "todo")
    assert answer.status == 1
    assert answer.err == f"Il manque une bibliothèque ({name}) : « make run » l’installe.\n"


# -- as scripts run it ---------------------------------------------------------------------------


def test_without_a_display_the_window_says_so_in_one_sentence() -> None:
    answer = spawn(DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert (answer.status, answer.out) == (1, "")
    assert "« make demo »" in answer.err
    assert answer.err.count("\n") == 1


def test_the_answer_is_utf8_whatever_the_locale(book: Path) -> None:
    answer = spawn("--book", book, "check", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert answer.status == 0
    assert answer.out.startswith("Le livre est sain : ")
    assert "rejoué à l’identique" in answer.out
    assert answer.err == ""


def test_a_reader_that_leaves_early_is_no_error(book: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    answer = spawn("--book", book, "check", output=writing)
    os.close(writing)
    assert (answer.status, answer.err) == (0, "")
