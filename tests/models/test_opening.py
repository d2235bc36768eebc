"""The shop's opening calendar, and the due dates proposed from it."""

from dataclasses import replace
from datetime import date

import pytest

from models.actor import Actor
from models.database import Book
from models.errors import Refused
from models.i18n import use_language
from models.opening import (
    NO_HOLIDAYS,
    Opening,
    open_days,
    opening,
    proposed_due,
    public_holidays,
    region_of,
    set_opening,
)
from models.rules.trust import EntryType, Severity
from models.rules.working_days import Closure
from models.settings import set_shop, shop
from models.trust_settings import set_trust

FRIDAY = date(2026, 11, 20)
ELEVEN = 11


def test_a_new_book_opens_from_monday_to_saturday(book: Book) -> None:
    assert opening() == Opening(frozenset(range(6)), "", ())


def test_what_was_set_is_read_back_with_closures_in_order(book: Book, actor: Actor) -> None:
    winter = Closure(date(2026, 12, 24), date(2027, 1, 3), "Fêtes")
    summer = Closure(date(2026, 8, 3), date(2026, 8, 23), "Congés d’été")
    wanted = Opening(frozenset({1, 2, 3, 4, 5}), "57", (winter, summer))
    set_opening(actor, wanted)
    assert opening() == replace(wanted, closures=(summer, winter))


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (Opening(frozenset()), "au moins un jour"),
        (Opening(region="XX"), "pas connu"),
        (Opening(closures=(Closure(FRIDAY, date(2026, 11, 1)),)), "finir avant"),
        (Opening(closures=(Closure(FRIDAY, date(2029, 1, 1)),)), "un an au plus"),
    ],
)
def test_a_calendar_that_makes_no_sense_is_refused(
    book: Book, actor: Actor, wanted: Opening, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        set_opening(actor, wanted)
    assert opening() == Opening()


def test_the_shop_s_postcode_says_which_holidays_it_keeps(book: Book, actor: Actor) -> None:
    set_shop(actor, replace(shop(), postcode="67000"))
    assert opening().region == "6AE"
    assert not open_days().is_open(date(2026, 4, 3)), "Good Friday is a holiday in Alsace"


@pytest.mark.parametrize(
    ("postcode", "region"),
    [
        ("26000", ""),
        ("57000", "57"),
        ("67000", "6AE"),
        ("68100", "6AE"),
        ("97110", "971"),
        ("97133", "BL"),
        ("97150", "MF"),
        ("97200", "972"),
        ("97300", "973"),
        ("97400", "974"),
        ("97500", "PM"),
        ("97600", "976"),
        ("98600", "WF"),
        ("98714", "PF"),
        ("98800", "NC"),
        ("", ""),
        ("1234 AB", ""),
    ],
)
def test_regions_follow_the_postcode(postcode: str, region: str) -> None:
    assert region_of(postcode) == region


def test_the_holidays_of_the_country_are_the_eleven_of_the_law() -> None:
    year = public_holidays("", 2026)
    assert len(year) == ELEVEN
    assert year[date(2026, 5, 14)] == "Ascension"
    assert [*year] == sorted(year)


@pytest.mark.parametrize(
    ("region", "day"),
    [
        ("57", date(2026, 12, 26)),
        ("6AE", date(2026, 4, 3)),
        ("971", date(2026, 5, 27)),
        ("972", date(2026, 5, 22)),
        ("973", date(2026, 6, 10)),
        ("974", date(2026, 12, 20)),
        ("976", date(2026, 4, 27)),
        ("BL", date(2026, 10, 9)),
        ("MF", date(2026, 5, 28)),
        ("NC", date(2026, 9, 24)),
    ],
)
def test_a_region_has_its_own_holidays_on_top(region: str, day: date) -> None:
    assert day not in public_holidays("", 2026)
    assert day in public_holidays(region, 2026)


def test_holidays_are_named_in_the_language_in_use() -> None:
    use_language("en")
    assert public_holidays("", 2026)[date(2026, 12, 25)] == "Christmas Day"


def test_a_shop_that_opens_on_holidays_has_none() -> None:
    assert public_holidays(NO_HOLIDAYS, 2026) == {}


@pytest.mark.parametrize(
    ("entry_type", "severity", "day", "due"),
    [
        (EntryType.INCIDENT, Severity.SERIOUS, date(2026, 11, 21), date(2026, 11, 23)),
        (EntryType.INCIDENT, Severity.NOTABLE, FRIDAY, date(2026, 11, 23)),
        (EntryType.INCIDENT, Severity.MINOR, FRIDAY, date(2026, 11, 27)),
        (EntryType.REQUEST, None, FRIDAY, date(2026, 11, 23)),
        (EntryType.PROMISE, None, date(2026, 12, 23), date(2026, 12, 26)),
    ],
)
def test_the_usual_delay_ends_on_an_open_day(
    book: Book, entry_type: EntryType, severity: Severity | None, day: date, due: date
) -> None:
    assert proposed_due(entry_type, severity, day) == due


def test_the_delay_is_the_owner_s(book: Book, actor: Actor) -> None:
    set_trust(actor, {"request_delay": 5})
    assert proposed_due(EntryType.REQUEST, None, actor.today) == date(2026, 11, 27)
