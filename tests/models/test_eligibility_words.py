"""A rule read back as one sentence, and its reasons in words."""

from datetime import date

import pytest

from models.database import Book
from models.eligibility_words import missing_words, public_sentence, reason_words, sentence
from models.rules.eligibility import (
    Facts,
    HasTag,
    MeetsAll,
    MeetsAny,
    OwnsAsset,
    Pick,
    Picked,
    Recommended,
    Rule,
    VisitsWithin,
    YearsAtLeast,
    decide,
    granting,
)

OLD, OFTEN, TAG = YearsAtLeast(3), VisitsWithin(2, 12), HasTag("artisan")
SENT, PICKED = Recommended(1), Picked((Pick(7, "voisine de toujours"),))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            MeetsAny((MeetsAll((OLD, OFTEN)), TAG)),
            "client depuis 3 ans au moins, et 2 passages en 12 mois\u00a0; "
            "ou bien étiquette «\u00a0artisan\u00a0»",
        ),
        (
            MeetsAny((TAG, MeetsAll((OLD, OFTEN)))),
            "client depuis 3 ans au moins, et 2 passages en 12 mois\u00a0; "
            "ou bien étiquette «\u00a0artisan\u00a0»",
        ),
        (
            MeetsAll((MeetsAny((OFTEN, SENT)), OLD)),
            "client depuis 3 ans au moins, et soit 2 passages en 12 mois, soit 1 recommandation",
        ),
        (
            MeetsAny((MeetsAll((OLD, MeetsAny((OFTEN, SENT)))), PICKED)),
            "client depuis 3 ans au moins, et soit 2 passages en 12 mois, soit 1 recommandation"
            "\u00a0; ou bien 1 client choisi à la main",
        ),
        (
            MeetsAny((OLD, PICKED)),
            "client depuis 3 ans au moins, ou 1 client choisi à la main",
        ),
        (MeetsAll((MeetsAny((OLD,)),)), "client depuis 3 ans au moins"),
        (MeetsAll(), "tous les clients"),
        (YearsAtLeast(1), "client depuis 1 an au moins"),
        (PICKED, "1 client choisi à la main"),
    ],
)
def test_a_rule_is_read_back_as_one_sentence(rule: Rule, words: str) -> None:
    assert sentence(rule) == words


def test_an_asset_is_told_in_the_words_of_the_catalogue(book: Book) -> None:
    assert sentence(OwnsAsset("vehicle")) == "bien suivi (Véhicule)"


def test_each_reason_says_what_was_found_and_what_is_missing() -> None:
    today = date(2026, 11, 22)
    rule = MeetsAny((OLD, OFTEN, SENT, TAG, PICKED))
    little = decide(rule, Facts(1, today, date(2025, 1, 1), (date(2026, 1, 1),)))
    assert [reason_words(reason) for reason in little.reasons] == [
        "client depuis 1 an, il en faut 3",
        "1 passage en 12 mois, il en faut 2",
        "0 recommandation, il en faut 1",
        "sans l’étiquette «\u00a0artisan\u00a0»",
        "non choisi à la main",
    ]
    much = Facts(
        7, today, date(2020, 1, 1), (today, today), referrals=2, tags=frozenset({"artisan"})
    )
    assert [reason_words(reason) for reason in decide(rule, much).reasons] == [
        "client depuis 6 ans",
        "2 passages en 12 mois",
        "2 recommandations",
        "étiquette «\u00a0artisan\u00a0»",
        "choisi à la main\u00a0: voisine de toujours",
    ]


def test_what_the_relation_lacks_is_only_what_would_open_the_right() -> None:
    little = Facts(1, date(2026, 11, 22), date(2025, 1, 1), tags=frozenset({"artisan"}))
    years, sent = "client depuis 1 an, il en faut 3", "0 recommandation, il en faut 1"
    assert missing_words(MeetsAll((OLD, MeetsAny((TAG, SENT)))), little) == (years,)
    assert missing_words(MeetsAll((OLD, SENT)), little) == (years, sent)
    neighbour = HasTag("voisin")
    assert missing_words(MeetsAny((OLD, neighbour, PICKED)), little) == (
        f"l’un suffit\u00a0: {years}, ou étiquette «\u00a0voisin\u00a0»",
    )
    assert missing_words(MeetsAll((OLD, MeetsAny((SENT, neighbour)))), little) == (
        years,
        f"l’un suffit\u00a0: {sent}, ou étiquette «\u00a0voisin\u00a0»",
    )
    assert missing_words(MeetsAny((OLD, PICKED)), little) == (years,)
    assert missing_words(PICKED, little) == ("non choisi à la main",)
    assert missing_words(TAG, little) == ()


def test_the_reasons_of_a_right_are_those_that_give_it() -> None:
    some = Facts(1, date(2026, 11, 22), date(2020, 1, 1), tags=frozenset({"artisan"}))
    rule = MeetsAny((MeetsAll((OLD, OFTEN)), TAG))  # for years, but not often enough
    assert [reason.condition for reason in granting(rule, some)] == [TAG]


def test_on_the_wall_nobody_is_told_who_was_chosen_by_hand() -> None:
    years = YearsAtLeast(3)
    assert public_sentence(MeetsAny((years, PICKED))) == "client depuis 3 ans au moins"
    assert public_sentence(MeetsAll((years, SENT))) == sentence(MeetsAll((years, SENT)))
    assert public_sentence(MeetsAll(())) == "tous les clients"
    assert public_sentence(MeetsAll((years, TAG))) == (
        "client depuis 3 ans au moins, et client «\u00a0artisan\u00a0»"
    )
    promised = "ceux à qui nous l’avons promis"
    for rule in (PICKED, MeetsAny((PICKED,)), MeetsAll((years, PICKED))):
        assert public_sentence(rule) == promised
    assert public_sentence(MeetsAny((MeetsAll((years, PICKED)), SENT))) == sentence(SENT)
