"""What a client file is recognised by, from a row of a file or from the book."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.bulk import read_rows
from models.client_drafts import ClientDraft
from models.erased import erased_ids
from models.merges import in_force
from models.rules.folding import fold, fold_identifier, fold_name
from models.tables import Asset, Client, Reach

_LEGAL_FORMS = frozenset("sarl eurl sas sasu sa sci snc ei eirl ets ste societe".split())
_LAST_LATIN = "\u024f"


@dataclass(slots=True)
class Known:
    """What a client file is recognised by.

    `of_file` when the file being read opened it, or gave it its name.
    """

    id: int
    name: str
    reference: str | None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    postcode: str = ""
    town: str = ""
    street: str = ""
    birthday: tuple[int, int, int] | None = None
    of_file: bool = False

    def marks(self) -> list[str]:
        """The texts by which a row about the same client may find it."""
        name = self.name
        found = [f"{name}|p{phone}" for phone in self.phones]
        found += [f"{name}|e{email}" for email in self.emails]
        found += [f"{name}|a{asset}" for asset in self.assets]
        if self.street:
            found.append(f"{name}|s{self.street}")
        if self.birthday:
            found.append(f"{name}|b{self.birthday}")
        return found

    @property
    def bare(self) -> bool:
        """Whether nothing but a name, a town or a birthday is known."""
        return not (self.phones or self.emails or self.assets or self.street)

    @property
    def unnamed(self) -> bool:
        """Whether a journal opened the file, which has nothing but its reference for a name."""
        if self.reference is None or not self.bare:
            return False
        return self.name == name_key(self.reference)


def known_by(draft: ClientDraft) -> Known:
    """What a cleaned draft of the file is recognised by; it has no id yet."""
    birthday = (draft.birth_day, draft.birth_month, draft.birth_year)
    phones: list[str] = []
    emails: list[str] = []
    for reach in draft.reaches:
        (phones if reach.channel == "phone" else emails).append(reach.key)
    identifiers = [a.key for a in draft.assets]
    identifiers += [fold_identifier(a.vin) for a in draft.assets if a.vin]
    return Known(
        id=0,
        name=_draft_name(draft.first_name, draft.last_name, draft.company),
        reference=draft.reference,
        phones=tuple(phones),
        emails=tuple(emails),
        assets=tuple([key for key in identifiers if key]),
        postcode=draft.postcode,
        town=fold_name(draft.town),
        street=fold(draft.street) if draft.street else "",
        birthday=birthday if all(birthday) else None,  # type: ignore[arg-type]
        of_file=True,
    )


def brings(asked: Known, found: Known) -> bool:
    """Whether a row has what its client's file lacks to be recognised: a vehicle, a reference."""
    lacks_reference = found.reference is None and asked.reference is not None
    return lacks_reference or bool(set(asked.assets) - set(found.assets))


def only_assets(asked: Known) -> Known:
    """What is left of a row when only its assets are kept."""
    return Known(id=asked.id, name=asked.name, reference=None, assets=asked.assets)


def only_marks(asked: Known) -> Known:
    """What is left of a row when only its assets and its reference are kept."""
    return Known(id=asked.id, name=asked.name, reference=asked.reference, assets=asked.assets)


def stored_clients() -> Iterator[Known]:
    """The clients of the book."""
    reaches, assets = _stored_reaches(), _stored_assets()
    columns = (
        Client.id,
        Client.reference,
        Client.first_name,
        Client.last_name,
        Client.company,
        Client.postcode,
        Client.town,
        Client.street,
        Client.birth_day,
        Client.birth_month,
        Client.birth_year,
    )
    gone = in_force().keys() | erased_ids()
    for row in read_rows(Client.select(*columns).order_by(Client.id)):
        if row[0] in gone:
            continue
        client_id, reference, first, last, company, postcode, town, street, *birthday = row
        phones, emails = reaches.get(client_id, ((), ()))
        yield Known(
            id=client_id,
            name=_draft_name(first, last, company),
            reference=reference,
            phones=phones,
            emails=emails,
            assets=assets.get(client_id, ()),
            postcode=postcode,
            town=fold_name(town),
            street=fold(street),
            birthday=tuple(birthday) if all(birthday) else None,
        )


def _stored_reaches() -> dict[int, tuple[tuple[str, ...], tuple[str, ...]]]:
    found: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for client_id, channel, key in read_rows(Reach.select(Reach.client, Reach.channel, Reach.key)):
        phones, emails = found.get(client_id, ((), ()))
        if channel == "phone":
            found[client_id] = ((*phones, key), emails)
        else:
            found[client_id] = (phones, (*emails, key))
    return found


def _stored_assets() -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    query: Any = Asset.select(Asset.client, Asset.identifier_key, Asset.vin)
    for client_id, identifier, vin in read_rows(query):
        keys = tuple(key for key in (identifier, fold_identifier(vin)) if key)
        found[client_id] = found.get(client_id, ()) + keys
    return found


def _draft_name(first: str, last: str, company: str) -> str:
    """The folded words of the name, in any order; a firm's without its legal form."""
    return name_key(f"{first} {last}" if first or not company else company)


def name_key(text: str) -> str:
    """The folded words of a name in alphabetical order: « Dumont Jean » is « Jean DUMONT »."""
    words = fold(text).split()
    foreign = not text.isascii() and max(text) > _LAST_LATIN
    if not words or (foreign and any(c > _LAST_LATIN and not fold(c) for c in text)):
        words = text.casefold().split()  # letters that do not fold: Greek, Arabic…
    return " ".join(sorted([word for word in words if word not in _LEGAL_FORMS] or words))
