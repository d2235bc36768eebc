"""Why a `ref` of the journal CSV is not found: the file is read again to say it precisely."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.exchange.journal_rows import JournalRows
from models.exchange.source import Source
from models.i18n import _


@dataclass(frozen=True, slots=True)
class UnknownRef:
    """A row whose `ref` its account does not hold; `client` as the row names it."""

    line: int
    client: str
    ref: str


def explain(
    table: Source, rows: JournalRows, unknown: list[UnknownRef]
) -> Iterator[tuple[int, str]]:
    """(line, sentence) for each of them."""
    if not unknown:
        return
    wanted = {row.ref for row in unknown}
    places: dict[str, list[tuple[int, str]]] = {}
    for line, cells in table.rows():
        row_id = rows.id_of(cells)
        if row_id in wanted:
            places.setdefault(row_id, []).append((line, rows.client_of(cells)))
    for row in unknown:
        yield row.line, _sentence(row, places.get(row.ref, []))


def _sentence(row: UnknownRef, places: list[tuple[int, str]]) -> str:
    own = [line for line, client in places if client == row.client]
    if own and own[0] < row.line:
        return _("L’écriture visée « {ref} », ligne {line}, a elle-même été refusée.").format(
            ref=row.ref, line=own[0]
        )
    if own:
        return _("L’écriture visée « {ref} » est plus bas dans le fichier, ligne {line}.").format(
            ref=row.ref, line=own[0]
        )
    if places:
        return _("L’écriture visée « {ref} » est celle d’un autre client.").format(ref=row.ref)
    return _("L’écriture visée « {ref} » n’existe pas dans ce compte.").format(ref=row.ref)
