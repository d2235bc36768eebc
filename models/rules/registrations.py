"""Numbers a French shop is registered under: SIRET and VAT. Pure: what is wrong, in one word."""

from enum import StrEnum

_LA_POSTE = "356000000"
_LA_POSTE_SEAT = "35600000000048"
# Letters of a new-style VAT key: neither I nor O, which look like digits.
_KEY_LETTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class Fault(StrEnum):
    """What is wrong with a number."""

    FORM = "form"
    LENGTH = "length"
    CHECKSUM = "checksum"


def compact(text: str) -> str:
    """The number without the spaces, dots and dashes it is written with, in capitals."""
    return "".join(text.upper().split()).translate({ord(mark): None for mark in ".-/"})


def siret_fault(text: str) -> Fault | None:
    """What is wrong with a SIRET (14 digits), None when it is well formed.

    Luhn over the whole and over its SIREN; La Poste's offices, too many for Luhn, have digits
    whose sum is a multiple of 5 (INSEE).
    """
    number = compact(text)
    if not _is_digits(number):
        return Fault.FORM
    if len(number) != 14:
        return Fault.LENGTH
    if number.startswith(_LA_POSTE) and number != _LA_POSTE_SEAT:
        sound = sum(map(int, number)) % 5 == 0
    else:
        sound = _luhn(number)
    return None if sound and _luhn(number[:9]) else Fault.CHECKSUM


def vat_fault(text: str) -> Fault | None:
    """What is wrong with a French VAT number (FR, two of key, the SIREN), None when well formed."""
    number = compact(text)
    if not number.startswith("FR"):
        return Fault.FORM
    key, siren = number[2:4], number[4:]
    if len(number) != 13:
        return Fault.LENGTH
    if not _is_digits(siren) or any(letter not in _KEY_LETTERS for letter in key):
        return Fault.FORM
    if not siren.startswith("000") and not _luhn(siren):  # 000: Monaco, no SIREN
        return Fault.CHECKSUM
    return None if _key_fits(key, siren) else Fault.CHECKSUM


def vat_of(siret: str) -> str:
    """The VAT number that goes with a well-formed SIRET: « FR83404833048 »."""
    siren = compact(siret)[:9]
    return f"FR{int(siren + '12') % 97:02d}{siren}"


def siret_shown(text: str) -> str:
    """A SIRET as it is written: « 404 833 048 00022 »."""
    number = compact(text)
    return f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}"


def _key_fits(key: str, siren: str) -> bool:
    """The two keys in use: digits, or with one letter at least (BOFiP)."""
    if _is_digits(key):
        return int(key) == int(siren + "12") % 97
    first, second = (_KEY_LETTERS.index(letter) for letter in key)
    check = first * 24 + second - 10 if key[0].isdigit() else first * 34 + second - 100
    return (int(siren) + 1 + check // 11) % 11 == check % 11


def _luhn(number: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
