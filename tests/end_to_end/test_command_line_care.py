"""The book looked after from the command line: demonstration, check, backup, restore, failures."""

from contextlib import closing
from pathlib import Path

import pytest

from models.database import connect
from tests.helpers.commands import Answer, command, done, spawn

TODAY = ("--today", "2026-11-22")
READING = (("balance",), ("todo",), ("report", "2026-10", "--json"), ("check",))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A small demonstration book."""
    place = tmp_path / "garage.ccbook"
    done("--book", place, *TODAY, "demo", "--clients", 12, "--years", 2)
    return place


def balances(book: Path) -> str:
    told = done("--book", book, *TODAY, "balance", "--json").out
    assert told.count("\n") >= 12
    return told


def refused(answer: Answer) -> str:
    """The sentence of a refusal: status 1, nothing on standard output."""
    assert answer.status == 1
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err
    assert "imprévue" not in answer.err
    return answer.err


# -- demo ----------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_balances(book: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.ccbook"
    done("--book", again, *TODAY, "demo", "--clients", 12, "--years", 2)
    assert balances(again) == balances(book)


def test_another_seed_gives_another_book(book: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.ccbook"
    done("--book", other, *TODAY, "demo", "--clients", 12, "--years", 2, "--seed", 7)
    assert balances(other) != balances(book)


def test_the_demonstration_only_fills_an_empty_book(book: Path) -> None:
    before = balances(book)
    assert "déjà des clients" in refused(command("--book", book, *TODAY, "demo"))
    assert balances(book) == before


def test_without_a_place_the_demonstration_goes_to_the_usual_one(own_home: Path) -> None:
    done(*TODAY, "demo", "--clients", 1, "--years", 1)
    assert (own_home / "data" / "compte-confiance" / "livre.ccbook").is_file()
    assert len(done("balance", "--json").rows) == 1


def test_a_book_cannot_be_made_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    refused(command("--book", tmp_path / "none" / "garage.ccbook", "demo"))


# -- backup and restore ----------------------------------------------------------------------------


def test_a_backup_is_a_book_like_the_first(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "clé usb"
    told = done("--book", book, *TODAY, "backup", folder).out
    (copy,) = folder.iterdir()
    assert told == f"Écrit : {copy}\n"
    assert balances(copy) == balances(book)


def test_a_restored_backup_is_the_book_again(book: Path, tmp_path: Path) -> None:
    before = balances(book)
    done("--book", book, *TODAY, "backup", tmp_path / "sauvegardes")
    (copy,) = (tmp_path / "sauvegardes").iterdir()
    book.write_bytes(b"not a book any more" * 300)
    assert "Livre restauré" in done("--book", book, "restore", copy).out
    assert balances(book) == before


def test_what_is_no_backup_is_not_restored(book: Path, tmp_path: Path) -> None:
    before = balances(book)
    letter = tmp_path / "letter.txt"
    letter.write_text("Cher client,\n" * 400)
    refused(command("--book", book, "restore", letter))
    refused(command("--book", book, "restore", tmp_path / "none.ccbook"))
    refused(command("--book", book, "restore", tmp_path))
    assert balances(book) == before


def test_a_backup_is_not_made_in_the_place_of_a_file(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("here")
    refused(command("--book", book, "backup", file))
    assert file.read_text() == "here"


# -- failures --------------------------------------------------------------------------------------


def test_a_sound_book_is_said_to_be(book: Path) -> None:
    assert done("--book", book, "check").out.startswith("Le livre est sain : 12 clients, ")


def test_a_changed_balance_is_found(book: Path) -> None:
    with closing(connect(book)) as db:
        db.execute_sql("UPDATE account_figures SET balance = balance + 1 WHERE client_id = 3")
    answer = command("--book", book, "check")
    assert answer.status == 1
    assert answer.out.startswith("client n° 3 : le solde gardé")
    assert answer.err == "Le livre a 1 défaut.\n"


@pytest.mark.parametrize("arguments", READING)
def test_a_truncated_book_is_refused_with_a_sentence(
    book: Path, arguments: tuple[str, ...]
) -> None:
    book.write_bytes(book.read_bytes()[:20_000])
    answer = command("--book", book, *arguments)
    assert answer.status == 1
    assert answer.err.count("\n") == 1
    assert "endommagé" in answer.err or "défaut" in answer.err


@pytest.mark.parametrize("arguments", READING)
def test_a_book_with_scrambled_pages_never_shows_a_traceback(
    book: Path, arguments: tuple[str, ...]
) -> None:
    content = bytearray(book.read_bytes())
    for start in range(8_192, len(content), 8_192):
        content[start + 100 : start + 1_100] = b"\xa5" * 1_000
    book.write_bytes(content)
    answer = command("--book", book, *arguments)
    assert answer.status == 1
    assert answer.err.count("\n") == 1
    assert "imprévue" not in answer.err


@pytest.mark.parametrize("arguments", [*READING, ("demo",)])
def test_a_book_of_a_newer_program_is_left_as_it_was(
    book: Path, arguments: tuple[str, ...]
) -> None:
    with closing(connect(book)) as db:
        db.execute_sql(
            "INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01')"
        )
    before = book.read_bytes()
    assert "version plus récente" in refused(command("--book", book, *arguments))
    assert book.read_bytes() == before


def test_a_full_disk_leaves_the_document_that_was_there(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "octobre.pdf"
    file.write_text("the one of yesterday")
    report = ("--book", book, *TODAY, "report", "2026-10", "-o", file)
    assert "le disque est plein" in refused(spawn(*report, largest_file=4_096))
    assert file.read_text() == "the one of yesterday"
    balances(book)  # there was no room for its log either: read all the same, then put in order
    assert sorted(path.name for path in tmp_path.iterdir()) == ["garage.ccbook", "octobre.pdf"]


def test_a_full_disk_leaves_no_half_book(tmp_path: Path) -> None:
    place = tmp_path / "garage.ccbook"
    refused(spawn("--book", place, "demo", "--clients", 20, largest_file=100_000))
    refused(spawn("--book", place, "demo", largest_file=4_096))
    done("--book", place, *TODAY, "demo", "--clients", 12, "--years", 1)


def test_a_disk_that_fills_during_an_import_leaves_the_file_as_it_was(
    book: Path, tmp_path: Path
) -> None:
    rows = (f"Durand {n};0612{n:06d};{'x' * 400}" for n in range(6_000))
    clients = tmp_path / "clients.csv"
    clients.write_text("\n".join(["Nom;Téléphone;Notes", *rows]))
    before = book.read_bytes()
    arguments = ("--book", book, "import", clients)
    assert "Rien n’a été changé" in refused(spawn(*arguments, largest_file=len(before) + 200_000))
    assert book.read_bytes() == before
    assert not list(book.parent.glob(f"{book.name}-*"))


def test_an_answer_that_cannot_be_written_is_told(book: Path) -> None:
    with Path("/dev/full").open("w") as full:
        answer = spawn("--book", book, "balance", output=full.fileno())
    assert answer.status == 1
    assert answer.err.startswith("La réponse n’a pas pu être écrite en entier : ")
    assert answer.err.count("\n") == 1


def test_a_busy_book_is_said_to_be_and_can_be_read(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.book_file.BUSY_TIMEOUT", 0.05)
    rows = tmp_path / "clients.csv"
    rows.write_text("Nom\nDurand\n")
    before = done("--book", book, *TODAY, "balance").out
    with closing(connect(book)) as other, other.atomic("EXCLUSIVE"):
        assert "occupé" in refused(command("--book", book, "import", rows))
        assert done("--book", book, *TODAY, "balance").out == before
