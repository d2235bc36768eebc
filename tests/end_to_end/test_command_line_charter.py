"""`charter`: the charter on paper or as a page, a past version, and what is refused."""

import os
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from models.actor import Actor
from models.books import BookDraft, create_book
from models.charter import charters, keep_paper, publish
from models.clock import believe_today
from models.settings import Shop
from models.team import first_member
from tests.helpers.commands import command
from tests.models.privileges.conftest import idea

DAY = date(2026, 11, 22)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with two charters, the second adding a privilege."""
    path = tmp_path / "garage.ccbook"
    open_ = create_book(path, BookDraft(Shop(name="Garage Morel"), "garage", "Claire"), DAY)
    believe_today(DAY)
    actor = Actor(first_member().id, DAY)
    publish(actor, [idea(actor)])
    publish(actor, [idea(actor, title="Prêt d’un vélo")])
    keep_paper(charters()[0].id, "a3", b"%PDF-kept")
    open_.close()
    believe_today(None)
    return path


def _text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages)


@pytest.mark.parametrize("form", ["a4", "leaflet"])
def test_the_charter_is_written_as_a_pdf(book: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / "charte.pdf"
    answer = command("--book", book, "charter", "-o", file, "--form", form)
    assert (answer.status, answer.out) == (0, f"Écrit : {file}\n")
    assert "Prêt d’un vélo" in _text(file)


def test_a_web_page_is_known_by_its_name(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "charte.html"
    assert command("--book", book, "--lang", "en", "charter", "-o", file).status == 0
    assert '<html lang="en">' in file.read_text(encoding="utf-8")


def test_a_past_version_is_written_again(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "charte.pdf"
    assert command("--book", book, "charter", "-o", file, "--version", 1).status == 0
    assert "Voiture ramenée" in _text(file)
    assert "vélo" not in _text(file)


def test_a_paper_that_was_kept_is_given_again_as_it_was(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "charte.pdf"
    assert command("--book", book, "charter", "-o", file, "--form", "a3").status == 0
    assert file.read_bytes() == b"%PDF-kept"


def test_what_cannot_be_written_is_refused_in_one_sentence(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "charte.pdf"
    answer = command("--book", book, "charter", "-o", file, "--version", 3)
    assert (answer.status, answer.err) == (
        1,
        "Il n’y a pas de charte n° 3 : la dernière est la n° 2.\n",
    )
    answer = command("--book", book, "charter", "-o", file, "--form", "web")
    assert answer.status == 1
    assert "se nomme en .html" in answer.err
    assert not file.exists()


def test_before_the_first_charter_there_is_nothing_to_print(tmp_path: Path) -> None:
    path = tmp_path / "neuf.ccbook"
    create_book(path, BookDraft(Shop(name="Morel"), "garage", "Claire"), DAY).close()
    answer = command("--book", path, "charter", "-o", tmp_path / "charte.pdf")
    assert answer.status == 1
    assert answer.err == "Aucune charte n’est publiée : elle se publie dans Privilèges.\n"


def test_a_place_where_nothing_can_be_written_is_told_in_one_sentence(
    book: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "tuyau.pdf"
    os.mkfifo(pipe)
    for place in (tmp_path / "absent" / "charte.pdf", tmp_path, pipe):
        answer = command("--book", book, "charter", "-o", place)
        assert answer.status == 1
        assert answer.err.count("\n") == 1
        assert "n’a pas été écrit" in answer.err
    assert pipe.is_fifo()
