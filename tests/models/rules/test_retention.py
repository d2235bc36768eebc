"""How long files are kept, and by when people are answered."""

from datetime import date

import pytest

from models.rules.privacy_requests import due, may_extend
from models.rules.retention import (
    Facts,
    Fate,
    Proposal,
    Terms,
    accounting_ends,
    proposal,
    served_up_to,
)

TODAY = date(2026, 11, 22)
OLD = date(2023, 11, 22)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Facts(date(2023, 11, 23)), Proposal(Fate.SERVES)),
        (Facts(OLD), Proposal(Fate.ERASE)),
        (Facts(OLD, unfinished=True), Proposal(Fate.HELD)),
        (Facts(OLD, held=True), Proposal(Fate.HELD)),
        (Facts(OLD, held_until=date(2026, 11, 23)), Proposal(Fate.HELD)),
        (Facts(OLD, held_until=TODAY), Proposal(Fate.ERASE)),
        (Facts(OLD, date(2022, 3, 1)), Proposal(Fate.ARCHIVE, date(2027, 3, 1))),
        (Facts(OLD, date(2021, 11, 22)), Proposal(Fate.ERASE)),
    ],
)
def test_a_file_serves_then_is_archived_then_erased(facts: Facts, expected: Proposal) -> None:
    assert proposal(facts, Terms(), TODAY) == expected


def test_the_shop_may_keep_files_for_less() -> None:
    assert proposal(Facts(date(2025, 11, 22)), Terms(file_years=1), TODAY).fate is Fate.ERASE


def test_days_that_do_not_exist_every_year_are_cut() -> None:
    assert served_up_to(date(2024, 2, 29), Terms()) == date(2021, 2, 28)


def test_documents_are_kept_ten_years_from_the_end_of_their_year() -> None:
    assert accounting_ends(date(2026, 3, 4), Terms()) == date(2036, 12, 31)


def test_one_month_to_answer_two_more_when_told_in_time() -> None:
    received = date(2026, 1, 31)
    assert due(received) == date(2026, 2, 28)
    assert due(received, extended=True) == date(2026, 4, 30)
    assert may_extend(received, date(2026, 2, 28))
    assert not may_extend(received, date(2026, 3, 1))
