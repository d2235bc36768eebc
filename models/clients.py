"""Client files: opened without formality, read and changed in place."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from peewee import fn

from models.accounts import keep_figures
from models.actor import Actor
from models.bulk import chunks
from models.changes import Changes, changed
from models.client_drafts import AssetDraft, ClientDraft, ReachDraft, clean_asset, cleaned
from models.client_keys import client_keys
from models.database import writing
from models.erased import require_not_erased
from models.errors import Refused
from models.i18n import _
from models.journal import EntryDraft, append
from models.long_texts import kept_whole
from models.merges import holder
from models.referrals import would_loop
from models.rules.trust import Account, EntryType
from models.search_index import index_client
from models.settings import trust_history
from models.tables import Asset, Client, ClientTag, Memory, Reach
from models.team import Right, require

_OWN_COLUMNS = (
    "civility",
    "first_name",
    "last_name",
    "company",
    "address_form",
    "street",
    "postcode",
    "town",
    "country",
    "birth_day",
    "birth_month",
    "birth_year",
    "since",
    "how_came",
    "recommended_by",
    "notes",
    "reference",
)
MEMORY_CATEGORIES = ("greet", "family", "tastes", "references", "constraints", "other")


@dataclass(frozen=True, slots=True)
class MemoryRow:
    """A fact remembered about a client."""

    id: int
    category: str
    text: str
    pinned: bool
    day: Any
    author_id: int


@dataclass(frozen=True, slots=True)
class AssetRow:
    """An asset with its id."""

    id: int
    draft: AssetDraft


def open_account(actor: Actor, draft: ClientDraft) -> Changes:
    """Open a client file and its account, today, without formality.

    Who was recommended by another client starts with the recommended opening (5 units by
    default). Raises Refused when the draft names nobody.
    """
    with writing():
        require(actor, Right.NOTE)
        client_id = insert_client(actor, draft)
        open_journal(actor, client_id, draft)
    return changed("client", "journal", client_id=client_id)


def open_journal(actor: Actor, client_id: int, draft: ClientDraft) -> None:
    """Write the `opening` of a new client inside the caller's transaction."""
    recommended = draft.recommended_by is not None
    units = trust_history().on(actor.today).recommended_opening if recommended else 0
    account = Account()
    append(actor, client_id, account, EntryDraft(EntryType.OPENING, units=units))
    keep_figures(client_id, account, actor.today)


def insert_client(actor: Actor, draft: ClientDraft) -> int:
    """Write a client file without its account, inside the caller's transaction."""
    clean = cleaned(draft)
    _check_recommendation(None, clean.recommended_by)
    _check_reference(None, clean.reference)
    number = (Client.select(fn.MAX(Client.number)).scalar() or 0) + 1
    query = Client.insert(
        uuid=str(uuid.uuid4()),
        number=number,
        created_on=actor.today,
        **client_values(clean),
    )
    client_id = int(query.execute())
    _write_parts(client_id, clean)
    for asset in clean.assets:
        insert_asset(client_id, asset)
    index_client(client_id)
    return client_id


def update_client(actor: Actor, client_id: int, draft: ClientDraft) -> Changes:
    """Change a client's identity, ways to reach them and tags; assets stay as they are."""
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        require_not_erased(client_id)
        clean = cleaned(draft)
        _check_recommendation(client_id, clean.recommended_by)
        _check_reference(client_id, clean.reference)
        if not Client.update(**client_values(clean)).where(Client.id == client_id).execute():
            raise Refused(_("Cette fiche client n’existe plus."))
        Reach.delete().where(Reach.client == client_id).execute()
        ClientTag.delete().where(ClientTag.client == client_id).execute()
        _write_parts(client_id, clean)
        index_client(client_id)
    return changed("client", client_id=client_id)


def client_draft(client_id: int) -> ClientDraft:
    """A client's file as it can be edited, assets included; raises Refused when there is none."""
    columns = [getattr(Client, column) for column in _OWN_COLUMNS]
    row = Client.select(*columns).where(Client.id == client_id).tuples().first()
    if row is None:
        raise Refused(_("Cette fiche client n’existe plus."))
    values = dict(zip(_OWN_COLUMNS, row, strict=True))
    return ClientDraft(
        **values,
        reaches=tuple(_reaches(client_id)),
        tags=tuple(_tags(client_id)),
        assets=tuple(asset.draft for asset in assets(client_id)),
    )


@dataclass(frozen=True, slots=True)
class ClientLabel:
    """How a client is named in lists and files. `key` is the reference given at import, if any,
    or else the book's number: what the command line prints and accepts."""

    id: int
    number: int
    name: str
    key: str


def client_labels(ids: Iterable[int]) -> dict[int, ClientLabel]:
    """The labels of these clients, by id."""
    columns = (
        Client.id,
        Client.number,
        Client.first_name,
        Client.last_name,
        Client.company,
    )
    wanted = set(ids)
    keys = client_keys(wanted)
    labels: dict[int, ClientLabel] = {}
    for chunk in chunks(wanted, 5000):
        for row in Client.select(*columns).where(Client.id.in_(chunk)).tuples():
            client_id, number, first, last, company = row
            name = " ".join(part for part in (first, last) if part) or company
            labels[client_id] = ClientLabel(client_id, number, name, keys[client_id])
    return labels | _labels_by_reach([label for label in labels.values() if not label.name])


def _labels_by_reach(nameless: list[ClientLabel]) -> dict[int, ClientLabel]:
    """Those nobody knows the name of, by how to reach them, else by their number."""
    query = Reach.select(Reach.client, Reach.value).order_by(Reach.position.desc())
    known: dict[int, str] = {}
    for chunk in chunks([label.id for label in nameless], 5000):
        known |= dict(query.where(Reach.client.in_(chunk)).tuples())
    return {
        label.id: replace(label, name=known.get(label.id) or number_text(label.number))
        for label in nameless
    }


def number_text(number: int) -> str:
    """The book's own client number as it is shown: « C-00412 »."""
    return f"C-{number:05d}"


def find_client(text: str) -> int | None:
    """The id of the client with that reference given at import, or else that number.

    A file merged into another is found as the other.
    """
    found: int | None = Client.select(Client.id).where(Client.reference == text).scalar()
    digits = text.upper().removeprefix("C-")
    if found is None and digits.isascii() and digits.isdigit() and len(digits) < 10:
        found = Client.select(Client.id).where(Client.number == int(digits)).scalar()
    return None if found is None else holder(found)


def _reaches(client_id: int) -> list[ReachDraft]:
    query = (
        Reach.select(Reach.channel, Reach.value, Reach.label)
        .where(Reach.client == client_id)
        .order_by(Reach.position, Reach.id)
    )
    return [ReachDraft(*row) for row in query.tuples()]


def _tags(client_id: int) -> list[str]:
    query = ClientTag.select(ClientTag.tag).where(ClientTag.client == client_id)
    return [row[0] for row in query.order_by(ClientTag.tag).tuples()]


def _write_parts(client_id: int, draft: ClientDraft) -> None:
    for position, reach in enumerate(draft.reaches):
        Reach.insert(client=client_id, **reach_values(position, reach)).execute()
    for tag in draft.tags:
        ClientTag.insert(client=client_id, tag=tag).execute()


def client_values(draft: ClientDraft) -> dict[str, Any]:
    """The columns of a cleaned draft's row, its folded keys included."""
    row = {column: getattr(draft, column) for column in _OWN_COLUMNS}
    return row | {"search_key": draft.search_key, "sort_key": draft.sort_key}


def reach_values(position: int, reach: ReachDraft) -> dict[str, Any]:
    """The columns of a way to reach, the client's apart."""
    return {
        "channel": reach.channel,
        "label": reach.label,
        "value": reach.value,
        "key": reach.key,
        "reversed_key": reach.key[::-1] if reach.channel == "phone" else "",
        "position": position,
    }


def _check_recommendation(client_id: int | None, recommended_by: int | None) -> None:
    if recommended_by is None:
        return
    if recommended_by == client_id:
        raise Refused(_("Un client ne peut pas s’être recommandé lui-même."))
    if not Client.select().where(Client.id == recommended_by).exists():
        raise Refused(_("Le client qui a recommandé la boutique n’existe pas."))
    if client_id is not None and would_loop(client_id, recommended_by):
        raise Refused(_("C’est lui qui a été envoyé par ce client, directement ou non."))


def _check_reference(client_id: int | None, reference: str | None) -> None:
    if reference is None:
        return
    holder = Client.select(Client.id).where(Client.reference == reference).scalar()
    if holder is not None and holder != client_id:
        raise Refused(_("Un autre client porte déjà la référence {ref}.").format(ref=reference))


# -- assets ------------------------------------------------------------------------------------


def assets(client_id: int) -> list[AssetRow]:
    """A client's assets, those still looked after first."""
    query = Asset.select().where(Asset.client == client_id)
    return [
        AssetRow(
            row.id,
            AssetDraft(
                kind=row.kind,
                name=row.name,
                identifier=row.identifier,
                vin=row.vin,
                key_reference=row.key_reference,
                mileage=row.mileage,
                mileage_on=row.mileage_on,
                due_on=row.due_on,
                due_what=row.due_what,
                notes=row.notes,
                ended_on=row.ended_on,
            ),
        )
        for row in query.order_by(Asset.ended_on.is_null(False), Asset.id)
    ]


def insert_asset(client_id: int, draft: AssetDraft) -> int:
    """Write an asset inside the caller's transaction."""
    return int(Asset.insert(client=client_id, **asset_values(draft)).execute())


def save_asset(actor: Actor, client_id: int, asset_id: int | None, draft: AssetDraft) -> Changes:
    """Add an asset (`asset_id` None) or change one."""
    with writing():
        require(actor, Right.EDIT_CLIENTS)
        if asset_id is None:
            insert_asset(client_id, clean_asset(draft))
        else:
            query = Asset.update(**asset_values(clean_asset(draft)))
            query.where(Asset.id == asset_id, Asset.client == client_id).execute()
        index_client(client_id)
    return changed("asset", client_id=client_id)


def asset_values(draft: AssetDraft) -> dict[str, Any]:
    """The columns of a cleaned asset, the client's apart."""
    names = (
        "kind",
        "name",
        "identifier",
        "vin",
        "key_reference",
        "mileage",
        "mileage_on",
        "due_on",
        "due_what",
        "notes",
        "ended_on",
    )
    return {name: getattr(draft, name) for name in names} | {"identifier_key": draft.key}


# -- memory ------------------------------------------------------------------------------------


def memories(client_id: int) -> list[MemoryRow]:
    """What is remembered of a client: pinned first, then the latest, or as they were put."""
    query = (
        Memory.select(
            Memory.id, Memory.category, Memory.text, Memory.pinned, Memory.day, Memory.author
        )
        .where(Memory.client == client_id)
        .order_by(*memory_order())
    )
    return [MemoryRow(*row) for row in query.tuples()]


def memory_order() -> tuple[Any, ...]:
    """Pinned first, then what was not put in order yet, then the order a person gave."""
    return (Memory.pinned.desc(), Memory.position, Memory.day.desc(), Memory.id.desc())


def remember(
    actor: Actor, client_id: int, text: str, category: str = "other", *, pinned: bool = False
) -> Changes:
    """Write a fact in a client's memory; raises Refused for an empty text."""
    text = _memory_text(text, category)
    with writing():
        require(actor, Right.NOTE)
        Memory.insert(
            client=client_id,
            category=category,
            text=text,
            pinned=pinned,
            day=actor.today,
            author=actor.member_id,
        ).execute()
    return changed("memory", client_id=client_id)


def update_memory(actor: Actor, client_id: int, memory: MemoryRow) -> Changes:
    """Reword, pin or file a fact elsewhere."""
    memory = replace(memory, text=_memory_text(memory.text, memory.category))
    with writing():
        require(actor, Right.NOTE)
        query = Memory.update(text=memory.text, category=memory.category, pinned=memory.pinned)
        query.where(Memory.id == memory.id, Memory.client == client_id).execute()
    return changed("memory", client_id=client_id)


def forget(actor: Actor, client_id: int, memory_id: int) -> Changes:
    """Erase a fact from a client's memory."""
    with writing():
        require(actor, Right.NOTE)
        Memory.delete().where(Memory.id == memory_id, Memory.client == client_id).execute()
    return changed("memory", client_id=client_id)


def _memory_text(text: str, category: str) -> str:
    text = kept_whole(text, 1000)
    if not text:
        raise Refused(_("Écrivez ce dont il faut se souvenir."))
    if category not in MEMORY_CATEGORIES:
        raise Refused(_("Cette rubrique de la mémoire n’est pas connue."))
    return text
