"""Reading what is typed in a composer: a number, first letters, or everything in one go."""

import pytest

from ui.widgets.composer_data import Choice, Composed, by_number, matching, split_kind

KINDS = (
    Choice("welcome", "Accueil", "3"),
    Choice("smile", "Sourire, bon mot", "1"),
    Choice("listening", "Écoute et reformulation", "2"),
    Choice("advice", "Conseil sans vendre", "3"),
    Choice("beyond", "Service rendu au-delà", "8"),
    Choice("trust", "Confiance accordée", "5"),
)
MANY = tuple(Choice(str(at), f"Genre {at}") for at in range(1, 13))


def _codes(typed: str) -> list[str]:
    return [choice.code for choice in matching(KINDS, typed)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["welcome", "smile", "listening", "advice", "beyond", "trust"]),
        ("con", ["advice", "trust"]),
        ("eco", ["listening"]),
        ("ÉC", ["listening"]),
        ("service r", ["beyond"]),
        ("rendu", ["beyond"]),
        ("s", ["smile", "beyond", "advice"]),
        ("zz", []),
    ],
)
def test_kinds_are_found_by_first_letters_accents_or_not(typed: str, found: list[str]) -> None:
    assert _codes(typed) == found


@pytest.mark.parametrize(
    ("typed", "code"),
    [("1", "1"), ("", None), ("0", None), ("13", None), ("12", "12"), ("2", "2"), ("a", None)],
)
def test_a_number_chooses_as_soon_as_no_longer_number_can_follow(
    typed: str, code: str | None
) -> None:
    found = by_number(MANY, typed)
    expected = None if typed == "1" else code
    assert (found.code if found else None) == expected


def test_a_lone_figure_chooses_when_there_are_less_than_ten_kinds() -> None:
    found = by_number(KINDS, "1")
    assert found is not None
    assert found.code == "welcome"


@pytest.mark.parametrize(
    ("typed", "kind", "rest"),
    [
        ("serv ramenée devant la porte", "beyond", "ramenée devant la porte"),
        ("service rendu clé dans la boîte", "beyond", "clé dans la boîte"),
        ("conf payé le lendemain", "trust", "payé le lendemain"),
        ("1 bienvenue", "welcome", "bienvenue"),
        ("5clé dans la boîte", "beyond", "clé dans la boîte"),
    ],
)
def test_a_kind_and_its_text_can_be_typed_in_one_go(typed: str, kind: str, rest: str) -> None:
    split = split_kind(KINDS, typed)
    assert split is not None
    assert (split[0].code, split[1]) == (kind, rest)


@pytest.mark.parametrize(
    "typed", ["serv", "service rendu", "service ", "zz zz", "", "1", "1 ", "99 mots", "0x"]
)
def test_nothing_is_decided_while_the_kind_is_being_typed(typed: str) -> None:
    assert split_kind(KINDS, typed) is None


def test_a_value_left_empty_has_a_default() -> None:
    composed = Composed("attention", "trust", "", (("cost", 1200),))
    assert composed.value("cost") == 1200
    assert composed.value("date") is None
    assert composed.day("cost") is None
