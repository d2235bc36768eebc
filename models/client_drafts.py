"""A client file as it is typed, imported and edited: plain data and its cleaning."""

from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Literal

from models.errors import Refused
from models.i18n import _
from models.rules.folding import clean_text, fold, fold_identifier, phone_key, sort_key

Channel = Literal["phone", "email"]
_TEXT_LIMITS = {"notes": 4000, "street": 200}


@dataclass(frozen=True, slots=True)
class ReachDraft:
    """A phone number or an e-mail address, with an optional label (mobile, bureau…)."""

    channel: Channel
    value: str
    label: str = ""

    @property
    def key(self) -> str:
        """The form it is found by: digits of a phone, lower case of an e-mail."""
        return phone_key(self.value) if self.channel == "phone" else self.value.strip().lower()


@dataclass(frozen=True, slots=True)
class AssetDraft:
    """Something of the client's the shop looks after; `mileage` in kilometres."""

    kind: str = "vehicle"
    name: str = ""
    identifier: str = ""
    vin: str = ""
    key_reference: str = ""
    mileage: int | None = None
    mileage_on: date | None = None
    due_on: date | None = None
    due_what: str = ""
    notes: str = ""
    ended_on: date | None = None

    @property
    def key(self) -> str:
        """The plate or serial number without separators."""
        return fold_identifier(self.identifier)


@dataclass(frozen=True, slots=True)
class ClientDraft:
    """What people and firms have. Empty text is unknown; birth day, month, year may stand alone.

    `reference` is the client's number in the software it was imported from.
    """

    civility: str = ""
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    address_form: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    country: str = ""
    birth_day: int | None = None
    birth_month: int | None = None
    birth_year: int | None = None
    since: date | None = None
    how_came: str = ""
    recommended_by: int | None = None
    notes: str = ""
    reference: str | None = None
    reaches: tuple[ReachDraft, ...] = ()
    tags: tuple[str, ...] = ()
    assets: tuple[AssetDraft, ...] = field(default=())

    @property
    def display_name(self) -> str:
        """« Hélène Durand », or the company, or the first way to reach them."""
        person = " ".join(part for part in (self.first_name, self.last_name) if part)
        return person or self.company or next((reach.value for reach in self.reaches), "")

    @property
    def search_key(self) -> str:
        """Folded words the client is found by: names, company, town."""
        parts = (self.first_name, self.last_name, self.company, self.town)
        return " ".join(folded for part in parts if (folded := fold(part)))

    @property
    def sort_key(self) -> str:
        """The key lists are ordered by."""
        key = sort_key(self.last_name, self.first_name, self.company)
        return key or next((reach.key for reach in self.reaches), "")


def cleaned(draft: ClientDraft) -> ClientDraft:
    """The draft made fit for the book; raises Refused when it names nobody or is impossible."""
    texts: dict[str, Any] = {
        item.name: clean_text(getattr(draft, item.name), _TEXT_LIMITS.get(item.name, 120))
        for item in fields(ClientDraft)
        if isinstance(getattr(draft, item.name), str)
    }
    reference = texts.pop("reference", None) or None
    reaches = tuple(_clean_reach(reach) for reach in draft.reaches if reach.value.strip())
    tags = tuple(dict.fromkeys(tag for raw in draft.tags if (tag := clean_text(raw, 40))))
    assets = tuple(clean_asset(asset) for asset in draft.assets)
    clean = replace(draft, **texts, reference=reference, reaches=reaches, tags=tags, assets=assets)
    if not clean.display_name:
        raise Refused(_("Donnez au moins un nom, une société, un téléphone ou un e-mail."))
    _check_birthday(clean)
    return clean


def _clean_reach(reach: ReachDraft) -> ReachDraft:
    return replace(reach, value=clean_text(reach.value, 120), label=clean_text(reach.label, 40))


def clean_asset(asset: AssetDraft) -> AssetDraft:
    """An asset made fit for the book; raises Refused for an impossible mileage."""
    texts: dict[str, Any] = {
        item.name: clean_text(getattr(asset, item.name), 400)
        for item in fields(AssetDraft)
        if isinstance(getattr(asset, item.name), str)
    }
    if asset.mileage is not None and not 0 <= asset.mileage <= 9_999_999:
        raise Refused(_("Ce kilométrage n’est pas possible."))
    return replace(asset, **texts)


def _check_birthday(draft: ClientDraft) -> None:
    day, month, year = draft.birth_day, draft.birth_month, draft.birth_year
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError as error:
        raise Refused(_("Cette date d’anniversaire n’existe pas.")) from error
    if year is not None and not 1880 <= year <= 2200:
        raise Refused(_("Cette année de naissance n’est pas possible."))
