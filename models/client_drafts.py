"""A client file as it is typed, imported and edited: plain data and its cleaning.

A draft is never changed once it is made, only replaced: to freeze it would cost more than to read
it, and a file may hold a hundred thousand.
"""

from dataclasses import dataclass, field, fields, replace
from datetime import date
from operator import attrgetter
from typing import Any, Literal

from models.errors import Refused
from models.i18n import _
from models.rules.folding import clean_text, fold_identifier, phone_key, sort_key

Channel = Literal["phone", "email"]
_LIMIT, _SHORT_LIMIT = 120, 40
_MOST_MILEAGE = 9_999_999
_TEXT_LIMITS = {"notes": 4000, "street": 200}


@dataclass(slots=True, unsafe_hash=True)
class ReachDraft:
    """A phone number or an e-mail address, with an optional label (mobile, bureau…)."""

    channel: Channel
    value: str
    label: str = ""

    @property
    def key(self) -> str:
        """The form it is found by: digits of a phone, lower case of an e-mail."""
        return phone_key(self.value) if self.channel == "phone" else self.value.strip().lower()


@dataclass(slots=True, unsafe_hash=True)
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


@dataclass(slots=True, unsafe_hash=True)
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
        return sort_key(self.first_name, self.last_name, self.company, self.town)

    @property
    def sort_key(self) -> str:
        """The key lists are ordered by."""
        key = sort_key(self.last_name, self.first_name, self.company)
        return key or next((reach.key for reach in self.reaches), "")


def with_assets(draft: ClientDraft, assets: tuple[AssetDraft, ...]) -> ClientDraft:
    """The draft with these assets: what `replace` gives, for a quarter of its cost."""
    return ClientDraft(*(*_ALL_BUT_ASSETS(draft), assets))


def cleaned(draft: ClientDraft) -> ClientDraft:
    """The draft made fit for the book; raises Refused when it names nobody or is impossible."""
    if not _is_clean(draft):
        draft = _made_clean(draft)
    if not draft.display_name:
        raise Refused(_("Donnez au moins un nom, une société, un téléphone ou un e-mail."))
    _check_birthday(draft)
    return draft


def _is_clean(draft: ClientDraft) -> bool:
    """Whether all is sure to be fit for the book: most files are, and their cleaning is slow."""
    if draft.reference == "":
        return False
    texts = list(_CLIENT_TEXTS.read(draft))
    if draft.tags:
        if not _are_clean_tags(draft.tags):
            return False
        texts += draft.tags
    if draft.reference:
        texts.append(draft.reference)
    for reach in draft.reaches:
        if not reach.value or len(reach.label) > _SHORT_LIMIT:
            return False
        texts += (reach.value, reach.label)
    for asset in draft.assets:
        if asset.mileage is not None and not 0 <= asset.mileage <= _MOST_MILEAGE:
            return False
        texts += _ASSET_TEXTS.read(asset)
    return max(map(len, texts)) <= _LIMIT and _stay_as_they_are("|".join(texts))


def _are_clean_tags(tags: tuple[str, ...]) -> bool:
    """Whether each is there once, says something and is short."""
    return len(set(tags)) == len(tags) and "" not in tags and max(map(len, tags)) <= _SHORT_LIMIT


def _stay_as_they_are(texts: str) -> bool:
    """Whether texts joined by « | » need no cleaning but for their length."""
    around = " |" in texts or "| " in texts or texts.startswith(" ") or texts.endswith(" ")
    return not around and clean_text(texts, len(texts)) is texts


def _made_clean(draft: ClientDraft) -> ClientDraft:
    reference = clean_text(draft.reference, _LIMIT) or None if draft.reference else None
    reaches = tuple([r for reach in draft.reaches if (r := _clean_reach(reach)).value])
    tags = tuple(dict.fromkeys([t for raw in draft.tags if (t := clean_text(raw, _SHORT_LIMIT))]))
    assets = tuple([clean_asset(asset) for asset in draft.assets])
    changes = _CLIENT_TEXTS.changes(draft)
    return replace(draft, **changes, reference=reference, reaches=reaches, tags=tags, assets=assets)


def _clean_reach(reach: ReachDraft) -> ReachDraft:
    changes = _REACH_TEXTS.changes(reach)
    return replace(reach, **changes) if changes else reach


def clean_asset(asset: AssetDraft) -> AssetDraft:
    """An asset made fit for the book; raises Refused for an impossible mileage."""
    if asset.mileage is not None and not 0 <= asset.mileage <= _MOST_MILEAGE:
        raise Refused(_("Ce kilométrage n’est pas possible."))
    changes = _ASSET_TEXTS.changes(asset)
    return replace(asset, **changes) if changes else asset


class _Texts:
    """The texts of a kind of draft, each with its greatest length."""

    def __init__(self, limits: dict[str, int]) -> None:
        self._limits = tuple(limits.items())
        self.read = attrgetter(*limits)

    def changes(self, draft: Any) -> dict[str, Any]:
        """The texts that are not fit for the book, made so."""
        return {
            name: clean
            for (name, limit), text in zip(self._limits, self.read(draft), strict=True)
            if (clean := clean_text(text, limit)) is not text
        }


def _limits(draft: type, most: int) -> dict[str, int]:
    return {f.name: _TEXT_LIMITS.get(f.name, most) for f in fields(draft) if f.type is str}


_ALL_BUT_ASSETS = attrgetter(*[f.name for f in fields(ClientDraft)][:-1])
_CLIENT_TEXTS = _Texts(_limits(ClientDraft, _LIMIT))
_ASSET_TEXTS = _Texts(dict.fromkeys(_limits(AssetDraft, 0), 400))
_REACH_TEXTS = _Texts({"value": _LIMIT, "label": _SHORT_LIMIT})


def _check_birthday(draft: ClientDraft) -> None:
    day, month, year = draft.birth_day, draft.birth_month, draft.birth_year
    if day is month is year is None:
        return
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError as error:
        raise Refused(_("Cette date d’anniversaire n’existe pas.")) from error
    if year is not None and not 1880 <= year <= 2200:
        raise Refused(_("Cette année de naissance n’est pas possible."))
