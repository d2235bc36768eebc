"""Whose visit a row tells: by reference, plate, phone or e-mail with the name, or unique name."""

from collections.abc import Iterable
from dataclasses import replace

from models.clients import find_client
from models.errors import Refused
from models.exchange.duplicates import KnownClients
from models.exchange.known import Known, stored_clients
from models.exchange.visit_rows import Who
from models.i18n import _


class VisitClients:
    """The clients of the book, then those the file opens as they come."""

    def __init__(self) -> None:
        self._known = KnownClients()
        self._by_asset: dict[str, list[Known]] = {}
        self._by_name: dict[str, list[Known]] = {}
        self._by_id: dict[int, Known] = {}
        for known in stored_clients():
            self.add(known)
            self._by_id[known.id] = known
        self._numbered: dict[str, int | None] = {}
        """The clients by what was taken for their number in this book."""

    def add(self, known: Known) -> None:
        """Know one more client."""
        self._known.add(known)
        self._by_name.setdefault(known.name, []).append(known)
        self._know_assets(known, known.assets)

    def complete(self, known: Known, asked: Known) -> None:
        """Remember what a row added to a client."""
        fresh = [key for key in asked.assets if key not in known.assets]
        self._known.complete(known, asked)
        self._know_assets(known, fresh)

    def has_reference(self, reference: str) -> bool:
        """Whether a client has it."""
        return self._known.has_reference(reference)

    def find(self, who: Who) -> Known | None:
        """The client that a row means; None for one to open.

        Raises Refused when the row may mean several, or means nobody the book knows.
        """
        asked = who.asked
        if asked.reference is not None and self.has_reference(asked.reference):
            return self._known.find(asked)  # raises Refused when it is somebody else's
        if (numbered := self._by_number(who)) is not None:
            return numbered
        found = self._by_plate(asked) or self._by_identity(asked)
        if found is None and who.client is None:
            raise Refused(
                _(
                    "Cette ligne ne nomme personne, et le livre ne connaît ni cette référence ni "
                    "cette immatriculation."
                )
            )
        return found

    def of_other_program(self, who: Who) -> Who:
        """The row without the client's number in this book, which is no reference to keep."""
        if _as_shown(who.reference) and self._by_number(who) is not None:
            client = who.client and replace(who.client, reference=None)
            return replace(who, reference="", client=client)
        return who

    def _by_number(self, who: Who) -> Known | None:
        """The client with that number in this book, as « C-00412 », unless the row names somebody
        else; a bare number, which another program may have given, is one of a name that agrees."""
        text, name = who.reference, who.asked.name
        if not text or self.has_reference(text) or not (name or _as_shown(text)):
            return None
        if text not in self._numbered:
            self._numbered[text] = find_client(text)
        known = self._by_id.get(self._numbered[text] or 0)
        return None if known is None or (name and not _same_name(known, who.asked)) else known

    def holders(self, who: Who) -> list[Known]:
        """Those who have the vehicle, and whom the row may name: the visit is of one of them."""
        return self._holders(who.asked) if who.plates else []

    def _holders(self, asked: Known) -> list[Known]:
        return [
            known
            for key in asked.assets
            for known in self._by_asset.get(key, ())
            if not asked.name or _same_name(known, asked)
        ]

    def _by_plate(self, asked: Known) -> Known | None:
        """The holder of the vehicle, unless the row names somebody else."""
        holders = {known.id: known for known in self._holders(asked)}
        if len(holders) > 1 and not asked.name:
            raise Refused(_("Plusieurs clients ont cette immatriculation : nommez le bon."))
        return next(iter(holders.values())) if len(holders) == 1 else None

    def _by_identity(self, asked: Known) -> Known | None:
        if not asked.name:
            return None if asked.bare else self._known.find(asked)  # a phone and nothing else
        said = replace(asked, assets=())
        same = [k for k in self._by_name.get(asked.name, ()) if not _kept_apart(k, asked)]
        if said.bare and len(same) > 1:
            near = [known for known in same if _near(known, said)]
            if len(near) != 1:
                raise Refused(
                    _(
                        "Plusieurs clients portent ce nom : ajoutez au fichier leur référence ou "
                        "leur téléphone."
                    )
                )
            return near[0]
        return self._known.find(asked) or self._known.find(said)

    def _know_assets(self, known: Known, keys: Iterable[str]) -> None:
        for key in keys:
            self._by_asset.setdefault(key, []).append(known)


def _as_shown(reference: str) -> bool:
    """« C-00412 »: the book's own client number, as its screens and papers say it."""
    return reference[:2].upper() == "C-"


def _same_name(known: Known, asked: Known) -> bool:
    words, theirs = set(asked.name.split()), set(known.name.split())
    return words <= theirs or theirs <= words


def _kept_apart(known: Known, asked: Known) -> bool:
    """Two rows of one file with a reference each are two clients of the other software."""
    references = known.reference, asked.reference
    return known.of_file and None not in references and references[0] != references[1]


def _near(known: Known, asked: Known) -> bool:
    """Whether the row says where this homonym lives, and nothing against it."""
    pairs = [(known.postcode, asked.postcode), (known.town, asked.town)]
    said = [(one, other) for one, other in pairs if one and other]
    return bool(said) and all(one == other for one, other in said)
