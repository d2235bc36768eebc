"""The files of an export that are no tables: each is recognised by its content, and read whole."""

import csv
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from models.actor import Actor
from models.clock import today
from models.errors import Refused
from models.exchange.merges_file import import_merges, read_merges
from models.exchange.report import Kind, Progress, Tally
from models.exchange.settings_file import import_settings, read_settings
from models.exchange.shop_file import import_shop, read_shop
from models.exchange.whole_files import are_whole_files, import_whole_files
from models.i18n import _

TAKEN_BACK = (
    *("livre.json", "reglages.json", "journal.csv", "clients.csv", "fiches.jsonl"),
    "fusions.json",
)
"""The files of an export that a book takes back, in the order in which they need each other."""
_FIRST = 1 << 16


class BookFile(NamedTuple):
    """A file of an export: what it holds, what takes it in for the import of that id."""

    kind: Kind
    work: Callable[[Actor, int, Progress | None], Tally]


def unfolded(paths: Iterable[Path]) -> list[Path]:
    """The files, and in the place of a folder those it holds: of an export, those a book takes
    back, in their order; a folder that cannot be read stays itself."""
    found: list[Path] = []
    for path in paths:
        found += _held(path) if path.is_dir() else [path]
    return found


def _held(folder: Path) -> list[Path]:
    try:
        held = sorted(file for file in folder.iterdir() if file.is_file() and file.name[0] != ".")
    except OSError:
        return [folder]
    names = {file.name for file in held}
    if names >= {"journal.csv", "clients.csv"}:
        return [folder / name for name in TAKEN_BACK if name in names]
    return held or [folder]


def book_file(path: Path) -> BookFile | None:
    """What a file of an export is; None for any other file, for the journal and the clients.

    Raises Refused when it is malformed, or made for people alone.
    """
    if not _is_json(path):
        _refuse_for_people(path)
        return None
    if (versions := read_settings(path)) is not None:
        return BookFile("settings", lambda actor, run, _told: import_settings(actor, versions, run))
    if (merges := read_merges(path)) is not None:
        return BookFile("merges", lambda actor, _run, _told: import_merges(actor, merges))
    if (lines := read_shop(path)) is not None:
        return BookFile("shop", lambda actor, _run, _told: import_shop(actor, lines))
    if are_whole_files(path):
        return BookFile(
            "files", lambda actor, run, told: import_whole_files(actor, path, run, told)
        )
    if path.suffix.lower() in (".json", ".jsonl"):
        raise Refused(
            _(
                "«\u00a0{name}\u00a0» n’est pas un fichier qu’un livre reprend, ou il est "
                "incomplet\u00a0: exportez de nouveau."
            ).format(name=path.name)
        )
    return None


def _is_json(path: Path) -> bool:
    with suppress(OSError, ValueError), path.open("rb") as stream:
        return stream.read(16).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
    return False


def _refuse_for_people(path: Path) -> None:
    """Raise Refused for a table of an export other than those a book takes back: read as clients
    or visits it would bring what is in the journal already."""
    from models.export import people_tables

    header = _header(path)
    if header and any(header == table.header for table in people_tables(today())):
        raise Refused(
            _(
                "«\u00a0{name}\u00a0» vient d’un export du livre\u00a0: il se lit dans un tableur, "
                "et rien n’en est repris ici. Pour tout retrouver, importez du même dossier "
                "livre.json, reglages.json, journal.csv, clients.csv, puis fiches.jsonl."
            ).format(name=path.name)
        )


def _header(path: Path) -> tuple[str, ...]:
    """The cells of the first line, as an export writes them."""
    with (
        suppress(OSError, ValueError, csv.Error),
        path.open(encoding="utf-8-sig", newline="") as stream,
    ):
        return tuple(next(csv.reader([stream.readline(_FIRST)], delimiter=";"), ()))
    return ()
