"""What people type in one line: days, money, units, names. Pure: the day is an argument."""

import re
from datetime import date, timedelta

from models.rules.folding import fold
from models.rules.trust.months import last_day_of_month

_WEEKDAYS = {
    name: number
    for names in (
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        ("lun", "mar", "mer", "jeu", "ven", "sam", "dim"),
        ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    )
    for number, name in enumerate(names)
}
_NEAR = {
    "aujourd hui": 0,
    "aujourdhui": 0,
    "auj": 0,
    "today": 0,
    "hier": -1,
    "yesterday": -1,
    "avant hier": -2,
    "avanthier": -2,
    "demain": 1,
    "tomorrow": 1,
    "apres demain": 2,
    "apresdemain": 2,
}
_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_RELATIVE = re.compile(r"([+-])\s?(\d{1,3})\s?(?:j|d|jours?|days?)?")
_SPAN = re.compile(
    r"(?:(il y a|dans|in|d ici) )?(un|une|a|an|\d{1,3}) "
    r"(jour|day|semaine|week|mois|month|an|annee|year)s?(?: (ago))?"
)
_UNITS = {
    **dict.fromkeys(("jour", "day"), "day"),
    **dict.fromkeys(("semaine", "week"), "week"),
    **dict.fromkeys(("mois", "month"), "month"),
    **dict.fromkeys(("an", "annee", "year"), "year"),
}
_MOST_DIGITS = 9
_AMOUNT = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?")


def read_day(text: str, today: date, *, ahead: bool = False) -> date | None:
    """The day meant by « hier », « lundi », « 12/10 », « 12/10/2026 », « -3 », « il y a 3 jours »,
    « dans un an »; None when unclear.

    A day without a year, or a weekday, is the nearest one up to today; with `ahead`, the nearest
    one from today on.
    """
    typed = text.strip().lower()
    if match := _ISO.fullmatch(typed):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _RELATIVE.fullmatch(typed):
        return today + timedelta(days=int(match[1] + match[2]))
    if match := _DAY.fullmatch(typed):
        return _numbered(match, today, ahead)
    words = fold(typed)
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    if match := _SPAN.fullmatch(words):
        return _span(match, today)
    for joiner in (" prochain", " dernier", "next ", "last "):
        words = words.replace(joiner, "")
    if words in _WEEKDAYS:
        return _weekday(_WEEKDAYS[words], today, ahead)
    return None


def _numbered(match: re.Match[str], today: date, ahead: bool) -> date | None:
    day, month = int(match[1]), int(match[2])
    if match[3]:
        year = int(match[3])
        return _date(year if year > 99 else 2000 + year, month, day)
    years = range(today.year, today.year + 9) if ahead else range(today.year, today.year - 9, -1)
    found = (_date(year, month, day) for year in years)
    return next((d for d in found if d and (d >= today if ahead else d <= today)), None)


def _span(match: re.Match[str], today: date) -> date | None:
    """« il y a 3 jours », « dans 2 mois », « in a year », « a week ago »; None for « 3 jours »."""
    backward = match[1] == "il y a" or match[4] == "ago"
    if not backward and not match[1]:
        return None
    count = int(match[2]) if match[2].isdigit() else 1
    unit, sign = _UNITS[match[3]], -1 if backward else 1
    if unit in ("day", "week"):
        return today + timedelta(days=sign * count * (7 if unit == "week" else 1))
    months = today.year * 12 + today.month - 1 + sign * count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(today.day, last_day_of_month(year, month)))


def _weekday(wanted: int, today: date, ahead: bool) -> date:
    if ahead:
        return today + timedelta(days=(wanted - today.weekday()) % 7 or 7)
    return today - timedelta(days=(today.weekday() - wanted) % 7 or 7)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_hundredths(text: str) -> int:
    """« 12,50 », « 12.5 € », « 3 » in hundredths (cents, centi-units); raises ValueError."""
    typed = re.sub(r"[\s\u00a0\u202f€]", "", text)
    match = _AMOUNT.fullmatch(typed)
    if match is None:
        raise ValueError(text)
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


def read_count(text: str) -> int:
    """A whole number of nine digits at most; raises ValueError."""
    typed = text.strip()
    if not (typed.isdecimal() and len(typed) <= _MOST_DIGITS):
        raise ValueError(text)
    return int(typed)


def split_name(text: str) -> tuple[str, str]:
    """(first name, last name) from a name typed in one go.

    Words in capitals are the last name; otherwise the first word is the first name, and a
    single word is a last name.
    """
    words = text.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if capitals and len(capitals) < len(words):
        first = " ".join(word for word in words if word not in capitals)
        return first, " ".join(_named(word) for word in capitals)
    if len(words) < 2:
        return "", _named(text.strip())
    return _named(words[0]), " ".join(_named(word) for word in words[1:])


def _named(word: str) -> str:
    """A name typed without care gets its capital: « durand » → « Durand »."""
    if not (word.islower() or word.isupper()):
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word.lower())


def read_birthday(text: str) -> tuple[int | None, int | None, int | None] | None:
    """(day, month, year) from « 12/10 », « 12/10/1980 », « 1980 » or nothing; None when unclear."""
    typed = text.strip()
    if not typed:
        return None, None, None
    if re.fullmatch(r"\d{4}", typed):
        return None, None, int(typed)
    match = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}))?", typed)
    if match is None:
        return None
    day, month = int(match[1]), int(match[2])
    year = int(match[3]) if match[3] else None
    return (day, month, year) if _date(year or 2000, month, day) else None
