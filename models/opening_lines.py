"""The shop's own lines to open a conversation with somebody not known yet: about them, not us."""

import random
import re
from collections.abc import Sequence

from models import settings
from models.actor import Actor
from models.catalogue import book_trade
from models.changes import Changes, changed
from models.database import writing
from models.errors import Refused
from models.i18n import _, language
from models.rules.folding import clean_text, fold
from models.team import Right, require

_SETTING = "opening_lines"
_LONGEST, _MOST = 200, 40
_NEVER = (
    *("puis je vous aider", "je peux vous aider", "je peux vous renseigner"),
    *("puis je vous renseigner", "besoin d aide", "vous desirez", "can i help", "may i help"),
)
"""What makes people answer « non merci »."""

_BEFORE_MARK = re.compile(r" (?=[?!;:»])")
"""Typed as a plain space, and a field forgets which it was."""


def opening_lines() -> tuple[str, ...]:
    """The shop's lines, or those of its trade until it has its own."""
    own = settings.latest(_SETTING).get("lines", ())
    return tuple(own) or book_trade().opening_lines[language()]


def opening_line(client_id: int) -> str:
    """The line proposed for a client: the same each time one looks at them."""
    return random.Random(client_id).choice(opening_lines())


def set_opening_lines(actor: Actor, lines: Sequence[str]) -> Changes:
    """Keep the shop's lines, empty ones left out; without any, the trade's come back.

    Raises Refused, naming the line, for one that offers help instead of taking an interest.
    """
    typed = [text for line in lines if (text := clean_text(line, _LONGEST))]
    kept = [_BEFORE_MARK.sub("\u00a0", line) for line in typed][:_MOST]
    for line in kept:
        if any(words in fold(line) for words in _NEVER):
            raise Refused(
                _(
                    "«\u00a0{line}\u00a0» appelle un «\u00a0non merci\u00a0». "
                    "Intéressez-vous d’abord à la personne."
                ).format(line=line)
            )
    with writing():
        require(actor, Right.SET_UP)
        settings.insert(actor, _SETTING, {"lines": kept})
    return changed("settings")
