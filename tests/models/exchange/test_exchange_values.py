"""Names, days, phones, e-mails, plates and distances as they come in files."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange.addresses import _split_whole
from models.exchange.assets import make, mileage, plate
from models.exchange.cells import protect, unprotect
from models.exchange.dates import Birthday, month_comes_first, read_birthday, read_day
from models.exchange.names import (
    civility,
    firm_name,
    person_name,
    split_name,
    take_civility,
    town_name,
)
from models.exchange.reaches import (
    read_email,
    read_phone,
    split_emails,
    split_phones,
    take_words,
)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("DUMONT", "Dumont"),
        ("dumont", "Dumont"),
        ("JEAN-PIERRE", "Jean-Pierre"),
        ("N'DIAYE", "N'Diaye"),
        ("N’DIAYE", "N’Diaye"),
        ("DE LA TOUR", "de La Tour"),
        ("DUPONT DE NEMOURS", "Dupont de Nemours"),
        ("LE GOFF", "Le Goff"),
        ("ŒUVRARD", "Œuvrard"),
        ("MCDONALD", "McDonald"),
        ("LY", "Ly"),
        ("McDonald", "McDonald"),
        ("de La Tour", "de La Tour"),
        ("JP", "JP"),
        ('=HYPERLINK("X")', '=HYPERLINK("X")'),
    ],
)
def test_a_name_is_shown_as_merchants_write_it(typed: str, shown: str) -> None:
    assert person_name(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("SARL MERCIER BÂTIMENT", "SARL Mercier Bâtiment"),
        ("ETS ROUX ET FILS", "Ets Roux et Fils"),
        ("GARAGE DE L'ÉGLISE", "Garage de l'Église"),
        ("SAS BTP 26", "SAS BTP 26"),
        ("EDF", "EDF"),
        ("RENAULT", "RENAULT"),
        ("SARL Mercier <bâtiment>", "SARL Mercier <bâtiment>"),
    ],
)
def test_a_firm_keeps_its_legal_form_and_acronyms(typed: str, shown: str) -> None:
    assert firm_name(typed) == shown


def test_a_town_all_in_capitals_is_rewritten() -> None:
    assert town_name("ROMANS-SUR-ISÈRE") == "Romans-sur-Isère"
    assert town_name("LA VOULTE") == "La Voulte"
    assert town_name("Bourg-lès-Valence") == "Bourg-lès-Valence"


def test_a_civility_is_recognised_in_french_and_english() -> None:
    assert [civility(text) for text in ("Mr.", "MADAME", "M. & Mme", "Ms.", "Chef")] == [
        "M.",
        "Mme",
        "M. et Mme",
        "Mme",
        None,
    ]


@pytest.mark.parametrize(
    ("whole", "last_first", "parts"),
    [
        ("DUPONT Jean-Marc", None, ("Jean-Marc", "DUPONT")),
        ("Jean-Marc DUPONT", None, ("Jean-Marc", "DUPONT")),
        ("DE LA TOUR Anne", None, ("Anne", "DE LA TOUR")),
        ("Durand, Paul", None, ("Paul", "Durand")),
        ("Durand Paul", None, ("", "Durand Paul")),
        ("Durand Paul", True, ("Paul", "Durand")),
        ("Paul Durand", False, ("Paul", "Durand")),
        ("DURAND", True, ("", "DURAND")),
    ],
)
def test_a_whole_name_is_cut_where_capitals_or_the_header_say(
    whole: str, last_first: bool | None, parts: tuple[str, str]
) -> None:
    assert split_name(whole, last_first=last_first) == parts


def test_the_civility_before_a_name_is_taken_apart() -> None:
    assert take_civility("M. et Mme DUPONT Jean") == ("M. et Mme", "DUPONT Jean")
    assert take_civility("Mme") == ("", "Mme")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("14/03/1975", Birthday(14, 3, 1975)),
        ("14.3.75", Birthday(14, 3, 1975)),
        ("14/03/12", Birthday(14, 3, 2012)),
        ("1975-03-14", Birthday(14, 3, 1975)),
        ("1975-03-14 00:00:00", Birthday(14, 3, 1975)),
        ("19750314", Birthday(14, 3, 1975)),
        ("14/03", Birthday(14, 3)),
        ("29/02", Birthday(29, 2)),
        ("--03-14", Birthday(14, 3)),
        ("1604-03-14", Birthday(14, 3)),
        ("14 mars", Birthday(14, 3)),
        ("1er mai 1980", Birthday(1, 5, 1980)),
        ("14-août-1975", Birthday(14, 8, 1975)),
        ("March 14, 1975", Birthday(14, 3, 1975)),
        ("mars 1975", Birthday(None, 3, 1975)),
        ("03/1975", Birthday(None, 3, 1975)),
        ("1975", Birthday(None, None, 1975)),
        ("27493", Birthday(9, 4, 1975)),
        ("00/00/0000", Birthday()),
        ("0/0/00", Birthday()),
        ("31/02/1980", None),
        ("29/02/1981", None),
        ("12/25/1975", None),
        ("14/03/2031", None),
        ("14/03/1700", None),
        ("demain", None),
    ],
)
def test_a_birthday_is_read_in_each_of_its_forms(text: str, found: Birthday | None) -> None:
    assert read_birthday(text, this_year=2026) == found


def test_a_column_of_american_dates_is_recognised() -> None:
    assert month_comes_first(["3/4/1980", "12/24/1961", ""])
    assert not month_comes_first(["3/4/1980"])
    assert not month_comes_first(["24/12/1961", "12/24/1961"])
    assert read_birthday("12/24/1961", day_first=False, this_year=2026) == Birthday(24, 12, 1961)


def test_a_day_known_by_its_year_or_month_is_the_first() -> None:
    assert read_day("2009", this_year=2026) == date(2009, 1, 1)
    assert read_day("03/2015", this_year=2026) == date(2015, 3, 1)
    assert read_day("14/03", this_year=2026) is None


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("06.26.36.30.32", "06 26 36 30 32"),
        ("0033445673730", "04 45 67 37 30"),
        ("+33 6 54 44 97 04", "06 54 44 97 04"),
        ("+33 (0)6 54 44 97 04", "06 54 44 97 04"),
        ("0692816515", "06 92 81 65 15"),
        ("+262 692 81 65 15", "06 92 81 65 15"),
        ("+32 475 12 34 56", "+32 475 12 34 56"),
        ("0041 44 668 18 00", "+41 44 668 18 00"),
    ],
)
def test_a_phone_is_shown_as_it_is_dialled_from_france(typed: str, shown: str) -> None:
    assert read_phone(typed, "FR") == (shown, "")


@pytest.mark.parametrize(
    "typed", ["0612", "pas de téléphone 12", "06 12 34 56 7X", "+999 12", "061234567"]
)
def test_a_phone_that_cannot_be_understood_is_kept_as_typed_and_told(typed: str) -> None:
    value, remark = read_phone(typed, "FR")
    assert value == typed
    assert typed in remark


def test_another_country_reads_its_own_numbers() -> None:
    assert read_phone("0475 12 34 56", "BE") == ("0475 12 34 56", "")
    assert read_phone("+33 6 12 34 56 78", "BE") == ("+33 6 12 34 56 78", "")


def test_several_phones_of_one_cell_are_told_apart() -> None:
    assert split_phones("+33 6 11 75 68 92 ::: 04.84.97.95.46") == [
        "+33 6 11 75 68 92",
        "04.84.97.95.46",
    ]
    assert split_phones("0475010203 / 06 01 02 03 04") == ["0475010203", "06 01 02 03 04"]
    assert split_phones("06 12 34 56 78 ou 0475001122") == ["06 12 34 56 78", "0475001122"]
    assert split_phones("06 12 34 56 78, sa fille") == ["06 12 34 56 78, sa fille"]


def test_words_after_a_phone_become_its_label() -> None:
    assert take_words("06 12 34 56 78 (soir)") == ("06 12 34 56 78", "soir")
    assert take_words("06 12 34 56 78, sa fille") == ("06 12 34 56 78", "sa fille")
    assert take_words("06 12 34 56 78") == ("06 12 34 56 78", "")


@pytest.mark.parametrize(
    "address", ["a@b.fr", "hélène.n'diaye@example.fr", "J.Dupont+garage@Example.FR"]
)
def test_a_sound_email_is_left_alone(address: str) -> None:
    assert read_email(address) == (address, "")


@pytest.mark.parametrize("address", ["a@b", "x..y@z.fr", "a b@c.fr", "@c.fr"])
def test_a_doubtful_email_is_kept_as_typed_and_told(address: str) -> None:
    value, remark = read_email(address)
    assert value == address
    assert address in remark


def test_an_email_is_taken_out_of_its_mailbox() -> None:
    assert read_email("Jean <jean@x.fr>") == ("jean@x.fr", "")
    assert split_emails("a@x.fr ; b@x.fr") == ["a@x.fr", "b@x.fr"]
    assert split_emails("a@x.fr b@x.fr") == ["a@x.fr", "b@x.fr"]


def test_plates_are_written_as_on_the_car() -> None:
    assert [plate(text) for text in ("va032kt", "VA 032 KT", "1234 ab 26", "7-ABC-123")] == [
        "VA-032-KT",
        "VA-032-KT",
        "1234 AB 26",
        "7-ABC-123",
    ]


@pytest.mark.parametrize(
    ("text", "kilometres"),
    [
        ("118 400 km", 118_400),
        ("118.400", 118_400),
        ("118 400 KM", 118_400),
        ("118\u202f400", None),
        ("98000", 98_000),
        ("98000,0", 98_000),
        ("1,5", None),
        ("beaucoup", None),
        ("99999999", None),
    ],
)
def test_a_distance_is_read_with_its_spaces_and_unit(text: str, kilometres: int | None) -> None:
    assert mileage(text) == kilometres


def test_a_make_in_capitals_is_rewritten_but_for_initials() -> None:
    assert [make(text) for text in ("RENAULT", "ALFA ROMEO", "BMW", "Peugeot")] == [
        "Renault",
        "Alfa Romeo",
        "BMW",
        "Peugeot",
    ]


def test_a_whole_address_is_taken_apart_at_its_postcode() -> None:
    assert _split_whole("12 rue de l’Église, 26150 DIE") == ("12 rue de l’Église", "26150", "DIE")
    assert _split_whole("12 rue du Lac\n26400 Crest\nFR") == ("12 rue du Lac", "26400", "Crest")
    assert _split_whole("Zone artisanale 26400 Crest") == ("Zone artisanale", "26400", "Crest")
    assert _split_whole("Les Faucons") == ("Les Faucons", "", "")


@pytest.mark.parametrize("text", ["=1+1", "+33", "-5", "@SUM(A1)", "'=1", "''+x", "＝1"])
def test_a_cell_never_becomes_a_formula_and_comes_back_whole(text: str) -> None:
    cell = protect(text)
    assert cell[0] == "'"
    assert unprotect(cell) == text


@pytest.mark.parametrize("text", ["", "Hélène", "l'apostrophe", "'entre'", "a=b"])
def test_an_ordinary_cell_is_written_as_it_is(text: str) -> None:
    assert protect(text) == unprotect(text) == text


@given(st.text(alphabet="='+-@ a\t\r＝", max_size=8))
def test_any_cell_comes_back_as_it_was(text: str) -> None:
    assert unprotect(protect(text)) == text
    assert not protect(text).startswith(("=", "+", "-", "@", "\t", "\r"))
