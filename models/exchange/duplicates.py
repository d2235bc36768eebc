"""Telling a client already known from a homonym.

The same reference, or the same folded name and more in common than apart: a phone, an e-mail, a
plate, an address. Homonyms who share one thing and differ in others stay apart, and a family's
shared phone or e-mail never makes one person of two first names.
"""

from collections.abc import Iterator
from typing import Any

from models.errors import Refused
from models.exchange.known import Known, name_key, stored_clients
from models.exchange.names import civility
from models.i18n import _
from models.merges import holder as file_of
from models.merges import in_force
from models.tables import Client

# (in common, apart) for each thing two files of one name may share.
_PHONE, _EMAIL, _ASSET, _PLACE, _BIRTHDAY = (2, 1), (2, 1), (3, 1), (2, 2), (2, 3)
_SAME_POSTCODE_OTHER_STREET = 1
_MOST_HOMONYMS = 200


class _Index:
    """Clients by a text, few for each; the texts themselves are not kept, which halves it."""

    def __init__(self) -> None:
        self._found: dict[int, Known | list[Known]] = {}

    def add(self, text: str, known: Known) -> None:
        place = hash(text)
        before = self._found.get(place)
        if before is None:
            self._found[place] = known
        elif isinstance(before, list):
            before.append(known)
        else:
            self._found[place] = [before, known]

    def get(self, text: str, name: str) -> list[Known]:
        """Those of that name under that text."""
        found = self._found.get(hash(text))
        if found is None:
            return []
        some = found[:_MOST_HOMONYMS] if isinstance(found, list) else [found]
        return [known for known in some if known.name == name]


class KnownClients:
    """Every client known so far: the book's, then those of the file as they come."""

    def __init__(self) -> None:
        self._by_mark = _Index()
        self._by_name = _Index()
        self._by_reference: dict[str, Known] = {}
        self._asked: tuple[Known | None, list[str]] = (None, [])
        """Who was looked for last, and their marks: most often they are the next to be known."""

    def load(self) -> None:
        """Know the clients of the book."""
        known_by_id = {}
        for known in stored_clients():
            self.add(known)
            known_by_id[known.id] = known
        for client_id, reference in _merged_references():
            self._by_reference.setdefault(reference, known_by_id[file_of(client_id)])

    def add(self, known: Known) -> None:
        """Know one more client."""
        for mark in self._marks(known):
            self._by_mark.add(mark, known)
        self._by_name.add(known.name, known)
        if known.reference is not None:
            self._by_reference.setdefault(known.reference, known)

    def complete(self, known: Known, asked: Known) -> None:
        """Remember what a row added to a client."""
        before = known.marks()
        if known.unnamed and asked.name:
            known.name, known.of_file = asked.name, True
            self._by_name.add(known.name, known)
        known.phones = _joined(known.phones, asked.phones)
        known.emails = _joined(known.emails, asked.emails)
        known.assets = _joined(known.assets, asked.assets)
        known.street = asked.street or known.street
        known.postcode = asked.postcode or known.postcode
        known.town = asked.town or known.town
        known.birthday = asked.birthday or known.birthday
        for mark in dict.fromkeys(known.marks()):
            if mark not in before:
                self._by_mark.add(mark, known)
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
        name = name_key(" ".join(words))
        found = self._by_name.get(name, name)
        return found[0].id if len(found) == 1 and words else None

    def _marks(self, known: Known) -> list[str]:
        asked, marks = self._asked
        return marks if known is asked else known.marks()

    def _candidates(self, asked: Known) -> Iterator[Known]:
        seen: set[int] = set()
        self._asked = asked, asked.marks()
        for mark in self._asked[1]:
            for candidate in self._by_mark.get(mark, asked.name):
                if candidate.id not in seen:
                    seen.add(candidate.id)
                    yield candidate

    def _homonym(self, asked: Known) -> Known | None:
        """For a row with little more than a name: the first of that name it does not contradict."""
        for candidate in self._by_name.get(asked.name, asked.name):
            if asked.name and _likeness(candidate, asked) >= 0:
                if not _kept_apart(candidate, asked):
                    return candidate
        return None


def _merged_references() -> Iterator[tuple[int, str]]:
    """The references of the files merged into others: they lead to the others."""
    query = Client.select(Client.id, Client.reference).where(
        Client.id.in_(list(in_force())), Client.reference.is_null(False)
    )
    yield from query.tuples()


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
    """A reference met again must be about the same person, as far as both are known.

    Two programs may both have a client 12: a first name in common is not enough.
    """
    words, theirs = set(asked.name.split()), set(holder.name.split())
    likeness = _likeness(holder, asked)
    same = words <= theirs or theirs <= words or (words & theirs and likeness >= 0)
    if same or holder.unnamed or likeness > 0:
        return
    raise Refused(
        _("La référence {reference} est déjà celle d’un autre client.").format(
            reference=asked.reference
        )
    )
