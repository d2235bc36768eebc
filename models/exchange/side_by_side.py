"""Rows that meet a client the book knows: what is in the book beside what is in the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.actor import Actor
from models.client_drafts import AssetDraft, ClientDraft
from models.errors import Refused
from models.exchange.client_fates import ClientFates, Met
from models.exchange.importing import kind_of, mapping_of, open_any
from models.exchange.mapping import Mapping
from models.exchange.report import ImportOptions, OnDuplicate, Progress
from models.exchange.source import Source
from models.i18n import _, format_date
from models.rules.folding import fold


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One thing the book or the file says; what the file does not say never differs."""

    label: str
    in_book: str
    in_file: str
    differs: bool


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """A row about a client of the book; `proposed` is "update" when it brings something new."""

    line: int
    client_id: int
    name: str
    proposed: OnDuplicate
    fields: tuple[FieldPair, ...]


def duplicates(
    actor: Actor,
    path: str | Path,
    mapping: Mapping | None = None,
    limit: int = 200,
    progress: Progress | None = None,
) -> tuple[DuplicateRow, ...]:
    """The first rows of a file of clients that meet a client of the book; none for other files.

    Nothing is written. Raises Refused as `import_file` does; what `progress` raises passes.
    """
    table = open_any(Path(path))
    mapping = mapping or mapping_of(table)
    if mapping is None or kind_of(table, mapping) != "clients":
        return ()
    options = ImportOptions(on_duplicate="update", mapping=mapping)
    found: list[DuplicateRow] = []
    for line, met in _met(table, ClientFates(actor, table, options), progress):
        if met.client_id is not None and met.before is not None and len(found) < limit:
            found.append(_row(line, met.client_id, met, met.before))
        if len(found) == limit:
            break
    return tuple(found)


def _met(table: Source, fates: ClientFates, progress: Progress | None) -> Iterator[tuple[int, Met]]:
    for line, cells in table.rows(progress):
        if not table.fault(cells):
            try:
                yield line, fates.meet(line, cells)
            except Refused:  # the preview and the import tell it
                continue


def _row(line: int, client_id: int, met: Met, before: ClientDraft) -> DuplicateRow:
    proposed: OnDuplicate = "update" if met.fate == "completes" else "skip"
    pairs = [
        FieldPair(label, was, said, bool(said) and _differ(was, said))
        for (label, was), (_label, said) in zip(_told(before), _told(met.draft), strict=True)
        if was or said
    ]
    return DuplicateRow(line, client_id, met.name, proposed, tuple(pairs))


def _differ(was: str, said: str) -> bool:
    """Whether the file says something else, or more; accents and capitals do not count."""
    return not {fold(line) for line in said.split("\n")} <= {fold(line) for line in was.split("\n")}


def _told(draft: ClientDraft) -> list[tuple[str, str]]:
    """A client file in words, always the same things in the same order."""
    phones = [reach.value for reach in draft.reaches if reach.channel == "phone"]
    emails = [reach.value for reach in draft.reaches if reach.channel == "email"]
    return [
        (_("Civilité"), draft.civility),
        (_("Prénom"), draft.first_name),
        (_("Nom"), draft.last_name),
        (_("Société"), draft.company),
        (_("Téléphone"), "\n".join(phones)),
        (_("E-mail"), "\n".join(emails)),
        (_("Rue"), draft.street),
        (_("Ville"), f"{draft.postcode} {draft.town}".strip()),
        (_("Pays"), draft.country),
        (_("Anniversaire"), _birthday(draft)),
        (_("Client depuis"), format_date(draft.since) if draft.since else ""),
        (_("Comment il est venu"), draft.how_came),
        (_("Étiquettes"), "\n".join(draft.tags)),
        (_("Bien suivi"), "\n".join(map(_asset, draft.assets))),
        (_("Notes"), draft.notes),
        (_("Numéro de client"), draft.reference or ""),
    ]


def _birthday(draft: ClientDraft) -> str:
    parts = (draft.birth_day, draft.birth_month, draft.birth_year)
    return "/".join(f"{part:02d}" for part in parts if part is not None)


def _asset(asset: AssetDraft) -> str:
    return " ".join(part for part in (asset.name, asset.identifier or asset.vin) if part)
