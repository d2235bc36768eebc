"""Pages: filled from top to bottom, numbered, headings with what they head, tables cut cleanly."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from models.i18n import use_language
from models.month_data import ShopIdentity
from reports.blocks import Heading, Letterhead, Pair, Prose
from reports.grid import Grid
from reports.layout import Block, Frame, build, page_count
from reports.rows import Cell, Column, row, set_rows
from reports.style import BODY, BOTTOM, CONTENT_WIDTH, NEXT_TOP
from tests.reports.pdf_reading import fonts_of, pages_of, text_of
from tests.reports.samples import HOSTILE, SHOP

FRAME = Frame(
    title="Essai",
    subject="sujet",
    shop=SHOP,
    running="Essai courant",
    mark="Brouillon",
    note="Note",
    edited_on=date(2026, 11, 2),
)
COLUMNS = (Column("Quoi", share=1), Column("Combien", right=True))


def table(rows: int, *, total: bool = False) -> Grid:
    lines = [row(f"ligne {number}", str(number)) for number in range(rows)]
    return Grid(COLUMNS, (*lines, row("somme", "1 000", tone="total")) if total else tuple(lines))


def test_every_page_is_numbered_out_of_all() -> None:
    pages = pages_of(build(FRAME, [table(110)]))
    assert len(pages) == 3
    assert [page.endswith(f"{number} / 3") for number, page in enumerate(pages, 1)] == [True] * 3
    assert all("Brouillon" in page for page in pages)


def test_pages_after_the_first_say_whose_document_it_is() -> None:
    first, second, *_ = pages_of(build(FRAME, [table(110)]))
    assert "Essai courant" not in first
    assert second.startswith("Garage Morel Essai courant")


def test_a_footer_s_mark_leaves_its_note_and_its_number_readable() -> None:
    mark = "Confidentiel, pour la société civile professionnelle des vétérinaires du Vercors " * 2
    [page] = pages_of(build(replace(FRAME, mark=mark, note="Édité le 22 novembre"), [table(1)]))
    assert "Confidentiel, pour la société" in page
    assert "…" in page
    assert "Édité le 22 novembre" in page


def test_a_table_cut_over_pages_repeats_its_titles_and_loses_no_row() -> None:
    pages = pages_of(build(FRAME, [table(110)]))
    assert all("QUOI COMBIEN" in page for page in pages)
    found = [number for number in range(110) if f"ligne {number} " in " ".join(pages) + " "]
    assert found == list(range(110))


@given(st.integers(30, 130))
def test_a_total_never_opens_a_page_alone(rows: int) -> None:
    *_, last = pages_of(build(FRAME, [table(rows, total=True)]))
    assert "somme" in last
    assert "ligne" in last


@given(st.integers(25, 50))
def test_a_heading_never_ends_a_page(rows: int) -> None:
    pages = pages_of(build(FRAME, [table(rows), Heading("La suite"), table(10)]))
    [where] = [page for page in pages if "LA SUITE" in page]
    assert "ligne 2 " in where.split("LA SUITE")[1]


@given(st.integers(25, 50))
def test_a_heading_and_the_words_that_introduce_a_table_stay_with_it(rows: int) -> None:
    words = Prose("Voici la suite, en dix lignes.", leads=True)
    pages = pages_of(build(FRAME, [table(rows), Heading("La suite"), words, table(10)]))
    [where] = [page for page in pages if "LA SUITE" in page]
    assert "ligne 2 " in where.split("en dix lignes.")[1]


def test_a_table_kept_together_is_never_cut() -> None:
    whole = replace(table(20), together=True)
    pages = pages_of(build(FRAME, [table(35), Heading("Entier"), whole]))
    assert len(pages) == 2
    assert "ENTIER" in pages[1]
    assert "ligne 0 " in pages[1]


def test_what_is_taller_than_a_page_and_cannot_be_cut_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="splittable"):
        page_count([Pair([table(100)], [])])


def test_a_table_to_keep_together_but_taller_than_a_page_is_cut() -> None:
    assert page_count([replace(table(100), together=True)]) == 3


def test_the_same_blocks_give_the_same_bytes() -> None:
    def made() -> bytes:
        return build(FRAME, [Heading("Titre"), Prose("Texte"), table(80)])

    assert made() == made()


def test_fonts_are_embedded_and_none_is_assumed() -> None:
    fonts = fonts_of(build(FRAME, [Heading("Titre"), Prose("Texte", italic=True), table(3)]))
    assert fonts
    assert all(fonts.values())
    assert all("InterTabular" in name for name in fonts)


@pytest.mark.parametrize(("language", "tag"), [("fr", "fr-FR"), ("en", "en-GB")])
def test_the_document_says_what_it_is(language: str, tag: str) -> None:
    use_language(language)
    reader = PdfReader(BytesIO(build(FRAME, [Heading("Premier"), Prose("x"), Heading("Second")])))
    assert reader.metadata is not None
    assert reader.metadata.title == "Essai"
    assert reader.metadata.author == "Garage Morel"
    assert reader.metadata.creation_date_raw == "D:20261102000000+00'00'"
    assert reader.trailer["/Root"]["/Lang"] == tag
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)] == [
        "Premier",
        "Second",
    ]


def test_bookmarks_lead_to_their_page() -> None:
    blocks: list[Block] = [Heading("Un"), table(60), Heading("Deux"), table(5)]
    reader = PdfReader(BytesIO(build(FRAME, blocks)))
    pages = [
        reader.get_destination_page_number(entry)
        for entry in reader.outline
        if not isinstance(entry, list)
    ]
    assert pages == [0, 1]


@given(
    st.lists(
        st.tuples(st.booleans(), st.booleans(), st.text("azWé ", max_size=80)),
        min_size=1,
        max_size=9,
    )
)
def test_columns_fill_the_width_and_leave_room_to_texts(
    drawn: list[tuple[bool, bool, str]],
) -> None:
    columns = [Column("T", share=int(shared), right=right) for shared, right, _ in drawn]
    figures = [row(*("12,50" if right else text for _, right, text in drawn))]
    widths = set_rows(columns, figures, CONTENT_WIDTH, BODY, 3).widths
    assert min(widths) > 0
    assert sum(widths) <= CONTENT_WIDTH + 0.01


def test_a_figure_is_never_cut() -> None:
    texts = [Cell("mot " * 60)] * 4
    columns = [*(Column("Texte") for _ in texts), Column("Somme", right=True), Column(share=1)]
    amount = "− 9 999 999,99 €"
    [only] = set_rows(columns, [row(*texts, amount, "x")], CONTENT_WIDTH, BODY, 3).rows
    assert only.cells[4].lines == (amount,)


def test_marks_stand_after_their_text_or_under_it() -> None:
    for text in ("court", "un texte qui va presque jusqu’au bout de sa colonne"):
        grid = Grid((Column(share=1),), (row(Cell(text, marks=("mémorable", "en retard"))),))
        pair = Pair([grid], [Prose("à côté")])
        read = text_of(build(FRAME, [pair]))
        assert "mémorable" in read
        assert "en retard" in read


def test_every_text_is_printable(logo: Callable[..., bytes]) -> None:
    shop = ShopIdentity(HOSTILE, (HOSTILE,) * 5, HOSTILE, HOSTILE, HOSTILE, HOSTILE, logo())
    frame = replace(FRAME, shop=shop, title=HOSTILE, subject=HOSTILE, running=HOSTILE)
    blocks: list[Block] = [
        Letterhead(HOSTILE, HOSTILE, shop, HOSTILE, HOSTILE),
        Heading(HOSTILE),
        Prose(HOSTILE),
        Grid(COLUMNS, (row(Cell(HOSTILE, HOSTILE, (HOSTILE[:20],)), HOSTILE[:30]),) * 60),
    ]
    text = text_of(build(frame, blocks))
    assert "<b>Zoé</b> & Cie ◇ <para> &amp;" in text


@pytest.fixture
def logo() -> Callable[..., bytes]:
    def made(width: int = 40, height: int = 40) -> bytes:
        content = BytesIO()
        Image.new("RGBA", (width, height), (31, 111, 92, 128)).save(content, "PNG")
        return content.getvalue()

    return made


def letterhead(content: bytes | None) -> bytes:
    shop = replace(SHOP, logo=content)
    return build(replace(FRAME, shop=shop), [Letterhead("Essai", "Octobre", shop)])


@pytest.mark.parametrize("size", [(40, 40), (3000, 60), (60, 3000)], ids=["square", "wide", "tall"])
def test_a_logo_is_printed_whatever_its_shape(
    logo: Callable[..., bytes], size: tuple[int, int]
) -> None:
    [page] = PdfReader(BytesIO(letterhead(logo(*size)))).pages
    assert len(page.images) == 1
    assert "Garage Morel" in page.extract_text()


@pytest.mark.parametrize("content", [None, b"", b"not a picture", b"\x89PNG\r\n\x1a\n broken"])
def test_a_missing_or_damaged_logo_is_left_out(content: bytes | None) -> None:
    [page] = PdfReader(BytesIO(letterhead(content))).pages
    assert len(page.images) == 0
    assert "Garage Morel" in page.extract_text()


def test_blocks_stay_between_the_margins() -> None:
    blocks: list[Block] = [table(33), Pair([Heading("a"), table(9)], [table(4)]), table(70)]
    pages = pages_of(build(FRAME, blocks))
    assert len(pages) == page_count(blocks)
    room = NEXT_TOP - BOTTOM
    heights = [block.height(CONTENT_WIDTH) for block in blocks]
    assert len(pages) >= sum(heights) / room


def test_long_tables_are_cut_in_order() -> None:
    pages = pages_of(build(FRAME, [table(400)]))
    firsts = [int(page.split("ligne ")[1].split()[0]) for page in pages]
    assert all(one < two for one, two in pairwise(firsts))
