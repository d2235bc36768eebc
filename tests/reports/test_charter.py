"""The charter on paper and on the web: whole, in its language, the same bytes each time."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO

import pytest
from pypdf import PdfReader
from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A3, A4, landscape

from models.charter_paper import CharterPaper, Commitment
from models.i18n import speaking
from models.month_data import ShopIdentity
from models.privilege_faults import WALL
from reports.charter import FORMS, render_charter
from reports.charter_parts import SCALES, Setting
from reports.charter_web import render_web_page
from reports.colours import contrast, seen_on, shop_colour, tone_on
from reports.style import TONES

SHOP = ShopIdentity("Garage Morel & Fils <Valence>", ("12 rue des Alpes",), colour="#7a2e1d")


def _paper(count: int, promise: str = "Nous la ramenons chez vous.") -> CharterPaper:
    commitments = tuple(
        Commitment("qualité de service", f"Engagement {place:02}", promise, "Pour qui : tous")
        for place in range(count)
    )
    return CharterPaper(SHOP, "Médiation Mobilité", 3, date(2026, 11, 22), commitments)


def _read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def _text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in _read(content).pages)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("count", [0, 1, 5, 6, 12, 60])
def test_no_commitment_is_left_out(form: str, count: int) -> None:
    text = _text(render_charter(_paper(count), form))
    assert all(f"Engagement {place:02}" in text for place in range(count))
    assert "Notre charte" in text
    assert "Charte n° 3, 22 novembre 2026" in text.replace("\xa0", " ")


@pytest.mark.parametrize("form", FORMS)
def test_the_same_charter_gives_the_same_bytes(form: str) -> None:
    assert render_charter(_paper(4), form) == render_charter(_paper(4), form)


@pytest.mark.parametrize(
    ("form", "size", "pages"), [("a4", A4, 1), ("a3", A3, 1), ("leaflet", landscape(A4), 2)]
)
def test_each_form_has_its_size(form: str, size: tuple[float, float], pages: int) -> None:
    found = _read(render_charter(_paper(8), form)).pages
    assert len(found) == pages
    box = found[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(size, abs=0.1)


@pytest.mark.parametrize("form", FORMS)
def test_a_charter_speaks_english(form: str) -> None:
    with speaking("en"):
        text = _text(render_charter(_paper(2), form))
    assert "Our charter" in text
    assert "Notre charte" not in text


def test_endless_words_stay_on_the_sheet() -> None:
    paper = _paper(3, promise="a" * 5_000)
    assert len(_read(render_charter(paper, "a4")).pages) <= 3


def test_a_promise_as_long_as_may_be_published_is_whole_in_the_narrowest_column() -> None:
    words = "nous vous ramenons la voiture devant chez vous, clé dans la boîte aux lettres, "
    whole = (words * 9)[: WALL - 4].rstrip() + " fin."
    commitment = replace(_paper(1).commitments[0], promise=whole)
    for scale in SCALES:
        width = landscape(A4)[0] / 2 - 92
        assert Setting(commitment, scale, width).promise[-1].endswith("fin.")


def test_a_logo_that_cannot_be_read_costs_only_itself() -> None:
    broken = CharterPaper(ShopIdentity("Garage", logo=b"\x89PNG rien"), "", 1, date(2026, 1, 2), ())
    assert "Garage" in _text(render_charter(broken, "a4"))


def test_the_web_page_is_whole_and_nothing_in_it_is_markup_by_accident() -> None:
    page = render_web_page(_paper(2, promise="<script>alert(1)</script> & « oui »"))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; « oui »" in page
    assert "Garage Morel &amp; Fils &lt;Valence&gt;" in page
    assert page.count("<article>") == 2
    assert "http" not in page
    assert '<html lang="fr">' in page


@pytest.mark.parametrize("colour", ["#f2d21b", "#fafafa", "#7a2e1d", "#000000", "#808080", ""])
def test_the_shop_s_colour_is_legible_whatever_it_is(colour: str) -> None:
    strong = shop_colour(colour)
    ink = HexColor(TONES[tone_on(strong)])
    assert contrast(strong, ink) >= 4.5
    for ground in (white, HexColor("#1c2423")):
        assert contrast(seen_on(strong, ground), ground) >= 3
    shop = replace(SHOP, colour=colour)
    page = render_web_page(replace(_paper(2), shop=shop))
    assert f"--on: {TONES[tone_on(strong)]}" in page


def test_a_web_page_is_well_formed_fetches_nothing_and_says_how_to_reach_the_shop() -> None:
    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []
            self.fetched: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag not in ("meta", "img"):
                self.open.append(tag)
            self.fetched += [str(value) for name, value in attrs if name in ("src", "href")]

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    reader = Reader()
    shop = replace(SHOP, phone="04 75 00 00 00", email="bonjour@garage.example")
    reader.feed(render_web_page(replace(_paper(3), shop=shop)))
    assert reader.open == []
    assert [each for each in reader.fetched if not each.startswith("data:")] == [
        "tel:0475000000",
        "mailto:bonjour@garage.example",
    ]


def test_how_to_reach_the_shop_is_whole_at_the_foot_of_the_poster() -> None:
    address = ("Zone artisanale des Auréats, bâtiment C", "26000 Valence")
    email = "bonjour@carrosserie-durand-lefebvre.example"
    shop = replace(SHOP, address=address, phone="04 75 00 00 00", email=email)
    text = _text(render_charter(replace(_paper(2), shop=shop), "a4")).replace("\n", " ")
    assert email in text
    assert address[0] in text


def test_a_long_name_is_whole_on_the_poster_and_the_leaflet() -> None:
    name = "Carrosserie Durand-Lefebvre & Fils depuis 1932 à Bourg-lès-Valence"
    paper = replace(_paper(2), shop=replace(SHOP, name=name))
    for form in FORMS:
        assert name in _text(render_charter(paper, form)).replace("\n", " ")
