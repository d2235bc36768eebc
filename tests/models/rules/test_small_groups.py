"""Groups of few people are told together, and a document's number is told from a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.document_numbers import account_code, document_number
from models.rules.small_groups import LEAST, grouped, many, small


def test_two_small_groups_are_one() -> None:
    assert grouped({"solid": 158, "negative": 2, "ruptured": 1}) == {"solid": 158, "other": 3}


def test_a_lone_small_group_takes_the_next_smallest_with_it() -> None:
    assert grouped({"solid": 158, "falling": 28, "ruptured": 1}) == {"solid": 158, "other": 29}


def test_what_is_zero_or_enough_stays_as_it_is() -> None:
    assert grouped({"minor": 0, "notable": 3}) == {"minor": 0, "notable": 3}
    assert [many(count) for count in range(4)] == [0, None, None, 3]


COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9))


@given(COUNTS, COUNTS)
def test_no_column_tells_a_group_of_few(before: dict[str, int], after: dict[str, int]) -> None:
    few = small(before, after)
    for column in (before, after):
        assert all(count == 0 or count >= LEAST for key, count in column.items() if key not in few)
        together = sum(count for key, count in column.items() if key in few)
        others = sum(column.values()) - together
        assert together == 0 or together >= LEAST or others == 0


@pytest.mark.parametrize(
    "text", ["FA-2026-377", "AV 2026/014", "Facture 123", "facture n° 45", "2026.118", "OR-118-B"]
)
def test_a_number_stands(text: str) -> None:
    assert document_number(f" {text} ") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "avoir",
        "avoir Durand 12",
        "DURAND 12",
        "luc 12",
        "06 12 34 56 78",
        "+33612345678",
        "0033 6 12 34 56 78",
        "AB-123-CD",
        "123 ABC 75",
        "zoe@exemple.fr",
        "=1+1",
        "FA-2026-377 pour la panne du 12",
    ],
)
def test_what_may_name_somebody_does_not(text: str) -> None:
    assert document_number(text) == ""


def test_an_account_is_a_code() -> None:
    assert [account_code(text) for text in ("709", "6234A")] == ["709", "6234A"]
    assert [account_code(text) for text in (None, "", "0612345678", "Durand")] == [None] * 4
