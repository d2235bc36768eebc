"""Telling a document's number (« FA-2026-377 ») from words that may name somebody. Pure."""

import re

_LONGEST = 24
_CAPITALS = 4
_WORDS = frozenset("facture fact avoir ticket devis bon note reçu recu commande invoice n".split())
_ALLOWED = re.compile(r"[^\W_]+(?:[ .:#°º/_\-]+[^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_APART = re.compile(r"[^A-Z0-9]")
_PHONE = re.compile(r"(?:0|(?:00)?33)[1-9]\d{8}")
_PLATE = re.compile(r"[A-Z]{2}\d{3}[A-Z]{2}|\d{1,4}[A-Z]{1,3}(?:\d{2}|2[AB]|97\d)")
_ACCOUNT = re.compile(r"[1-9][0-9A-Z]{0,11}")


def document_number(text: str) -> str:
    """The text when it is but a number, perhaps after « facture » or a few capitals; else "".

    Phone numbers and number plates are no document's.
    """
    text = text.strip()
    if len(text) > _LONGEST or not _ALLOWED.fullmatch(text):
        return ""
    words = _LETTERS.findall(text)
    bare = _APART.sub("", text.upper())
    telling = not any(char.isdigit() for char in text) or not all(map(_is_plain, words))
    if telling or _PHONE.fullmatch(bare) or _PLATE.fullmatch(bare):
        return ""
    return text


def account_code(text: str | None) -> str | None:
    """The code of an account, a class from 1 on then digits or capitals; None for other texts."""
    return text if text and _ACCOUNT.fullmatch(text) else None


def _is_plain(word: str) -> bool:
    return word.lower() in _WORDS or (len(word) <= _CAPITALS and word.isupper())
