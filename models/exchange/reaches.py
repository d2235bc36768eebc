"""Phones and e-mails as they come: made readable when they are understood, kept as typed if not."""

import re
from functools import lru_cache

from models.client_drafts import ReachDraft
from models.i18n import _

_PAIR = r"[ .\-/]?(\d\d)"
_FRENCH = re.compile(rf"(?:(?:\+|00) ?33 ?(?:\(0\) ?|0 ?)?|0)([1-9]){_PAIR * 4}")
_OVERSEAS = re.compile(r"(?:\+|00) ?(?:262|590|594|596) ?(?:\(0\) ?|0 ?)?([1-9](?:[ .\-/]?\d){8})")
_MANY = re.compile(r"\s*(?::::|[;,|\n]|\bou\b|\bet\b|(?<=\d\d)\s*/\s*(?=[+0]))\s*")
_DIALLED = re.compile(r"[+\d][\d .\-/()]+")
_DIGIT = re.compile(r"\d")
_WITH_WORDS = re.compile(r"([+\d][\d .\-/()]{7,}\d)\s*[(:\-,]?\s*([^\d()]{2,40}?)\s*\)?")
_PLAIN_EMAIL = re.compile(r"[^\W_][\w.+\-]*@([a-z0-9](?:[a-z0-9\-]*[a-z0-9])?(?:\.[a-z0-9\-]+)+)")
_COMMON_DOMAIN = re.compile(r"[a-z0-9]{1,40}(?:-[a-z0-9]{1,20})?\.(?:fr|com|net|org|eu|be|ch)")
_SPACED = re.compile(r"\s+")
_MANY_EMAILS = re.compile(r"\s*(?::::|[;,|\n]|\s/\s)\s*|\s+(?=\S+@)")
_MAILBOX = re.compile(r".*<([^<>\s]+@[^<>\s]+)>")


def split_phones(cell: str) -> list[str]:
    """« 06 12 34 56 78 ::: 04 75 … », « 0475… / 0612… » → each number."""
    if len(cell) < 15:
        return [cell]
    parts = [part for part in _MANY.split(cell) if part]
    numbers = [part for part in parts if len(_DIGIT.findall(part)) >= 6]
    return parts if len(numbers) == len(parts) else [cell]


def split_emails(cell: str) -> list[str]:
    """« a@x.fr ; b@x.fr » → each address."""
    if cell.count("@") < 2:
        return [cell]
    return [part for part in _MANY_EMAILS.split(cell) if part]


def take_words(text: str) -> tuple[str, str]:
    """« 06 12 34 56 78 (soir) » → (« 06 12 34 56 78 », « soir »)."""
    found = _WITH_WORDS.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")


def plain_phone(cell: str, region: str) -> str:
    """The only French number of a cell without other words, as it is shown; else ""."""
    found = _FRENCH.fullmatch(cell) if region == "FR" and "/" not in cell else None
    return "0{} {} {} {} {}".format(*found.groups()) if found else ""


def read_phone(text: str, region: str) -> tuple[str, str]:
    """(the number as it is shown, what to say about it or "").

    French numbers, overseas ones included, are shown as they are dialled from France; others with
    their country's prefix. A number that cannot be understood stays as typed.
    """
    if region == "FR":
        if french := _FRENCH.fullmatch(text):
            return "0{} {} {} {} {}".format(*french.groups()), ""
        if overseas := _OVERSEAS.fullmatch(text):
            digits = "0" + "".join(_DIGIT.findall(overseas[1]))
            return " ".join(digits[at : at + 2] for at in range(0, 10, 2)), ""
    return _read_foreign(text, region)


def _read_foreign(text: str, region: str) -> tuple[str, str]:
    import phonenumbers

    if not _DIALLED.fullmatch(text):
        return text, _odd_phone(text)
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return text, _odd_phone(text)
    if not phonenumbers.is_valid_number(number):
        return text, _odd_phone(text)
    home = phonenumbers.country_code_for_region(region)
    style = phonenumbers.PhoneNumberFormat
    shown = style.NATIONAL if number.country_code == home else style.INTERNATIONAL
    return phonenumbers.format_number(number, shown), ""


def _odd_phone(text: str) -> str:
    return _("Numéro de téléphone à vérifier : « {text} », gardé tel quel.").format(text=text)


def read_email(text: str) -> tuple[str, str]:
    """(the address, what to say about it or ""); a doubtful one is kept as typed."""
    mailbox = _MAILBOX.fullmatch(text) if "<" in text else None
    text = (mailbox[1] if mailbox else text).removeprefix("mailto:")
    plain = _PLAIN_EMAIL.fullmatch(text.lower())
    if plain and ".." not in text and _is_domain(plain[1]):
        return text, ""
    return text, "" if _is_email(text) else _odd_email(text)


@lru_cache(maxsize=8192)
def _is_domain(domain: str) -> bool:
    return bool(_COMMON_DOMAIN.fullmatch(domain)) or _is_email(f"a@{domain}")


def _is_email(text: str) -> bool:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _odd_email(text: str) -> str:
    return _("Adresse e-mail à vérifier : « {text} », gardée telle quelle.").format(text=text)


def distinct(reaches: list[ReachDraft]) -> tuple[ReachDraft, ...]:
    """Each way to reach once, by its key, the first seen kept."""
    if len(reaches) > 1 and len({(reach.channel, reach.key) for reach in reaches}) < len(reaches):
        reaches = list({(reach.channel, reach.key): reach for reach in reversed(reaches)}.values())
        reaches.reverse()
    return tuple(reaches)
