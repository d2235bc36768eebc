"""Writing the right-of-access file: a PDF to read, and beside it the same data as JSON."""

from datetime import date
from pathlib import Path

from models.access_file import access_file, access_json
from models.identity import printed_identity
from reports.access_pages import render_access
from reports.files import write_atomically


def write_access(path: Path, client_id: int, today: date) -> Path:
    """Write `path` and its `.json`. Raises CannotWrite."""
    found = access_file(client_id, today)
    write_atomically(path, render_access(found, printed_identity()))
    write_atomically(path.with_suffix(".json"), access_json(found).encode())
    return path
