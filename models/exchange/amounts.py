"""Amounts of money as billing software writes them, in integer cents."""

import re
from decimal import ROUND_HALF_UP, Decimal

_AROUND = re.compile(r"\s*(?:€|eur(?:os?)?|\$|£|chf)\s*", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d+,\d{1,2}|\d+,\d{4,}|0,\d{3}")
_POINT = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d*\.\d+|\d{1,3}(?:,\d{3}){2,}|\d+\.?")
_MINUS = str.maketrans({"−": "-", "–": "-", "\N{NON-BREAKING HYPHEN}": "-"})
_MOST = 10**11


def read_cents(text: str) -> int | None:
    """« 1 234,56 € » → 123456, « 1,234.56 » too, « -45,00 », « 45,00- » and « (45,00) » → -4500.

    More than two decimals are rounded. None when it is no amount, or when « 1,234 » may be read
    two ways.
    """
    plain = _AROUND.sub("", text.translate(_MINUS).strip())
    inside = plain.strip("()")
    negative = plain != inside or "-" in (inside[:1], inside[-1:])
    figures = _THOUSANDS.sub("", inside.strip("+- \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"))
    if not figures.isascii():
        return None
    if _COMMA.fullmatch(figures):
        figures = figures.replace(".", "").replace(",", ".")
    elif _POINT.fullmatch(figures):
        figures = figures.replace(",", "")
    else:
        return None
    if Decimal(figures) >= _MOST:  # also what is too long to be rounded
        return None
    cents = int((Decimal(figures) * 100).quantize(Decimal(1), ROUND_HALF_UP))
    if cents >= _MOST:
        return None
    return -cents if negative else cents
