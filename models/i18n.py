"""Language of the program: texts (gettext, French msgids), dates, numbers and money.

Texts are translated when they are needed, never at import, so that the language can change
while the program runs. French needs no catalogue: its msgids are its texts; only its plural
rule differs from English (« 0 client », « 1 client », « 2 clients »).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import NamedTuple

from models.rules.rounding import round_half_away

LANGUAGES = ("fr", "en")
_CATALOGUES = Path(__file__).parent / "locale"
_FAR = 300
"""Days from which a day is told with its year."""
_MINUS = "\N{MINUS SIGN}"
_NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


class _FrenchTexts(NullTranslations):
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if abs(n) < 2 else msgid2


class _Speech(NamedTuple):
    """A language and its texts."""

    language: str
    texts: NullTranslations


_program = _Speech("fr", _FrenchTexts())
_paper: ContextVar[_Speech | None] = ContextVar("paper", default=None)


def use_language(language: str) -> None:
    """Make `language` ("fr" or "en") the program's; raises ValueError for any other."""
    global _program
    _program = _speech(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """What this thread writes within the block is in `language`: a paper's, while the screens
    keep theirs. Raises ValueError for a language there is none of."""
    before = _paper.set(_speech(language))
    try:
        yield
    finally:
        _paper.reset(before)


def _speech(language: str) -> _Speech:
    if language not in LANGUAGES:
        raise ValueError(language)
    texts = _FrenchTexts() if language == "fr" else _read_catalogue(language)
    return _Speech(language, texts)


def _spoken() -> _Speech:
    return _paper.get() or _program


@cache
def _read_catalogue(language: str) -> NullTranslations:
    compiled = _CATALOGUES / language / "LC_MESSAGES" / "compte_confiance.mo"
    if not compiled.exists():
        return _FrenchTexts()
    with compiled.open("rb") as file:
        return GNUTranslations(file)


def language() -> str:
    """The language in use: "fr" or "en"."""
    return _spoken().language


def _(text: str) -> str:
    """The text in the language in use."""
    return _spoken().texts.gettext(text)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The singular or plural text for `number`, in the language in use."""
    return _spoken().texts.ngettext(singular, plural, number)


def format_number(number: int) -> str:
    """An integer with the language's thousands separator."""
    return _decimals(number, 0, 0)


def format_units(centi_units: int, *, decimals: int = 1, signed: bool = False) -> str:
    """Trust units from centi-units: 3420 → « 34,2 »; signed: « + 34,2 », « − 3,0 »."""
    step = 10 ** (2 - decimals)
    shown = round_half_away(centi_units, step)
    text = _decimals(abs(shown), decimals, decimals)
    if shown < 0:
        return f"{_MINUS}{_NARROW_SPACE if signed else ''}{text}"
    return f"+{_NARROW_SPACE}{text}" if signed and shown > 0 else text


def format_money(cents: int) -> str:
    """Euros from cents: 61240 → « 612,40 € » (fr), « €612.40 » (en)."""
    text = _decimals(abs(cents), 2, 2)
    sign = _MINUS if cents < 0 else ""
    return f"{sign}{text}\N{NO-BREAK SPACE}€" if language() == "fr" else f"{sign}€{text}"


def typed_money(cents: int) -> str:
    """An amount as one types it in a field: 123450 → « 1234,50 » (fr), « 1234.50 » (en)."""
    whole, rest = divmod(cents, 100)
    return f"{whole}{',' if language() == 'fr' else '.'}{rest:02d}"


def format_rate(basis_points: int) -> str:
    """A VAT rate from basis points: 2000 → « 20 % », 550 → « 5,5 % »."""
    places = 0 if basis_points % 100 == 0 else 1 if basis_points % 10 == 0 else 2
    text = _decimals(basis_points // 10 ** (2 - places), places, places)
    return f"{text}\N{NO-BREAK SPACE}%" if language() == "fr" else f"{text}%"


def _decimals(scaled: int, scale: int, shown: int) -> str:
    """`scaled` / 10^scale with `shown` decimals, separators of the language, no float."""
    sign = _MINUS if scaled < 0 else ""
    whole, rest = divmod(abs(scaled), 10**scale)
    space = _NARROW_SPACE if language() == "fr" else ","
    text = f"{whole:,}".replace(",", space)
    if shown:
        text += ("," if language() == "fr" else ".") + f"{rest:0{scale}d}"[:shown]
    return sign + text


def format_date(day: date, style: str = "medium") -> str:
    """A day: short « 14/12/2026 », medium « 14 déc. 2026 », long « 14 décembre 2026 »,
    full « lundi 14 décembre 2026 », day « 14 déc. », month « décembre 2026 »,
    weekday « lundi 14 décembre », near « lun. 14 déc. »."""
    return _written(day, style, language())


@lru_cache(maxsize=4_096)
def _written(day: date, style: str, language: str) -> str:
    """Lists and papers write the same days again and again: each is put into words once."""
    from babel.dates import format_date as babel_date

    patterns = {
        "short": "dd/MM/yyyy",
        "medium": "d MMM yyyy",
        "long": "d MMMM yyyy",
        "full": "EEEE d MMMM yyyy",
        "day": "d MMM",
        "month": "MMMM yyyy",
        "month_short": "MMM yyyy",
        "weekday": "EEEE d MMMM",
        "near": "EEE d MMM",
    }
    pattern, locale = patterns[style], "fr_FR" if language == "fr" else "en_GB"
    if language == "fr" and day.day == 1 and "d MMM" in pattern:
        pattern = pattern.replace("d MMM", "d'er' MMM")
    return str(babel_date(day, pattern, locale=locale))


def format_near(day: date, today: date) -> str:
    """A day told by its weekday, « lun. 14 déc. », or with its year when it is far from today."""
    return format_date(day, "near" if abs((day - today).days) < _FAR else "medium")


def format_time(moment: datetime) -> str:
    """The time of day: « 18:02 »."""
    return f"{moment:%H:%M}"


def in_quotes(words: str) -> str:
    """Words between the language's quotation marks, unless they were written between some."""
    if words.startswith(("«", "“")):
        return words
    return _("«\N{NO-BREAK SPACE}{words}\N{NO-BREAK SPACE}»").format(words=words)


def format_list(items: Sequence[str]) -> str:
    """« a, b et c »."""
    if len(items) < 2:
        return "".join(items)
    return _("{first} et {last}").format(first=", ".join(items[:-1]), last=items[-1])
