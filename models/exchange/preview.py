"""What a file would become, before anything is written."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from models.actor import Actor
from models.client_drafts import ClientDraft
from models.errors import Refused
from models.exchange.client_import import recognised
from models.exchange.client_rows import ClientRows
from models.exchange.importing import kind_of, open_any
from models.exchange.mapping import Mapping
from models.exchange.report import Kind
from models.exchange.source import Source

ROWS = 50


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row: its cells, the client it would become, or why it would be refused."""

    line: int
    cells: tuple[str, ...]
    draft: ClientDraft | None
    reason: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """A file of clients as it is understood; a journal has no mapping and no rows."""

    kind: Kind
    form: str
    mapping: Mapping | None = None
    rows: tuple[PreviewRow, ...] = ()


def preview(
    actor: Actor, path: str | Path, mapping: Mapping | None = None, limit: int = ROWS
) -> Preview:
    """The first rows of a file as they would be read, by `mapping` or by what is recognised.

    Raises Refused as `import_file` does.
    """
    table = open_any(Path(path))
    kind = kind_of(table)
    if kind == "journal":
        return Preview(kind, table.form)
    mapping = mapping or recognised(table)
    rows = ClientRows(mapping, actor.today)
    shown = tuple(_row(table, rows, line, cells) for line, cells in islice(table.rows(), limit))
    return Preview(kind, table.form, mapping, shown)


def _row(table: Source, rows: ClientRows, line: int, cells: list[str]) -> PreviewRow:
    try:
        fault = table.fault(cells)
        if fault:
            raise Refused(fault)
        read = rows.read(cells)
    except Refused as refusal:
        return PreviewRow(line, tuple(cells), None, str(refusal))
    return PreviewRow(line, tuple(cells), read.draft, "", read.remarks)
