"""The whole book in open formats, in a folder of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from models.client_export import write_client_files, write_clients
from models.errors import CannotWrite
from models.exchange import settings_json, write_journal
from models.failures import known_errors
from models.files import put_in_place
from models.i18n import _
from models.tables import database

Write = Callable[[TextIO], object]


def export(folder: Path) -> list[Path]:
    """Write the dated settings, the journal and the client files; returns the files.

    An empty book that imports the first three in this order gives the same answers. A file
    already there is replaced, at once or not at all. All of it is the book of one moment.
    Raises CannotWrite.
    """
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(_("Ce n’est pas un dossier : {path}").format(path=folder))
    files: list[tuple[str, str, Write]] = [
        ("reglages.json", "utf-8", lambda stream: stream.write(settings_json())),
        ("journal.csv", "utf-8", write_journal),
        ("clients.csv", "utf-8-sig", write_clients),  # the mark tells spreadsheets it is UTF-8
        ("fiches.jsonl", "utf-8", write_client_files),
    ]
    with known_errors(), database.atomic():
        folder.mkdir(parents=True, exist_ok=True)
        return [_written(folder / name, encoding, write) for name, encoding, write in files]


def _written(target: Path, encoding: str, write: Write) -> Path:
    draft = target.with_name(f".{target.name}.partiel")
    try:
        with draft.open("w", encoding=encoding, newline="") as stream:
            write(stream)
        put_in_place(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return target
