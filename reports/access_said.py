"""How a column of the export is said to a person: the words before it, and its form."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from models.i18n import (
    _,
    format_date,
    format_list,
    format_money,
    format_number,
    format_rate,
    format_units,
)
from reports.access_words import BIRTH, code_words, field_words

Words = Mapping[str, "Said"]
Form = Callable[[Any], str]


def by_type(cell: object) -> str:
    """A cell whose type says how to write it."""
    if isinstance(cell, bool):
        return _("oui") if cell else _("non")
    if isinstance(cell, date):
        return format_date(cell, "short")
    return format_number(cell) if isinstance(cell, int) else str(cell)


@dataclass(frozen=True, slots=True)
class Said:
    """A column: the words before what is in it, if it needs some, and how this is written."""

    words: str = ""
    form: Form = by_type
    colon: bool = True

    def before(self, text: str) -> str:
        """« solde : 12,00 », « noté par Claire Morel »."""
        if not self.colon:
            return f"{self.words} {text}"
        return _("{what}\u00a0: {text}").format(what=self.words, text=text)


BARE = Said()


def units(amount: Decimal) -> str:
    """« 12,00 »."""
    return format_units(int(amount.scaleb(2)), decimals=2)


def moved(amount: Decimal) -> str:
    """« + 2,90 »."""
    return format_units(int(amount.scaleb(2)), decimals=2, signed=True)


def money(amount: Decimal) -> str:
    """« 21,50 € »."""
    return format_money(int(amount.scaleb(2)))


def rate(percent: Decimal) -> str:
    """« 20 % »."""
    return format_rate(int(percent.scaleb(2)))


def km(distance: int) -> str:
    """« 118 000 km »."""
    return _("{km}\u00a0km").format(km=format_number(distance))


def day(at: object) -> str:
    """A day or a moment, as the book's rows give them."""
    return format_date(date.fromisoformat(str(at)[:10]), "short")


DAY = Said("", day)


def on_day(words: str) -> Said:
    """« relevé le 30/12/2025 »."""
    return Said(words, day, colon=False)


def by_whom(words: str) -> Said:
    """« noté par Claire Morel »."""
    return Said(words, colon=False)


def either(yes: str, no: str = "") -> Said:
    """A yes or a no that is said in full, or not at all."""
    return Said("", lambda cell: yes if cell else no)


def code(cell: str) -> str:
    """A word of the export's own, which is French whatever the language."""
    return code_words().get(cell, cell)


CODE = Said("", code)


def merge(before: str) -> str:
    """What a merge changed in a file, of which the export keeps the JSON."""
    labels = field_words() | dict.fromkeys(BIRTH, _("Anniversaire"))
    changed = json.loads(before).get("identity", {})
    texts = (
        _("{what} (avant\u00a0: {old})").format(what=labels[name], old=old or "–")
        for name, (old, _new) in changed.items()
        if name in labels  # not what only serves the search
    )
    return format_list(list(texts))
