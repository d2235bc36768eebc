"""The privacy notice and the record of processing, read back from their PDFs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from models.i18n import speaking
from models.month_data import ShopIdentity
from models.privacy_papers_data import PrivacyPaper
from models.rules.retention import Terms
from reports.privacy_papers import render_notice, render_record
from tests.reports.pdf_reading import pages_of, text_of

SHOP = ShopIdentity(
    name="Garage Morel",
    address=("12 avenue de Romans", "26000 Valence"),
    siret="732 829 320 00074",
    vat_number="",
    phone="04 65 71 12 40",
    email="garage.morel@example.fr",
    logo=None,
)
PAPER = PrivacyPaper(SHOP, Terms(4, 6, 11), "Médiateur de la consommation", date(2026, 11, 22))
LONG = replace(
    SHOP, name="Établissements " + "Vandenbroucke-Castelnaudary " * 6, siret="", phone=""
)


def test_the_notice_says_who_why_how_long_and_what_one_may_ask() -> None:
    told = text_of(render_notice(PAPER))
    for part in (
        *("Garage Morel", "732 829 320 00074", "04 65 71 12 40", "Médiateur de la consommation"),
        *("4 ans après le dernier contact", "6 ans après leur fin", "11 ans après la fin"),
        *("intérêt légitime", "sous un mois", "effacer", "www.cnil.fr"),
    ):
        assert part in told
    assert len(pages_of(render_notice(PAPER))) == 1


def test_the_record_has_every_use_with_its_basis_and_time() -> None:
    told = text_of(render_record(PAPER))
    for title in ("1. FICHES CLIENT", "2. RÉCLAMATIONS", "3. OFFRES", "4. COÛT", "5. ÉQUIPE"):
        assert title in told
    assert told.count("Fondement") == told.count("Durée") == 6
    assert "72 heures" in told


@pytest.mark.parametrize("render", [render_notice, render_record])
def test_the_same_data_gives_the_same_bytes_whatever_the_shop(
    render: Callable[[PrivacyPaper], bytes],
) -> None:
    for paper in (PAPER, replace(PAPER, shop=LONG, mediator="")):
        assert render(paper) == render(paper)


def test_days_are_in_the_language_of_the_shop() -> None:
    with speaking("en"):
        assert "Made on 22 November 2026" in text_of(render_record(PAPER))
