"""Every rule of the trust account, one by one, with figures worked out by hand."""

import pytest

from models.rules.trust import Account, State, TrustSettings
from models.rules.trust.months import fade_factors, months_before, whole_months
from tests.helpers.accounts import account, day, entry


def amounts(book: Account, on: str = "9000-01-01") -> list[tuple[str, int]]:
    """(day, centi-units) of every posting up to a day."""
    postings = book.ledger(day(on)).postings
    return [(p.day.isoformat(), p.amount) for p in postings if p.day <= day(on)]


# -- rule 1: entries and their effects ---------------------------------------------------------


def test_an_opening_without_units_weighs_nothing():
    assert account("2026-01-15 opening").balance(day("2026-01-15")) == 0


def test_a_recommended_client_starts_with_five_units():
    assert account("2026-01-15 opening units=5").balance(day("2026-01-15")) == 500


def test_a_visit_moves_nothing_and_stands_in_the_journal():
    book = account("2026-01-15 opening", "2026-01-16 visit service")
    assert amounts(book) == []
    assert [move.entry.type.value for move in book.ledger(day("2026-01-16")).moves] == [
        "opening",
        "visit",
    ]


@pytest.mark.parametrize(
    ("severity", "cost"), [("minor", -300), ("notable", -1000), ("serious", -3000)]
)
def test_an_incident_costs_its_severity(severity, cost):
    book = account("2026-01-15 opening", f"2026-01-16 incident wait {severity}")
    assert book.balance(day("2026-01-16")) == cost


def test_a_complete_answer_by_the_due_date_gives_two_units():
    book = account("2026-01-01 request due=2026-01-03", "2026-01-03 answer complete ref=1")
    assert amounts(book) == [("2026-01-03", 200)]


def test_a_late_answer_costs_one_unit():
    book = account("2026-01-01 request due=2026-01-03", "2026-01-04 answer complete ref=1")
    assert amounts(book) == [("2026-01-04", -100)]


def test_a_partial_answer_moves_nothing_and_leaves_the_request_open():
    book = account("2026-01-01 request due=2026-01-03", "2026-01-02 answer partial ref=1")
    assert amounts(book, "2026-01-10") == []
    assert amounts(book) == [("2026-01-11", -200)]


def test_a_request_without_a_due_date_is_due_two_days_later():
    book = account("2026-01-01 request", "2026-01-03 answer complete ref=1")
    assert amounts(book) == [("2026-01-03", 200)]


def test_a_forgotten_request_costs_five_units_on_the_eighth_day_after_its_due_date():
    assert amounts(account("2026-01-01 request due=2026-01-03")) == [("2026-01-11", -500)]


def test_an_answer_after_the_request_is_over_has_no_effect():
    book = account("2026-01-01 request due=2026-01-03", "2026-01-11 answer complete ref=1")
    assert amounts(book) == [("2026-01-11", -500)]


def test_only_the_first_complete_answer_counts():
    book = account(
        "2026-01-01 request", "2026-01-02 answer complete ref=1", "2026-01-02 answer complete ref=1"
    )
    assert amounts(book) == [("2026-01-02", 200)]


def test_a_promise_kept_on_its_due_date_gives_three_units():
    book = account("2026-01-01 promise due=2026-01-05", "2026-01-05 kept ref=1")
    assert amounts(book) == [("2026-01-05", 300)]


def test_a_promise_kept_late_costs_one_unit():
    book = account("2026-01-01 promise due=2026-01-05", "2026-01-06 kept ref=1")
    assert amounts(book) == [("2026-01-06", -100)]


def test_a_promise_said_broken_in_time_costs_five_units_later_eight():
    in_time = account("2026-01-01 promise due=2026-01-05", "2026-01-05 broken ref=1")
    late = account("2026-01-01 promise due=2026-01-05", "2026-01-06 broken ref=1")
    assert amounts(in_time) == [("2026-01-05", -500)]
    assert amounts(late) == [("2026-01-06", -800)]


def test_a_forgotten_promise_costs_eight_units_on_the_eighth_day():
    assert amounts(account("2026-01-01 promise")) == [("2026-01-11", -800)]


def test_a_postponement_agreed_in_time_moves_the_due_date():
    book = account(
        "2026-01-01 promise due=2026-01-05",
        "2026-01-05 postponed ref=1 due=2026-01-20",
        "2026-01-20 kept ref=1",
    )
    assert amounts(book) == [("2026-01-20", 300)]


def test_a_postponement_after_the_due_date_changes_nothing():
    book = account(
        "2026-01-01 promise due=2026-01-05",
        "2026-01-06 postponed ref=1 due=2026-01-20",
        "2026-01-12 kept ref=1",
    )
    assert amounts(book) == [("2026-01-12", -100)]


def test_a_postponement_never_brings_the_due_date_nearer():
    book = account(
        "2026-01-01 promise due=2026-01-10",
        "2026-01-02 postponed ref=1 due=2026-01-05",
        "2026-01-10 kept ref=1",
    )
    assert amounts(book) == [("2026-01-10", 300)]


def test_a_privilege_honoured_gives_two_units_refused_costs_ten():
    assert amounts(account("2026-01-01 privilege car honoured")) == [("2026-01-01", 200)]
    assert amounts(account("2026-01-01 privilege car refused")) == [("2026-01-01", -1000)]


def test_the_fifth_contact_in_a_year_costs_two_units_whatever_the_channel():
    book = account(
        *(f"2026-0{month}-01 contact sms" for month in range(1, 5)), "2026-05-01 contact email"
    )
    assert amounts(book) == [("2026-05-01", -200)]


def test_a_contact_365_days_old_no_longer_counts():
    lines = [f"2025-0{month}-01 contact sms" for month in range(1, 5)]
    assert amounts(account(*lines, "2026-01-01 contact sms")) == []
    assert amounts(account(*lines, "2025-12-31 contact sms")) == [("2025-12-31", -200)]


def test_a_reversal_acts_from_its_own_date_only():
    book = account(
        "2026-01-01 opening", "2026-01-02 attention advice units=3", "2026-01-10 reversal ref=2"
    )
    assert book.balance(day("2026-01-09")) == 300
    assert book.balance(day("2026-01-10")) == 0


def test_a_reversed_incident_takes_its_resolution_with_it():
    book = account(
        "2026-01-01 incident delay notable",
        "2026-01-02 resolution exemplary ref=1",
        "2026-01-03 reversal ref=1",
    )
    assert book.balance(day("2026-01-02")) == 200
    assert book.balance(day("2026-01-03")) == 0


def test_a_closure_voids_everything_and_ends_cases():
    book = account("2026-01-01 opening units=30", "2026-01-02 request", "2026-01-03 closed")
    assert book.balance(day("2026-01-02")) == 3000
    assert book.balance(day("2026-02-01")) == 0
    assert book.state(day("2026-02-01")) is State.CLOSED


def test_nothing_before_a_closure_counts_for_any_rule_afterwards():
    book = account(
        "2010-01-01 opening",
        "2025-12-20 attention smile units=1",
        "2025-12-21 incident delay notable",
        "2025-12-22 closed",
        "2026-01-01 opening",
        "2026-01-02 attention smile units=1",
        "2026-01-03 incident delay notable",
        "2026-01-04 resolution exemplary ref=7",
    )
    assert amounts(book)[-3:] == [
        ("2026-01-02", 100),
        ("2026-01-03", -1000),
        ("2026-01-04", 1200),
    ]


# -- rule 2: deposits cannot be farmed ---------------------------------------------------------


def test_the_nth_smile_in_thirty_days_gives_a_share():
    book = account(*("2026-01-01 attention smile units=1" for _ in range(4)))
    assert [amount for _, amount in amounts(book)] == [100, 50, 33, 25]


def test_a_deposit_thirty_days_old_no_longer_thins():
    book = account("2026-01-01 attention smile units=1", "2026-01-31 attention smile units=1")
    assert [amount for _, amount in amounts(book)] == [100, 100]
    book = account("2026-01-01 attention smile units=1", "2026-01-30 attention smile units=1")
    assert [amount for _, amount in amounts(book)] == [100, 50]


def test_smaller_deposits_do_not_thin_a_bigger_one():
    book = account(
        "2026-01-01 attention advice units=1",
        "2026-01-02 attention advice units=8",
        "2026-01-03 attention advice units=0.75",
    )
    assert [amount for _, amount in amounts(book)] == [100, 800, 25]


def test_each_attention_kind_is_a_sort_of_its_own_but_all_privileges_are_one():
    kinds = account("2026-01-01 attention a units=3", "2026-01-01 attention b units=3")
    assert [amount for _, amount in amounts(kinds)] == [300, 300]
    names = account("2026-01-01 privilege a honoured", "2026-01-01 privilege b honoured")
    assert [amount for _, amount in amounts(names)] == [200, 100]


def test_a_late_note_changes_the_place_of_those_after_it():
    book = account("2026-01-20 attention smile units=1", "2026-01-10 attention smile units=1")
    assert amounts(book) == [("2026-01-10", 100), ("2026-01-20", 50)]


def test_a_void_deposit_still_thins():
    book = account(
        "2026-01-01 attention smile units=1",
        "2026-01-02 incident rude serious",
        "2026-01-03 resolution poor ref=2",
        "2026-01-04 attention smile units=1",
    )
    assert ("2026-01-04", 50) in amounts(book)


# -- rule 3: the older the relation, the more an incident costs --------------------------------


@pytest.mark.parametrize(
    ("opened", "cost"),
    [
        ("2025-05-02", -1000),
        ("2025-05-01", -1050),
        ("2017-05-01", -1450),
        ("2016-05-01", -1500),
        ("2000-01-01", -1500),
    ],
)
def test_each_year_of_relation_adds_five_percent_up_to_ten_years(opened, cost):
    book = account(f"{opened} opening", "2026-05-01 incident delay notable")
    assert book.balance(day("2026-05-01")) == cost


def test_without_an_opening_the_relation_starts_with_the_first_entry():
    book = account("2016-05-01 visit service", "2026-05-01 incident delay notable")
    assert book.balance(day("2026-05-01")) == -1500


# -- rule 4: a good recovery -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("severity", "outcome", "gain"),
    [
        ("minor", "exemplary", 360),
        ("minor", "satisfactory", 210),
        ("notable", "exemplary", 1200),
        ("notable", "satisfactory", 700),
        ("serious", "exemplary", 3000),
        ("serious", "satisfactory", 2100),
    ],
)
def test_a_first_incident_well_repaired_gives_its_percentage(severity, outcome, gain):
    book = account(f"2026-01-01 incident wait {severity}", f"2026-01-01 resolution {outcome} ref=1")
    assert amounts(book)[-1] == ("2026-01-01", gain)


def test_after_another_incident_a_good_recovery_gives_less():
    book = account(
        "2025-01-01 incident delay notable",
        "2025-01-02 resolution exemplary ref=1",
        "2026-01-01 incident delay notable",
        "2026-01-02 resolution exemplary ref=3",
        "2026-02-01 incident delay notable",
        "2026-02-02 resolution satisfactory ref=5",
    )
    gains = [amount for _, amount in amounts(book) if amount > 0]
    assert gains == [1200, 600, 400]


def test_an_incident_24_months_old_no_longer_counts_as_another():
    lines = ("2024-01-01 incident delay notable", "2024-01-02 resolution exemplary ref=1")
    later = ("2026-01-01 incident delay notable", "2026-01-02 resolution exemplary ref=3")
    sooner = ("2025-12-31 incident delay notable", "2026-01-02 resolution exemplary ref=3")
    assert amounts(account(*lines, *later))[-1][1] == 1200
    assert amounts(account(*lines, *sooner))[-1][1] == 600


def test_a_minor_incident_before_does_not_lessen_the_recovery_of_a_notable_one():
    book = account(
        "2026-01-01 incident wait minor",
        "2026-01-02 resolution exemplary ref=1",
        "2026-01-03 incident delay notable",
        "2026-01-04 resolution exemplary ref=3",
    )
    assert amounts(book)[-1][1] == 1200


def test_a_good_resolution_after_a_mishandling_repairs_only_what_still_counts():
    book = account(
        "2026-01-01 incident wait minor",
        "2027-01-09 resolution satisfactory ref=1",
    )
    assert amounts(book)[-1] == ("2027-01-09", 105)


# -- rule 5: the collapse ----------------------------------------------------------------------


def test_a_minor_incident_past_its_due_date_costs_a_second_time():
    book = account("2026-01-01 opening units=20", "2026-01-02 incident wait minor")
    assert amounts(book)[1:] == [("2026-01-02", -300), ("2026-01-10", -300)]
    assert book.state(day("2026-01-10")) is not State.RUPTURED


def test_a_mishandled_notable_incident_voids_every_deposit_before_it():
    book = account(
        "2026-01-01 opening units=20",
        "2026-01-02 attention beyond units=8 memorable",
        "2026-01-03 incident delay notable",
    )
    assert book.balance(day("2026-01-06")) == 2000 + 800 - 1000
    assert book.balance(day("2026-01-07")) == -2000
    assert book.state(day("2026-01-07")) is State.RUPTURED


def test_a_gesture_noted_after_a_poor_resolution_the_same_day_is_not_void():
    book = account(
        "2026-01-01 incident delay notable",
        "2026-01-02 attention gesture units=5",
        "2026-01-02 resolution poor ref=1",
        "2026-01-02 attention thanks units=2",
    )
    assert book.balance(day("2026-01-02")) == -2000 + 200


def test_what_happens_by_itself_stands_before_that_days_entries():
    book = account("2026-01-01 incident delay notable", "2026-01-05 attention gesture units=5")
    assert book.balance(day("2026-01-05")) == -2000 + 500


def test_an_incident_is_mishandled_once_only():
    book = account(
        "2026-01-01 incident delay notable",
        "2026-01-02 resolution poor ref=1",
        "2026-01-03 resolution poor ref=1",
    )
    assert amounts(book) == [("2026-01-01", -1000), ("2026-01-02", -1000)]


def test_a_reconciliation_ends_the_rupture_and_starts_the_fade():
    book = account(
        "2026-01-01 incident delay notable",
        "2026-01-02 resolution poor ref=1",
        "2026-03-01 reconciliation",
    )
    assert book.balance(day("2026-02-28")) == -2000
    assert book.state(day("2026-02-28")) is State.RUPTURED
    assert book.balance(day("2027-03-01")) == -1000
    assert book.state(day("2027-03-01")) is State.NEGATIVE


def test_a_poor_resolution_after_a_good_one_has_no_effect():
    book = account(
        "2026-01-01 incident delay notable",
        "2026-01-02 resolution satisfactory ref=1",
        "2026-01-03 resolution poor ref=1",
    )
    assert amounts(book) == [("2026-01-01", -1000), ("2026-01-02", 700)]


# -- rule 6: time ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2026-01-31", "2026-02-27", 0),
        ("2026-01-31", "2026-02-28", 1),
        ("2024-01-31", "2024-02-28", 0),
        ("2024-01-31", "2024-02-29", 1),
        ("2024-02-29", "2025-02-28", 12),
        ("2026-01-15", "2026-02-14", 0),
        ("2026-01-15", "2026-02-15", 1),
    ],
)
def test_whole_months_end_on_the_last_day_of_a_shorter_month(start, end, months):
    assert whole_months(day(start), day(end)) == months


def test_a_day_months_before_is_cut_to_that_months_last_day():
    assert months_before(day("2026-05-31"), 3) == day("2026-02-28")
    assert months_before(day("2024-02-29"), 12) == day("2023-02-28")
    assert months_before(day("2026-01-01"), 1) == day("2025-12-01")


def test_fade_factors_halve_at_each_half_life_and_round_halves_away_from_zero():
    factors = fade_factors(24)
    assert factors[0] == 1_000_000
    assert factors[24] == 500_000
    assert factors[168] == 7813
    assert len(factors) == 241


def test_a_deposit_is_worth_half_after_24_months_and_nothing_after_240():
    book = account("2004-01-31 attention advice units=9999.99")
    assert book.balance(day("2006-01-31")) == 500_000
    assert book.balance(day("2024-01-31")) > 0
    assert book.balance(day("2024-02-29")) == 0


def test_a_withdrawal_is_worth_half_after_12_months():
    book = account("2026-01-01 privilege car refused")
    assert book.balance(day("2027-01-01")) == -500


def test_an_incident_does_not_fade_until_its_good_resolution():
    book = account(
        "2026-01-01 incident delay notable due=2027-06-01",
        "2027-01-01 resolution satisfactory ref=1",
    )
    assert book.balance(day("2026-12-31")) == -1000
    assert book.balance(day("2028-01-01")) == -500 + 350


def test_a_memorable_attention_never_fades():
    book = account("2006-03-04 attention beyond units=8 memorable")
    assert book.balance(day("2026-03-04")) == 800


def test_a_second_memorable_within_twelve_months_fades_as_any():
    book = account(
        "2022-02-28 attention beyond units=8 memorable",
        "2023-02-27 attention beyond units=8 memorable",
        "2023-02-28 attention beyond units=8 memorable",
    )
    fading = [p.fades_from is not None for p in book.ledger(day("2026-01-01")).postings]
    assert fading == [False, True, False]


# -- rule 7: states ----------------------------------------------------------------------------


def test_states_stand_in_their_order():
    assert account("2026-01-01 opening units=20").state(day("2026-01-01")) is State.SOLID
    assert account("2026-01-01 opening units=1").state(day("2026-01-01")) is State.GROWING
    assert account("2026-01-01 opening units=0.99").state(day("2026-01-01")) is State.STEADY
    poor = account("2026-01-01 contact a", *(["2026-01-01 contact a"] * 4))
    assert poor.balance(day("2026-01-01")) == -200
    assert poor.state(day("2026-01-01")) is State.NEGATIVE


def test_a_fall_of_twelve_percent_of_a_high_balance_is_falling_before_solid():
    book = account("2026-01-01 opening units=500", "2026-06-01 privilege car refused")
    before = book.balance(day("2026-03-02"))
    assert book.trend(day("2026-06-02")) == book.balance(day("2026-06-02")) - before
    assert book.state(day("2026-06-02")) is State.SOLID
    book.record(entry("2026-06-02 privilege car refused", 3))
    assert book.state(day("2026-06-02")) is State.FALLING


def test_growing_asks_for_a_deposit_in_the_three_months():
    book = account("2026-01-01 privilege car refused", "2026-01-01 opening units=9.50")
    assert book.trend(day("2026-12-01")) > 0
    assert book.state(day("2026-12-01")) is not State.GROWING


# -- rule 8: settings --------------------------------------------------------------------------


def test_each_entry_uses_the_settings_of_the_day_it_was_recorded():
    generous = TrustSettings(kept_in_time=900)
    book = Account(
        [
            entry("2026-01-01 promise", 1),
            entry("2026-01-02 kept ref=1", 2, terms=generous),
            entry("2026-03-01 promise", 3),
            entry("2026-03-02 kept ref=3", 4),
        ]
    )
    assert [amount for _, amount in amounts(book)] == [900, 300]
