"""French number plates of both systems, and vehicle identification numbers. Pure.

The system in force since 2009 (SIV) writes AB-123-CD, without I, O and U (arrêté du 9 février
2009); the one before (FNI) 123 ABC 75, its department last, 2A and 2B for Corsica.
"""

import re
from enum import StrEnum

_SIV = re.compile(r"([A-HJ-NP-TV-Z]{2})(\d{3})([A-HJ-NP-TV-Z]{2})")
_WRITTEN = re.compile(r"[A-HJ-NP-TV-Z]{2}-\d{3}-[A-HJ-NP-TV-Z]{2}")
_FNI = re.compile(r"(\d{1,4})([A-Z]{1,3})(\d{2}|2[AB]|97\d)")
_SEPARATORS = re.compile(r"[\s\-.·_]+")
_VIN_VALUES = dict(
    zip("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", "012345678912345678123457923456789", strict=True)
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_LENGTH = 17


class VinRemark(StrEnum):
    """What is unusual in a VIN."""

    LENGTH = "length"
    LETTERS = "letters"
    CHECK = "check"


def plate(text: str) -> str:
    """A plate as it is written: « ab123cd » → « AB-123-CD », « 123abc2a » → « 123 ABC 2A ».

    Any other, a foreign one, in capitals with its own separators.
    """
    if _WRITTEN.fullmatch(text):
        return text
    bare = _SEPARATORS.sub("", text.upper())
    if parts := _SIV.fullmatch(bare):
        return "-".join(parts.groups())
    if parts := _FNI.fullmatch(bare):
        return " ".join(parts.groups())
    return " ".join(text.upper().split())


def vin(text: str) -> str:
    """A VIN in capitals, without spaces or dashes."""
    if text.isascii() and text.isalnum() and text.isupper():
        return text
    return _SEPARATORS.sub("", text.upper())


def vin_remark(text: str) -> VinRemark | None:
    """What is unusual in a VIN (ISO 3779), None when nothing is.

    The check digit (49 CFR 565.15) binds in North America only: most European makers leave the
    ninth place to something else, so that a wrong one is never an error.
    """
    number = vin(text)
    if len(number) != _VIN_LENGTH:
        return VinRemark.LENGTH
    if any(sign not in _VIN_VALUES for sign in number):
        return VinRemark.LETTERS
    pairs = zip(number, _VIN_WEIGHTS, strict=True)
    rest = sum(int(_VIN_VALUES[sign]) * weight for sign, weight in pairs) % 11
    return None if number[8] == "0123456789X"[rest] else VinRemark.CHECK
