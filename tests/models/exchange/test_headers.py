"""Columns recognised by their headers, and what rows become by them."""

from dataclasses import replace
from datetime import date

import pytest

from models.actor import Actor
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft
from models.exchange import preview
from models.exchange.headers import recognise, score
from models.exchange.mapping import Mapping, Use
from tests.models.exchange.conftest import IMPORTS, plain


def drafts(actor: Actor, file: str) -> list[ClientDraft | None]:
    """What each row of a file would become."""
    return [row.draft for row in preview(actor, IMPORTS / file).rows]


def uses(*header: str) -> list[Use | None]:
    """What each column of a header is."""
    return [column.use for column in recognise(header).columns]


def corrected(mapping: Mapping, uses: dict[int, Use]) -> Mapping:
    """The mapping with some columns read otherwise."""
    columns = list(mapping.columns)
    for place, use in uses.items():
        columns[place] = replace(columns[place], use=use)
    return replace(mapping, columns=tuple(columns))


def test_headers_are_recognised_whatever_their_case_accents_and_punctuation() -> None:
    assert uses("NOM", "prenom", "Tél. portable", "N° client", "E-Mail", "Code  Postal") == [
        Use.LAST_NAME,
        Use.FIRST_NAME,
        Use.PHONE,
        Use.REFERENCE,
        Use.EMAIL,
        Use.POSTCODE,
    ]


def test_a_column_nobody_knows_has_no_use() -> None:
    mapping = recognise(["Nom", "Zorglub"])
    assert mapping.unknown == ("Zorglub",)
    assert corrected(mapping, {1: Use.NOTES}).unknown == ()


def test_a_second_title_column_is_a_job_and_not_a_civility() -> None:
    assert uses("Titre", "Prénom", "Titre") == [Use.CIVILITY, Use.FIRST_NAME, Use.LABELLED_NOTE]


def test_the_name_of_a_client_beside_a_first_name_is_the_last_name() -> None:
    assert uses("Nom du client", "Prénom") == [Use.LAST_NAME, Use.FIRST_NAME]
    assert uses("Nom et prénom", "Prénom") == [Use.FULL_NAME, Use.FIRST_NAME]
    assert uses("Client", "Nom") == [Use.REFERENCE, Use.LAST_NAME]
    assert uses("Client", "Téléphone") == [Use.FULL_NAME, Use.PHONE]


@pytest.mark.parametrize(
    ("header", "use"),
    [
        ("NomClient", Use.FULL_NAME),
        ("CodePostal", Use.POSTCODE),
        ("billing_first_name", Use.FIRST_NAME),
        ("Code postal (facturation)", Use.POSTCODE),
        ("Téléphone portable (facturation)", Use.PHONE),
        ("Home ZipCode", Use.POSTCODE),
        ("Adresse privée", Use.STREET),
        ("Immatriculation 2", Use.PLATE),
        ("Deuxième adresse électronique", Use.EMAIL),
        ("Réf. clé", Use.KEY_REFERENCE),
        ("Né(e) le", Use.BIRTHDAY),
    ],
)
def test_headers_of_many_programs_are_known(header: str, use: Use) -> None:
    assert uses(header) == [use]


@pytest.mark.parametrize(
    "row", [["DURAND", "Zoé"], ["Ville", "Code postal"], [""], ["Nom", "a", "b", "c", "d"]]
)
def test_a_row_that_names_no_client_column_is_no_header(row: list[str]) -> None:
    assert score(row) == 0


def test_a_garage_file_becomes_clients_with_their_vehicle(actor: Actor) -> None:
    found = drafts(actor, "garage_cp1252.csv")
    assert found[1] == ClientDraft(
        civility="M.",
        first_name="Hélène",
        last_name="N'Diaye",
        street="89 avenue de la République",
        postcode="26150",
        town="Die",
        reaches=(
            ReachDraft("phone", "06 96 69 82 01", "mobile"),
            ReachDraft("email", "hélène.ndiaye@example.fr"),
        ),
        assets=(AssetDraft(name="Peugeot 308", identifier="MW-800-CT", mileage=109_000),),
    )


def test_a_firm_of_the_garage_is_named_by_its_company_alone(actor: Actor) -> None:
    firm = drafts(actor, "garage_cp1252.csv")[2]
    assert firm is not None
    assert (firm.first_name, firm.last_name, firm.company) == ("", "", "EURL N'Diaye & Fils")


def test_google_contacts_give_phones_labels_and_their_own_groups_are_dropped(
    actor: Actor,
) -> None:
    found = drafts(actor, "google_contacts.csv")[0]
    assert found is not None
    assert found.reaches == (
        ReachDraft("phone", "06 11 75 68 92", "mobile"),
        ReachDraft("phone", "04 84 97 95 46", ""),
        ReachDraft("email", "nicolas.vincent@example.fr"),
    )
    assert found.tags == ("Garage",)
    assert (found.birth_day, found.birth_month, found.birth_year) == (27, 3, 1970)


def test_older_google_contacts_are_read(actor: Actor) -> None:
    zoe, bakery = drafts(actor, "google_old_en.csv")
    assert zoe is not None
    assert bakery is not None
    assert (zoe.civility, zoe.display_name) == ("Mme", "Zoé Martin")
    assert (zoe.birth_day, zoe.birth_month, zoe.birth_year) == (14, 3, None)
    assert [reach.value for reach in zoe.reaches] == [
        "06 11 22 33 44",
        "07 55 66 77 88",
        "04 75 00 11 22",
        "zoe@example.fr",
    ]
    assert (zoe.street, zoe.postcode, zoe.town) == ("12 rue des Lilas", "26400", "Crest")
    assert zoe.tags == ("Fidèles",)
    assert (bakery.company, plain(bakery.notes)) == (
        "Boulangerie Petit",
        "Organization 1 - Title : Gérante",
    )


def test_french_google_headers_and_overseas_numbers_are_read(actor: Actor) -> None:
    (found,) = drafts(actor, "google_fr.csv")
    assert found is not None
    assert found.reaches == (
        ReachDraft("phone", "06 92 81 65 15", "mobile"),
        ReachDraft("phone", "02 62 41 52 63", "domicile"),
        ReachDraft("email", "ines@example.fr", "domicile"),
    )
    assert (found.town, found.country, found.tags) == ("Saint-Denis", "France", ("Vélo",))


def test_french_outlook_keeps_the_home_address_and_notes_the_other(actor: Actor) -> None:
    helene, karim = drafts(actor, "outlook_fr.csv")
    assert helene is not None
    assert karim is not None
    assert helene.street == "12 rue de l'Église, Bât. B"
    assert (helene.birth_day, helene.birth_month, helene.birth_year) == (14, 3, 1975)
    assert helene.tags == ("Fidèle", "Voiture ancienne")
    assert [reach.value for reach in helene.reaches if reach.channel == "email"] == [
        "helene.durand@example.fr",
        "h.durand@travail.example.fr",
    ]
    assert "Enfants : Zoé, Théo" in plain(helene.notes)
    assert (karim.company, karim.town) == ("SARL Benkacem Bâtiment", "Crest")
    assert "Autre adresse : 3 zone des Auréats, 26000 Valence, France" in plain(karim.notes)
    assert karim.birth_day is None


def test_english_outlook_dates_are_read_month_first(actor: Actor) -> None:
    john, anne = drafts(actor, "outlook_en.csv")
    assert john is not None
    assert anne is not None
    assert (john.birth_day, john.birth_month, john.birth_year) == (24, 12, 1961)
    assert (anne.birth_day, anne.birth_month) == (4, 3)
    assert john.reaches[0] == ReachDraft("phone", "+44 20 7946 0958", "mobile")


def test_shop_software_is_read_to_its_last_column(actor: Actor) -> None:
    found = drafts(actor, "shop_semicolon.csv")[0]
    assert found == ClientDraft(
        civility="M. et Mme",
        first_name="Jean-Marc",
        last_name="Dupont",
        street="12 rue de l’Église",
        postcode="26150",
        town="Die",
        birth_day=14,
        birth_month=3,
        birth_year=1975,
        since=date(2009, 1, 1),
        how_came="Bouche à oreille",
        notes="Préfère le matin",
        reference="C001",
        reaches=(
            ReachDraft("phone", "06 01 02 03 04"),
            ReachDraft("phone", "04 75 01 02 03"),
            ReachDraft("email", "jm.dupont@example.fr"),
        ),
        tags=("fidèle", "habitué"),
        assets=(
            AssetDraft(
                name="Renault Clio",
                identifier="AB-123-CD",
                vin="VF1RFA00012345678",
                key_reference="5A-771",
                mileage=118_400,
            ),
        ),
    )


def test_what_cannot_be_read_goes_to_the_notes_with_a_remark(actor: Actor) -> None:
    row = preview(actor, IMPORTS / "shop_semicolon.csv").rows[2]
    assert row.draft is not None
    assert plain(row.draft.notes) == (
        "Né(e) le : 29/02/1981\nClient depuis : 32/13/2020\nKilométrage : beaucoup"
    )
    assert row.draft.assets == (AssetDraft(identifier="1234 AB 26"),)
    assert len(row.remarks) == 4


def test_two_columns_of_one_name_are_both_read(actor: Actor) -> None:
    (found,) = drafts(actor, "duplicate_headers.csv")
    assert found is not None
    assert found.street == "Bât. B, 12 rue des Alpes"
    assert [reach.value for reach in found.reaches] == [
        "06 11 11 11 11",
        "04 75 01 02 03",
        "a@example.fr",
        "b@example.fr",
    ]


def test_a_correction_of_the_mapping_is_followed(actor: Actor) -> None:
    file = IMPORTS / "tabs.csv"
    mapping = preview(actor, file).mapping
    assert mapping is not None
    shown = preview(actor, file, corrected(mapping, {0: Use.COMPANY, 2: Use.NOTHING}))
    assert shown.rows[0].draft == ClientDraft(first_name="Zoé", company="DURAND")


def test_text_a_spreadsheet_was_forced_to_keep_is_freed(actor: Actor) -> None:
    (found,) = drafts(actor, "excel_sep.csv")
    assert found is not None
    assert found.reaches == (ReachDraft("phone", "06 11 11 11 11"),)
