"""The assets a row describes: a vehicle with its plate, or an appliance with its number."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from models.client_drafts import AssetDraft
from models.exchange.addresses import Cells
from models.exchange.mapping import ASSET_USES, Column, Use
from models.exchange.names import capitalised
from models.i18n import _
from models.rules.folding import fold_name
from models.rules.plates import plate, vin

_THOUSANDS = re.compile(r"\d{1,3}(?:[ .,'’\u202f]\d{3})+|\d+")
_UNIT = re.compile(r"\s*(?:km|kms|kilomètres|kilometres)\.?\s*$", re.IGNORECASE)
_DECIMALS = re.compile(r"(?<=\d)[.,]0{1,2}$")
_SEPARATORS = re.compile(r"\D")
_VEHICLE_USES = frozenset({Use.PLATE, Use.VIN, Use.MILEAGE, Use.KEY_REFERENCE})
_MILEAGE_DIGITS = 7

Keep = Callable[[Column, str, str], None]


class Kinds(NamedTuple):
    """The kinds of the catalogue by their folded names, and the one of what is no vehicle."""

    other: str
    named: Mapping[str, str]


VEHICLES = Kinds("vehicle", {})
"""When no catalogue is at hand."""


def read(cells: Cells, kinds: Kinds, keep: Keep) -> tuple[AssetDraft, ...]:
    """The assets of a row: the n-th column of each use is about the n-th asset.

    One whose kind is not told is a vehicle when it bears a plate, a VIN or a mileage.
    """
    found: dict[str, dict[Use, tuple[Column, str]]] = {}
    for use, pairs in cells.items():
        if use in ASSET_USES:
            for number, pair in enumerate(pairs, start=1):
                group = pair[0].group or str(number)
                if group in found:
                    found[group][use] = pair
                else:
                    found[group] = {use: pair}
    drafts = [_asset(found[group], kinds, keep) for group in sorted(found)]
    return tuple([draft for draft in drafts if draft is not None])


def make(text: str) -> str:
    """« RENAULT » → « Renault », « ALFA ROMEO » → « Alfa Romeo »; « BMW » stays."""
    return capitalised(text) if text.isupper() else text


def mileage(text: str) -> int | None:
    """Kilometres: « 118 400 km » → 118400; None when it is no distance."""
    if len(text) <= _MILEAGE_DIGITS and text.isascii() and text.isdigit():
        return int(text)
    figures = _DECIMALS.sub("", _UNIT.sub("", text.strip()))
    if not figures.isascii() or not _THOUSANDS.fullmatch(figures):
        return None
    digits = _SEPARATORS.sub("", figures).lstrip("0")
    return int(digits or "0") if len(digits) <= _MILEAGE_DIGITS else None


def _asset(parts: dict[Use, tuple[Column, str]], kinds: Kinds, keep: Keep) -> AssetDraft | None:
    texts = {use: cell for use, (_column, cell) in parts.items()}
    distance = mileage(texts[Use.MILEAGE]) if Use.MILEAGE in texts else None
    if Use.MILEAGE in texts and distance is None:
        column, cell = parts[Use.MILEAGE]
        if any(c not in "0-. " for c in cell):
            keep(column, cell, _("Ce kilométrage n’est pas un nombre"))
        del texts[Use.MILEAGE]
    return told_by(texts, distance, kinds)


def told_by(texts: dict[Use, str], distance: int | None, kinds: Kinds) -> AssetDraft | None:
    """The asset that some texts tell, `distance` being its mileage; None when they tell none.

    The kind is taken out of the texts.
    """
    kind = texts.pop(Use.ASSET_KIND, "")
    told = kinds.named.get(fold_name(kind)) if kind else None
    if not texts:
        return None
    said = texts.get
    name, made = said(Use.ASSET, ""), said(Use.MODEL, "")
    if Use.MAKE in texts:
        made = f"{make(texts[Use.MAKE])} {made}".strip()
    identifier = plate(texts[Use.PLATE]) if Use.PLATE in texts else said(Use.SERIAL, "")
    vehicle = Use.SERIAL not in texts or not _VEHICLE_USES.isdisjoint(texts)
    named = name or made
    if not named and not identifier and vehicle:
        named = _("Véhicule")
    return AssetDraft(
        told or ("vehicle" if vehicle else kinds.other),
        named if not (name and made) or made in name else f"{name} {made}",
        identifier,
        vin(texts[Use.VIN]) if Use.VIN in texts else "",
        said(Use.KEY_REFERENCE, ""),
        distance,
    )
