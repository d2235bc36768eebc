"""Telling a client already known from a homonym.

The same reference, or the same folded name and more in common than apart: a phone, an e-mail, a
plate, an address. Homonyms who share one thing and differ in others stay apart, and a family's
shared phone or e-mail never makes one person of two first names.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from models.client_drafts import ClientDraft
from models.errors import Refused
from models.exchange.bulk import read_rows
from models.exchange.names import civility
from models.i18n import _
from models.rules.folding import fold, fold_identifier
from models.tables import Asset, Client, Reach

_LEGAL_FORMS = frozenset("sarl eurl sas sasu sa sci snc ei eirl ets ste societe".split())
# (in common, apart) for each thing two files of one name may share.
_PHONE, _EMAIL, _ASSET, _PLACE, _BIRTHDAY = (2, 1), (2, 1), (3, 1), (2, 2), (2, 3)
_SAME_POSTCODE_OTHER_STREET = 1
_LAST_LATIN = "\u024f"
_MOST_HOMONYMS = 200


@dataclass(slots=True)
class Known:
    """What a client file is recognised by. `of_file` when the file being read opened it."""

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

    def marks(self) -> Iterator[str]:
        """The keys by which a row about the same client may find it."""
        for kind, values in (("p", self.phones), ("e", self.emails), ("a", self.assets)):
            for value in values:
                yield f"{self.name}|{kind}{value}"
        if self.street:
            yield f"{self.name}|s{self.street}"
        if self.birthday:
            yield f"{self.name}|b{self.birthday}"

    @property
    def bare(self) -> bool:
        """Whether nothing but a name, a town or a birthday is known."""
        return not (self.phones or self.emails or self.assets or self.street)


@dataclass(slots=True)
class KnownClients:
    """Every client known so far: the book's, then those of the file as they come."""

    _by_key: dict[str, list[Known]] = field(default_factory=dict)
    _by_name: dict[str, list[Known]] = field(default_factory=dict)
    _by_reference: dict[str, Known] = field(default_factory=dict)

    def load(self) -> None:
        """Know the clients of the book."""
        for known in _stored():
            self.add(known)

    def add(self, known: Known) -> None:
        """Know one more client."""
        for key in known.marks():
            self._by_key.setdefault(key, []).append(known)
        self._by_name.setdefault(known.name, []).append(known)
        if known.reference is not None:
            self._by_reference.setdefault(known.reference, known)

    def complete(self, known: Known, asked: Known) -> None:
        """Remember what a row added to a client."""
        before = set(known.marks())
        known.phones = _joined(known.phones, asked.phones)
        known.emails = _joined(known.emails, asked.emails)
        known.assets = _joined(known.assets, asked.assets)
        known.street = asked.street or known.street
        known.postcode = asked.postcode or known.postcode
        known.town = asked.town or known.town
        known.birthday = asked.birthday or known.birthday
        for key in set(known.marks()) - before:
            self._by_key.setdefault(key, []).append(known)
        if known.reference is None and asked.reference is not None:
            known.reference = asked.reference
            self._by_reference.setdefault(asked.reference, known)

    def find(self, asked: Known) -> Known | None:
        """The client a row is about; None for a new one.

        Raises Refused when the row's reference is that of somebody else.
        """
        if asked.reference is not None:
            holder = self._by_reference.get(asked.reference)
            if holder is not None:
                _require_same_name(holder, asked)
                return holder
        best, most = None, 0
        for candidate in self._candidates(asked):
            likeness = _likeness(candidate, asked)
            if likeness > most and not _kept_apart(candidate, asked):
                best, most = candidate, likeness
        if best is None and asked.bare:
            return self._homonym(asked)
        return best

    def has_reference(self, reference: str) -> bool:
        """Whether a client has it."""
        return reference in self._by_reference

    def named(self, text: str) -> int | None:
        """The only client with that reference or whole name; None when there is none, or two."""
        holder = self._by_reference.get(text)
        if holder is not None:
            return holder.id
        words = text.split()
        while words and civility(words[0]) is not None:
            words = words[1:]
        found = self._by_name.get(_name_key(" ".join(words)), [])
        return found[0].id if len(found) == 1 and words else None

    def _candidates(self, asked: Known) -> Iterator[Known]:
        seen: set[int] = set()
        for key in asked.marks():
            for candidate in self._by_key.get(key, ())[:_MOST_HOMONYMS]:
                if candidate.id not in seen:
                    seen.add(candidate.id)
                    yield candidate

    def _homonym(self, asked: Known) -> Known | None:
        """For a row with little more than a name: the first of that name it does not contradict."""
        for candidate in self._by_name.get(asked.name, ())[:_MOST_HOMONYMS]:
            if asked.name and _likeness(candidate, asked) >= 0:
                if not _kept_apart(candidate, asked):
                    return candidate
        return None


def known_by(client_id: int, draft: ClientDraft, *, of_file: bool = True) -> Known:
    """What a cleaned draft is recognised by."""
    birthday = (draft.birth_day, draft.birth_month, draft.birth_year)
    identifiers = [a.key for a in draft.assets] + [fold_identifier(a.vin) for a in draft.assets]
    return Known(
        id=client_id,
        name=_draft_name(draft.first_name, draft.last_name, draft.company),
        reference=draft.reference,
        phones=tuple(r.key for r in draft.reaches if r.channel == "phone"),
        emails=tuple(r.key for r in draft.reaches if r.channel == "email"),
        assets=tuple(key for key in identifiers if key),
        postcode=draft.postcode,
        town=fold(draft.town),
        street=fold(draft.street),
        birthday=birthday if all(birthday) else None,  # type: ignore[arg-type]
        of_file=of_file,
    )


def only_assets(asked: Known) -> Known:
    """What is left of a row when only its assets are kept."""
    return Known(id=asked.id, name=asked.name, reference=None, assets=asked.assets)


def _stored() -> Iterator[Known]:
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
    for row in read_rows(Client.select(*columns).order_by(Client.id)):
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
            town=fold(town),
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
    return _name_key(f"{first} {last}" if first or not company else company)


def _name_key(text: str) -> str:
    words = fold(text).split()
    if not words or (not text.isascii() and any(c > _LAST_LATIN and not fold(c) for c in text)):
        words = text.casefold().split()  # letters that do not fold: Greek, Arabic…
    return " ".join(sorted([word for word in words if word not in _LEGAL_FORMS] or words))


def _joined(before: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(before + more))


def _likeness(candidate: Known, asked: Known) -> int:
    """What two files of one name have in common, less what sets them apart."""
    return (
        _shared(_PHONE, candidate.phones, asked.phones)
        + _shared(_EMAIL, candidate.emails, asked.emails)
        + _shared(_ASSET, candidate.assets, asked.assets)
        + _place(candidate, asked)
        + _shared(_BIRTHDAY, (candidate.birthday,), (asked.birthday,))
    )


def _shared(weights: tuple[int, int], one: tuple[Any, ...], other: tuple[Any, ...]) -> int:
    if not any(one) or not any(other):
        return 0
    return weights[0] if any(value in one for value in other) else -weights[1]


def _place(candidate: Known, asked: Known) -> int:
    together, apart = _PLACE
    elsewhere = (_differ(candidate.postcode, asked.postcode)) or (
        not (candidate.postcode and asked.postcode) and _differ(candidate.town, asked.town)
    )
    if elsewhere:
        return -apart
    if candidate.street and asked.street:
        return together if candidate.street == asked.street else -_SAME_POSTCODE_OTHER_STREET
    return 0


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _kept_apart(candidate: Known, asked: Known) -> bool:
    """Two rows of one file with a reference each are two clients of the other software."""
    if candidate.reference is None or asked.reference is None:
        return False
    return candidate.of_file and candidate.reference != asked.reference


def _require_same_name(holder: Known, asked: Known) -> None:
    """A reference met again must be about the same name, as far as both are known."""
    words = set(asked.name.split())
    theirs = set(holder.name.split())
    unnamed = not words or not theirs or holder.name == _name_key(holder.reference or "")
    if unnamed or words & theirs or _likeness(holder, asked) > 0:
        return
    raise Refused(
        _("La référence {reference} est déjà celle d’un autre client.").format(
            reference=asked.reference
        )
    )
