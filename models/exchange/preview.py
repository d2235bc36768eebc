"""What a file would become, before anything is written."""

from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from models.actor import Actor
from models.client_drafts import ClientDraft
from models.errors import Refused
from models.exchange.book_files import book_file
from models.exchange.client_fates import ClientFates, Fate, Met
from models.exchange.importing import kind_of, mapping_of, open_any
from models.exchange.mapping import Mapping
from models.exchange.report import ImportOptions, Kind
from models.exchange.source import Row, Source
from models.exchange.visit_fates import VisitFates

ROWS = 50


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row: its cells, what it would become (`fate`, and `text` for people), why it is refused.

    `client_id` and `name` are the client of the book it meets; `name` alone a new one's.
    """

    line: int
    cells: tuple[str, ...]
    draft: ClientDraft | None
    reason: str = ""
    remarks: tuple[str, ...] = ()
    fate: Fate = "refused"
    text: str = ""
    client_id: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it is understood; a journal or settings have no mapping and no rows."""

    kind: Kind
    form: str
    mapping: Mapping | None = None
    rows: tuple[PreviewRow, ...] = ()


def preview(
    actor: Actor,
    path: str | Path,
    mapping: Mapping | None = None,
    limit: int = ROWS,
    options: ImportOptions | None = None,
) -> Preview:
    """The first rows of a file as they would be taken in, by `mapping` or what is recognised.

    Nothing is written. Raises Refused as `import_file` does.
    """
    path, options = Path(path), options or ImportOptions()
    known = book_file(path)
    if known is not None:
        return Preview(known.kind, "")
    table = open_any(path)
    mapping = mapping or options.mapping or mapping_of(table)
    kind = kind_of(table, mapping)
    if mapping is None or kind == "journal":
        return Preview(kind, table.form)
    options = replace(options, mapping=mapping)
    rows = list(islice(table.rows(), limit))
    meet = _visits if kind == "visits" else _clients
    met = meet(actor, table, options, rows)
    shown = tuple(_shown(line, cells, met[line]) for line, cells in rows)
    return Preview(kind, table.form, mapping, shown)


def _visits(
    actor: Actor, table: Source, options: ImportOptions, rows: list[Row]
) -> dict[int, Met | Refused]:
    return VisitFates(actor, table, options).meet(rows)


def _clients(
    actor: Actor, table: Source, options: ImportOptions, rows: list[Row]
) -> dict[int, Met | Refused]:
    fates = ClientFates(actor, table, options)
    found: dict[int, Met | Refused] = {}
    for line, cells in rows:
        try:
            fault = table.fault(cells)
            if fault:
                raise Refused(fault)
            found[line] = fates.meet(line, cells)
        except Refused as refusal:
            found[line] = refusal
    return found


def _shown(line: int, cells: list[str], met: Met | Refused) -> PreviewRow:
    if isinstance(met, Refused):
        return PreviewRow(line, tuple(cells), None, reason=str(met), text=str(met))
    return PreviewRow(
        line=line,
        cells=tuple(cells),
        draft=met.draft,
        remarks=met.remarks,
        fate=met.fate,
        text=met.text,
        client_id=met.client_id,
        name=met.name,
    )
