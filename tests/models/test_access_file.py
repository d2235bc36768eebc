"""The right-of-access file: all of the person, nobody else, in the paper's language."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import page
import pikepdf
import pytest

from models import export_assets, export_charter, export_privacy, export_tables
from models.access_file import AccessFile, access_file, access_json, is_about
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.clients import open_account
from models.database import Book
from models.export import tables
from models.export_tables import WHO, BookTable
from models.i18n import speaking
from models.identity import printed_identity
from reports.access_columns import columns_of
from reports.access_pages import render_access
from reports.access_words import BIRTH, code_words, field_words, table_title
from tests.helpers.everything import LONG, everything
from tests.reports.pdf_reading import flat, text_of

_FRENCH = re.compile(
    r"\b(le|la|les|de|du|des|un|une|et|ou|par|pour|sur|vos|vous|votre|nos|nous|ce|que|qui"
    r"|oui|non|au|aux|à|est|été|dans|noté|notée)\b",
    re.IGNORECASE,
)
_ACCENTS = re.compile(r"\S*[àâçéèêëîïôùûœ]\S*", re.IGNORECASE)


@pytest.fixture
def found(book: Book, actor: Actor) -> AccessFile:
    return access_file(everything(actor), actor.today + timedelta(days=1))


def _about_people(day: date) -> Iterator[BookTable]:
    return (table for table in tables(day) if is_about(table))


def test_every_table_and_column_has_its_words(book: Book, today: date) -> None:
    for table in _about_people(today):
        assert table_title(table.name) != table.name.removesuffix(".csv").capitalize()
        assert set(table.header) - set(WHO) <= set(columns_of(table.name)), table.name


def test_every_word_the_export_keeps_in_french_has_its_word() -> None:
    kept = (
        export_tables.CATEGORIES,
        export_assets.OWN_FACTS,
        export_assets.ENDS,
        export_charter.STATES,
        export_privacy.KINDS,
        export_privacy.HOLDS,
    )
    assert {word for words in kept for word in words.values()} <= set(code_words())


def test_it_holds_a_row_of_every_table_about_a_person(found: AccessFile, today: date) -> None:
    assert [table.name for table in found.tables] == [table.name for table in _about_people(today)]
    told = json.loads(access_json(found))
    assert told["tables"]["memoire.csv"][0]["Épinglé"] == "oui"
    assert told["tables"]["couts.csv"][0]["Montant HT"] == "21,50"


def test_the_english_paper_says_no_word_of_french(book: Book, actor: Actor) -> None:
    with speaking("en"):
        found = access_file(everything(actor), actor.today + timedelta(days=1))
        text = text_of(render_access(found, printed_identity()))
    assert _FRENCH.findall(re.sub("(Tu or|we say) vous", "", text)) == []
    assert _ACCENTS.findall(text) == []
    assert "€21.50" in text
    assert '"Épinglé": "oui"' in access_json(found)


def test_the_french_paper_speaks_as_people_do(found: AccessFile) -> None:
    text = text_of(render_access(found, printed_identity()))
    for said in (
        "21,50 €",
        "118 000 km",
        "Noté par Claire Morel",
        "Offres acceptées",
        "22/11/2026",
    ):
        assert said.lower() in text.lower()
    for column in ("Épinglé", "Catégorie", "Taux de TVA : 20,00", "HT", "Le :", "2026-11-22"):
        assert column not in text


def test_long_texts_are_whole(found: AccessFile) -> None:
    text = text_of(render_access(found, printed_identity()))
    assert text.replace(" ", "").count(flat(LONG).replace(" ", "")) >= 2


def test_fields_of_the_file_are_all_told(found: AccessFile) -> None:
    apart = {"reaches", "assets", "memory", "consents", "number", "reference"}
    assert set(found.files[0]) == apart | {*BIRTH} | set(field_words())


def test_somebody_of_whom_almost_nothing_is_known(book: Book, actor: Actor) -> None:
    client = open_account(actor, ClientDraft(last_name="Petit")).client_id or 0
    pdf = render_access(access_file(client, actor.today), printed_identity())
    assert "Petit" in text_of(pdf)
    assert page.is_pdf_compliant_bytes(pdf, profile=page.ValidationProfile.PDF_A_3B)


def test_both_are_archives_with_their_data(found: AccessFile) -> None:
    pdf = render_access(found, printed_identity())
    assert pdf == render_access(found, printed_identity())
    assert page.is_pdf_compliant_bytes(pdf, profile=page.ValidationProfile.PDF_A_3B)
    with pikepdf.open(BytesIO(pdf)) as opened:
        [data] = opened.attachments.values()
        assert data.get_file().read_bytes().decode() == access_json(found)
