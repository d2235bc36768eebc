"""The letter on paper: all of it, whatever was written."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from models.letters import Letter, LetterKind
from models.month_data import ShopIdentity
from reports.letter import render_letter

SHOP = ShopIdentity(
    "Garage Morel", ("12 avenue de Romans", "26000 Valence"), phone="04 65 71 12 40"
)
LETTER = Letter(
    LetterKind.ANSWER,
    SHOP,
    ("Madame Hélène Durand", "3 rue des Tilleuls", "26000 Valence"),
    "Valence",
    date(2026, 11, 22),
    "Votre réclamation du 20 novembre 2026",
    "Madame Durand,\n\nNous avons eu tort <vraiment> & nous le disons.\n\nÀ bientôt,",
    "Claire Morel",
)


def pages(letter: Letter) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(render_letter(letter))).pages]


def with_body(body: str) -> Letter:
    return Letter(
        LETTER.kind,
        SHOP,
        LETTER.recipient,
        LETTER.place,
        LETTER.day,
        LETTER.subject,
        body,
        LETTER.signature,
    )


def test_everything_is_on_the_page() -> None:
    [text] = pages(LETTER)
    for part in (*LETTER.recipient, "Valence, le 22 novembre 2026", LETTER.subject, "Claire Morel"):
        assert part in text
    assert "Nous avons eu tort <vraiment> & nous le disons." in text


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert render_letter(LETTER) == render_letter(LETTER)


@pytest.mark.parametrize("paragraphs", [40, 120])
def test_a_long_letter_goes_on_over_the_page_without_losing_a_word(paragraphs: int) -> None:
    body = "\n\n".join(f"Paragraphe {n} " + "mot " * 60 for n in range(paragraphs))
    found = pages(with_body(body))
    assert len(found) > 1
    whole = " ".join(found)
    assert all(f"Paragraphe {n} " in whole for n in range(paragraphs))
    assert whole.count("mot") == paragraphs * 60


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_whatever_is_written_can_be_printed(body: str) -> None:
    assert render_letter(with_body(body)).startswith(b"%PDF")
