"""Days as people and software write them: whole, or a birthday's day and month alone."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from models.rules.folding import fold


class Birthday(NamedTuple):
    """A birthday; any part may be unknown."""

    day: int | None = None
    month: int | None = None
    year: int | None = None


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin jun june",
            "juillet juil jul july",
            "aout aou august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2})?.*$")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NO_YEAR = re.compile(r"--(\d{1,2})-(\d{1,2})")
_LONGEST_SERIAL = 5
"""Figures of the day a spreadsheet counts from 1900; longer ones are no day."""
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?[-/.]?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_NOTHING = re.compile(r"[0/.\- ]*")
_EXCEL_EPOCH = date(1899, 12, 30)
_NO_YEAR_MARKS = (1, 1604)
"""Years that stand for « no year »: Apple writes 1604."""


@lru_cache(maxsize=65536)
def read_birthday(text: str, *, day_first: bool = True, this_year: int) -> Birthday | None:
    """The birthday a cell says, an empty one for « 00/00/0000 »; None when it says none.

    A year in two digits is the latest that is not after `this_year`.
    """
    text = _TIME.sub("", text.strip())
    if _NOTHING.fullmatch(text):
        return Birthday()
    found = _from_figures(text, day_first, this_year) or _from_words(fold(text), this_year)
    return found if found is not None and _exists(found, this_year) else None


def read_day(text: str, *, day_first: bool = True, this_year: int) -> date | None:
    """A whole day; a month or a year alone is its first day. None when it says none."""
    found = read_birthday(text, day_first=day_first, this_year=this_year)
    if found is None or found.year is None:
        return None
    return date(found.year, found.month or 1, found.day or 1)


def month_comes_first(samples: list[str]) -> bool:
    """Whether a column writes 04/23/1975: some second number is above 12, no first one is."""
    parts = [match for text in samples if (match := _NUMBERS.match(text.strip()))]
    first = any(int(match[1]) > 12 for match in parts)
    second = any(int(match[2]) > 12 for match in parts)
    return second and not first


def _from_figures(text: str, day_first: bool, this_year: int) -> Birthday | None:
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return Birthday(int(match[3]), int(match[2]), _year(match[1], this_year))
    if match := _NO_YEAR.fullmatch(text):
        return Birthday(int(match[2]), int(match[1]))
    if match := _MONTH_YEAR.fullmatch(text):
        return Birthday(None, int(match[1]), int(match[2]))
    if match := _NUMBERS.fullmatch(text):
        day, month = (match[1], match[2]) if day_first else (match[2], match[1])
        return Birthday(int(day), int(month), _year(match[3], this_year))
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST_SERIAL:
        return _from_number(int(text), this_year)
    return None


def _from_number(number: int, this_year: int) -> Birthday | None:
    """A year, or the number of days a spreadsheet shows for a day it lost the format of."""
    if 1880 <= number <= this_year:
        return Birthday(year=number)
    if 4_000 <= number <= 80_000:
        day = _EXCEL_EPOCH + timedelta(days=number)
        return Birthday(day.day, day.month, day.year)
    return None


def _from_words(folded: str, this_year: int) -> Birthday | None:
    """« 14 mars 1975 », « 1er mai », « March 14, 1975 », « mars 1975 »."""
    month, numbers = None, []
    for word in folded.split():
        figures = word.removesuffix("er").removesuffix("th").removesuffix("st")
        if word in _MONTHS and month is None:
            month = _MONTHS[word]
        elif figures.isascii() and figures.isdigit() and len(figures) <= 4:
            numbers.append(figures)
        elif word not in ("le", "of", "the") and not _is_weekday(word):
            return None
    if month is None or not 1 <= len(numbers) <= 2:
        return None
    if len(numbers) == 1 and len(numbers[0]) == 4:
        return Birthday(None, month, int(numbers[0]))
    year = _year(numbers[1], this_year) if len(numbers) == 2 else None
    return Birthday(int(numbers[0]), month, year)


def _is_weekday(word: str) -> bool:
    return word in "lundi mardi mercredi jeudi vendredi samedi dimanche".split()


def _year(text: str | None, this_year: int) -> int | None:
    if text is None:
        return None
    year = int(text)
    if len(text) == 4:
        return None if year in _NO_YEAR_MARKS else year
    century = this_year - this_year % 100
    return century + year if century + year <= this_year else century - 100 + year


def _exists(found: Birthday, this_year: int) -> bool:
    if found.year is not None and not 1880 <= found.year <= this_year:
        return False
    try:
        date(found.year or 2000, found.month or 1, found.day or 1)
    except ValueError:
        return False
    return True
