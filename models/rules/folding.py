"""Folding of names and numbers for search and order: one function, used everywhere.

SQLite's LIKE does not fold accents and its ORDER BY puts É after Z; so keys are folded once,
when they are written.
"""

import re
import unicodedata
from functools import lru_cache

_LIGATURES = str.maketrans(
    {
        "œ": "oe",
        "Œ": "oe",
        "æ": "ae",
        "Æ": "ae",
        "ß": "ss",
        "ø": "o",
        "Ø": "o",
        "đ": "d",
        "Đ": "d",
        "ł": "l",
        "Ł": "l",
    }
)
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_DIGIT = re.compile(r"\D+")
_LAST_LATIN = 0x24F
_NEVER_KEPT = "\x7f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def fold(text: str) -> str:
    """Lower case without accents or punctuation, words apart by one space.

    « Hélène N’Diaye-Œuvrard » → « helene n diaye oeuvrard ».
    """
    if text.isascii() and text.isalnum():
        return text.lower()
    latin = text.translate(_LATIN)
    return " ".join(latin.split()) if latin.isascii() else _fold_any(text).strip()


@lru_cache(maxsize=32_768)
def fold_name(text: str) -> str:
    """`fold` for names and towns, which come back often."""
    return fold(text)


def _fold_any(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES)).lower()
    letters = "".join([c for c in plain if not unicodedata.combining(c)])
    return _NOT_WORD.sub(" ", letters)


# What becomes of each Latin letter and of French punctuation, whatever stands beside it.
_LATIN = {ord(c): _fold_any(c) for c in [*map(chr, range(_LAST_LATIN + 1)), *"’‘“”–—…€"]}


def fold_identifier(text: str) -> str:
    """A plate or serial number without separators: « GH-482-KT » → « gh482kt »."""
    bare = text.replace("-", "").replace(" ", "")
    if bare.isascii() and bare.isalnum():
        return bare.lower()
    return fold(text).replace(" ", "")


def sort_key(*parts: str) -> str:
    """A key that orders as a French reader expects: É with E, œ with oe."""
    return " ".join([folded for part in parts if part and (folded := fold_name(part))])


@lru_cache(maxsize=16_384)
def phone_key(text: str) -> str:
    """The digits of a phone, France's prefix brought back to 0: « +33 6 12… » → « 0612… »."""
    digits = text.replace(" ", "")
    if digits.isascii() and digits.isdigit() and not digits.startswith("00"):
        return digits
    digits = _NOT_DIGIT.sub("", text.replace("(0)", ""))
    stripped = text.strip()
    international = stripped.startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("00") if digits.startswith("00") else digits
    if international and digits.startswith("33") and len(digits) >= 11:
        return "0" + digits[2:].removeprefix("0")
    return digits


def clean_text(text: str, limit: int = 2000) -> str:
    """Text fit for any database: no NUL, no lone surrogate, no other control character.

    A NUL breaks PostgreSQL and a lone surrogate breaks SQLite; a pasted mark that turns the way
    of reading would turn the sentences around it too. Cut to `limit` characters.
    """
    if text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text.strip()[:limit]
    kept = (c for c in text if c in "\n\t" or (c >= " " and c not in _NEVER_KEPT))
    safe = "".join(c for c in kept if not "\ud800" <= c <= "\udfff")
    return unicodedata.normalize("NFC", safe).strip()[:limit]


def format_phone(text: str) -> str:
    """A French number in pairs, « 06 39 98 06 33 »; any other text as it was typed."""
    digits = phone_key(text)
    french = len(digits) == 10 and digits.startswith("0")
    if not french or any(c.isalpha() for c in text):
        return text
    return " ".join(digits[at : at + 2] for at in range(0, 10, 2))
