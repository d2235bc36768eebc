"""The trades: data files checked when they are read."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from models import catalogue
from models.books import BookDraft, create_book
from models.catalogue import FAMILIES, TRADES, read_trade, trades
from models.i18n import LANGUAGES, use_language
from models.settings import Shop

GARAGE = json.loads((TRADES / "garage.json").read_text(encoding="utf-8"))
# The weights of the usual attentions, in centi-units, whatever the trade.
USUAL = {
    "first-impression": 300,
    "smile": 100,
    "listening": 200,
    "advice": 300,
    "thanks": 200,
    "news": 200,
    "beyond": 800,
    "gesture": 500,
    "trust": 500,
    "follow-up": 300,
    "preference": 200,
}
INTRUSIVE = re.compile(r"aider|renseigner|\bhelp\b|looking for", re.IGNORECASE)
WRONG_TYPING = re.compile(r"'|(?<=\w) [:;?!»]|« ")


def all_texts(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [text for value in node.values() for text in all_texts(value)]
    if isinstance(node, list):
        return [text for value in node for text in all_texts(value)]
    return [node] if isinstance(node, str) else []


def test_five_trades_are_known() -> None:
    assert set(trades()) == {"artisan", "garage", "hairdresser", "restaurant", "shop"}


@pytest.mark.parametrize("code", sorted(trades()))
class TestEachTrade:
    def test_the_usual_attentions_have_their_weights(self, code: str) -> None:
        weights = {
            kind.code: kind.weight
            for kind, _texts in trades()[code].kinds
            if kind.family == "attention"
        }
        assert weights.items() >= USUAL.items()

    def test_each_family_offers_a_choice(self, code: str) -> None:
        families = [kind.family for kind, _texts in trades()[code].kinds]
        assert all(families.count(family) >= 3 for family in FAMILIES)

    def test_incidents_of_every_severity_exist(self, code: str) -> None:
        severities = {kind.severity for kind, _t in trades()[code].kinds if kind.severity}
        assert severities == {"minor", "notable", "serious"}

    def test_opening_lines_speak_of_the_person_and_offer_no_help(self, code: str) -> None:
        for language in LANGUAGES:
            lines = trades()[code].opening_lines[language]
            assert len(lines) == len(set(lines)) >= 8
            assert [line for line in lines if INTRUSIVE.search(line)] == []

    def test_both_languages_have_as_many_opening_lines(self, code: str) -> None:
        assert len({len(lines) for lines in trades()[code].opening_lines.values()}) == 1

    def test_its_texts_are_typed_as_french_is(self, code: str) -> None:
        texts = all_texts(json.loads((TRADES / f"{code}.json").read_text(encoding="utf-8")))
        assert [text for text in texts if WRONG_TYPING.search(text)] == []

    def test_no_two_kinds_of_a_family_read_alike(self, code: str) -> None:
        for language in LANGUAGES:
            read = [(kind.family, texts[language]) for kind, texts in trades()[code].kinds]
            assert len(read) == len(set(read))

    def test_a_book_of_that_trade_has_its_catalogue(self, code: str, tmp_path: Path, today) -> None:
        book = create_book(tmp_path / "x.livre", BookDraft(Shop("Chez Nous"), code), today)
        use_language("en")
        try:
            assert catalogue.book_trade().code == code
            assert catalogue.weight_of("beyond") == 800
            labels = [kind.label for kind in catalogue.kinds("visit")]
            assert "Came by with a question" in labels or all(
                label[0].isupper() for label in labels
            )
        finally:
            book.close()


def broken(change: str) -> dict[str, Any]:
    """The garage's file with one fault."""
    data = deepcopy(GARAGE)
    if change == "no visits":
        del data["visits"]
    elif change == "twice the same code":
        data["incidents"].append(data["incidents"][0])
    elif change == "unknown severity":
        data["incidents"][0]["severity"] = "grave"
    elif change == "units with a comma":
        data["attentions"][0]["units"] = "1,5"
    elif change == "no English":
        del data["assets"][0]["en"]
    elif change == "an empty label":
        data["contacts"][0]["fr"] = ""
    elif change == "no opening line":
        data["opening_lines"]["en"] = []
    elif change == "another name":
        data["code"] = "workshop"
    elif change == "a list":
        data = {"code": "garage", "name": []}
    return data


@pytest.mark.parametrize(
    "change",
    [
        "no visits",
        "twice the same code",
        "unknown severity",
        "units with a comma",
        "no English",
        "an empty label",
        "no opening line",
        "another name",
        "a list",
    ],
)
def test_a_broken_trade_file_is_refused_by_its_name(change: str, tmp_path: Path) -> None:
    file = tmp_path / "garage.json"
    file.write_text(json.dumps(broken(change)), encoding="utf-8")
    with pytest.raises(ValueError, match=r"garage\.json"):
        read_trade(file)


def test_a_trade_file_that_is_no_json_is_refused_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "garage.json"
    file.write_text('{"code": "garage",', encoding="utf-8")
    with pytest.raises(ValueError, match=r"garage\.json"):
        read_trade(file)


def test_a_sound_trade_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "garage.json"
    file.write_text(json.dumps(GARAGE), encoding="utf-8")
    assert read_trade(file) == trades()["garage"]
