"""What a workbook's cell says to the person who looks at it, as a text.

A number is written without the useless « .0 », with a decimal point, as its format shows it;
a day as 2026-12-31, which cannot be mistaken. Formulas are never evaluated: the result the
spreadsheet kept is read.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from models.i18n import _

_LITERALS = re.compile(r'"[^"]*"|\\.|[_*].|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]+\]")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d{1,3})?", re.IGNORECASE | re.ASCII)
_DECIMALS = re.compile(r"[0#?]\.([0#?]+)")
_MASK = re.compile(r"[0#]+")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MIDNIGHT = re.compile(r"T00:00:00(?:\.0+)?Z?$")
_LAST_SERIAL = 2_958_465  # 31 December 9999
_EPOCH = date(1899, 12, 30)
_1904_LATER = 1_462
"""Days that workbooks made on old Macintoshes count less."""
_DAY_SECONDS = 86_400
_MOST_DIGITS, _MOST_DECIMALS = 20, 6
_LONGEST_CODE = 255
_BUILT_IN = {
    **dict.fromkeys((2, 4, 7, 8, 39, 40, 44), "0.00"),
    **{9: "0%", 10: "0.00%"},
    **dict.fromkeys((14, 15, 16, 17, *range(27, 37), *range(50, 59)), "dd/mm/yyyy"),
    **{18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm"},
    **{45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss"},
}
"""The formats a workbook names by a number without writing them."""

Kind = Literal["number", "percent", "day", "moment", "time", "elapsed"]


@dataclass(frozen=True, slots=True)
class Form:
    """How a cell shows its number. `width`: the figures shown at least; None: as many as needed."""

    kind: Kind = "number"
    decimals: int | None = None
    width: int = 0


PLAIN = Form()


@lru_cache(maxsize=4096)
def form_of(code: str) -> Form:
    """How a number format, as the workbook writes it, shows a number."""
    shown = _LITERALS.sub("", code[:_LONGEST_CODE].split(";")[0]).lower()
    if "general" in shown or "@" in shown:
        return PLAIN
    if _ELAPSED.search(shown):
        return Form("elapsed")
    hours, days = set(shown) & set("hs"), set(shown) & set("yd")
    if days or ("m" in shown and not hours):
        return Form("moment" if hours else "day")
    if hours:
        return Form("time")
    decimals = len(match[1]) if (match := _DECIMALS.search(shown)) else None
    if "%" in shown:
        return Form("percent", decimals or 0)
    mask = re.sub(r"[ \-.]", "", shown)
    if decimals is None and _MASK.fullmatch(mask) and "0" in mask:
        return Form(width=len(mask) - mask.index("0"))
    return PLAIN if "e" in shown or decimals is None else Form(decimals=decimals)


def built_in(number: int) -> str:
    """The format of a number Excel knows; « General » for one it does not."""
    return _BUILT_IN.get(number, "General")


def number_text(raw: str, form: Form, *, from_1904: bool = False) -> str:
    """The number of a cell, as shown: « 612345678 », « 12.50 », « 20% », « 2026-12-31 »."""
    if form is PLAIN and raw.isdigit() and len(raw) <= _MOST_DIGITS:
        return raw
    if not _NUMBER.fullmatch(raw):
        return raw
    if form.kind == "percent":
        return f"{_rounded(Decimal(raw) * 100, form.decimals or 0)}%"
    if form.kind != "number":
        return _moment(float(raw), form.kind, from_1904) or _plain(raw)
    if form.decimals is not None:
        return _rounded(Decimal(raw), form.decimals)
    text = _plain(raw)
    return text.zfill(form.width) if text.isdigit() else text


def day_text(raw: str) -> str:
    """A day or a moment written in full: « 2026-12-31T00:00:00 » → « 2026-12-31 »."""
    return _MIDNIGHT.sub("", raw)


def truth_text(raw: str) -> str:
    """A truth value, as spreadsheets show it."""
    return _("VRAI") if raw.strip() in ("1", "true") else _("FAUX")


def written_text(raw: str) -> str:
    """A text, with what XML cannot hold given back; what no text holds is left out."""
    return _ESCAPED.sub(_character, raw) if "_x" in raw else raw


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    if code in (9, 10):
        return chr(code)
    if code == 13:
        return ""  # a line's end has its own « \n »
    return "" if code < 32 or 0xD800 <= code <= 0xDFFF or code >= 0xFFFE else chr(code)


def _plain(raw: str) -> str:
    """Fifteen figures, as spreadsheets keep them, never as a power of ten when it fits."""
    text = format(float(raw), ".15g")
    if "e" in text and len(plain := format(Decimal(text), "f")) <= _MOST_DIGITS:
        return plain
    return raw if "n" in text else text  # « inf » for what no number holds


def _rounded(number: Decimal, decimals: int) -> str:
    if number.adjusted() > _MOST_DIGITS:
        return format(number, "g")
    return format(
        number.quantize(Decimal(1).scaleb(-min(decimals, _MOST_DECIMALS)), ROUND_HALF_UP), "f"
    )


def _moment(serial: float, kind: Kind, from_1904: bool) -> str:
    """A day, a moment or a time; empty when the number is none."""
    if from_1904 and kind in ("day", "moment"):
        serial += _1904_LATER
    if not 0 <= serial < _LAST_SERIAL + 1:
        return ""
    days, seconds = divmod(round(serial * _DAY_SECONDS), _DAY_SECONDS)
    clock = f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"
    clock += f":{seconds % 60:02d}" if seconds % 60 else ""
    if kind == "elapsed":
        return f"{days * 24 + seconds // 3600}{clock[2:]}"
    if kind == "time" or not days:
        return clock if kind != "day" else ""
    # Excel believes that 1900 had a 29 February: days before it count one less.
    day = _EPOCH + timedelta(days=min(days, _LAST_SERIAL) + (days < 60))
    return f"{day} {clock}" if kind == "moment" and seconds else str(day)
