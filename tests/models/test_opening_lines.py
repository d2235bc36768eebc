"""The shop's opening lines: about the person, never an offer of help."""

import pytest

from models import catalogue, opening_lines, settings
from models.actor import Actor
from models.errors import Refused
from models.opening_lines import opening_line, set_opening_lines


def test_a_new_shop_has_those_of_its_trade(actor: Actor) -> None:
    assert opening_lines.opening_lines() == catalogue.book_trade().opening_lines["fr"]
    assert opening_line(4) == opening_line(4)


def test_the_owner_s_lines_take_their_place_and_none_brings_the_trade_s_back(
    actor: Actor,
) -> None:
    set_opening_lines(actor, ["Vous avez trouvé à vous garer ?", " ", "Il pleut encore ?"])
    assert opening_lines.opening_lines() == (
        "Vous avez trouvé à vous garer\u00a0?",
        "Il pleut encore\u00a0?",
    )
    assert opening_line(1) in opening_lines.opening_lines()
    set_opening_lines(actor, [""])
    assert opening_lines.opening_lines() == catalogue.book_trade().opening_lines["fr"]


@pytest.mark.parametrize(
    "line", ["Puis-je vous aider ?", "Bonjour, je peux vous aider ?", "Can I help you?"]
)
def test_offering_help_is_refused_with_the_line(actor: Actor, line: str) -> None:
    with pytest.raises(Refused, match="non merci"):
        set_opening_lines(actor, ["Il fait beau.", line])
    assert settings.latest("opening_lines") == {}


@pytest.mark.parametrize("trade", catalogue.trades().values(), ids=lambda trade: trade.code)
def test_no_trade_offers_help(actor: Actor, trade: catalogue.Trade) -> None:
    for lines in trade.opening_lines.values():
        set_opening_lines(actor, lines)
