"""Days, amounts and names as people type them."""

from datetime import date

import pytest

from models.rules.typed import read_day, read_hundredths, split_name

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("hier", date(2026, 11, 21)),
        ("Avant-hier", date(2026, 11, 20)),
        ("aujourd’hui", TODAY),
        ("yesterday", date(2026, 11, 21)),
        ("lundi", date(2026, 11, 16)),
        ("dimanche", date(2026, 11, 15)),
        ("friday", date(2026, 11, 20)),
        ("12/10", date(2026, 10, 12)),
        ("12/12", date(2025, 12, 12)),
        ("12/10/2024", date(2024, 10, 12)),
        ("12.10.24", date(2024, 10, 12)),
        ("29/2", date(2024, 2, 29)),
        ("2026-01-05", date(2026, 1, 5)),
        ("-3", date(2026, 11, 19)),
        ("il y a 3 jours", date(2026, 11, 19)),
        ("il y a une semaine", date(2026, 11, 15)),
        ("2 weeks ago", date(2026, 11, 8)),
        ("a month ago", date(2026, 10, 22)),
    ],
)
def test_a_past_day_is_the_nearest_one_before(text, day):
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("demain", date(2026, 11, 23)),
        ("après-demain", date(2026, 11, 24)),
        ("lundi prochain", date(2026, 11, 23)),
        ("dimanche", date(2026, 11, 29)),
        ("12/12", date(2026, 12, 12)),
        ("12/10", date(2027, 10, 12)),
        ("+10 jours", date(2026, 12, 2)),
        ("dans 3 jours", date(2026, 11, 25)),
        ("dans un an", date(2027, 11, 22)),
        ("dans 3 années", date(2029, 11, 22)),
        ("in 2 months", date(2027, 1, 22)),
    ],
)
def test_a_coming_day_is_the_nearest_one_after(text, day):
    assert read_day(text, TODAY, ahead=True) == day


def test_a_month_that_is_shorter_gives_its_last_day():
    assert read_day("dans 3 mois", date(2026, 11, 30)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    "text",
    ["", "bientôt", "3 jours", "dans trois lustres", "32/10", "30/2/2026", "12/13", "2026-02-30"],
)
def test_what_is_no_day_is_not_guessed(text):
    assert read_day(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [("12,50", 1250), ("12.5", 1250), ("3", 300), ("1 234,05 €", 123405), ("0,01", 1)],
)
def test_amounts_are_read_without_floats(text, hundredths):
    assert read_hundredths(text) == hundredths


@pytest.mark.parametrize("text", ["", "-3", "1,234", "douze", "1e3"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match=r"^|.*"):
        read_hundredths(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("durand", ("", "Durand")),
        ("hélène durand", ("Hélène", "Durand")),
        ("DURAND Hélène", ("Hélène", "Durand")),
        ("Hélène DE LA TOUR", ("Hélène", "De La Tour")),
        ("jean-paul n’diaye", ("Jean-Paul", "N’Diaye")),
        ("McDonald", ("", "McDonald")),
    ],
)
def test_a_name_typed_in_one_go_is_told_apart(text, name):
    assert split_name(text) == name
