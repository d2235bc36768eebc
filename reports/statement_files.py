"""Writing the statements of several clients: one PDF, or a file for each in a folder."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from models.errors import CannotWrite
from models.failures import known_errors
from models.i18n import _
from models.identity import printed_identity
from models.statement_data import Statement
from models.statements import statement_of
from reports.files import write_atomically
from reports.statement import bind_statements, render_statement

Tell = Callable[[int, int], object]
"""Called with (statements made, in all); raising from it leaves nothing behind."""


class Period(NamedTuple):
    """What the statements cover, as seen on `today`; `start` None begins with the first entry."""

    start: date | None
    end: date
    today: date


def write_one(path: Path, client_id: int, period: Period) -> Path:
    """One client's PDF. Raises Refused, CannotWrite."""
    statement = statement_of(client_id, *period)
    write_atomically(path, render_statement(statement, printed_identity()))
    return path


def write_bound(
    path: Path, clients: Sequence[int], period: Period, tell: Tell = lambda done, total: None
) -> Path:
    """One PDF of them all, in that order. Raises Refused, CannotWrite."""
    statements = _statements(clients, period, tell)
    write_atomically(path, bind_statements(statements, printed_identity(), period.today))
    return path


def write_each(
    folder: Path, clients: Sequence[int], period: Period, tell: Tell = lambda done, total: None
) -> Path:
    """A PDF for each in `folder`, made if it is not there; files of the same names give way.

    They are put there once all are made. Raises Refused, CannotWrite.
    """
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(
            _("Ce n’est pas un dossier\N{NO-BREAK SPACE}: {path}").format(path=folder)
        )
    with known_errors():
        made = tempfile.mkdtemp(
            prefix=".releves-", dir=folder if folder.exists() else folder.parent
        )
    draft, shop = Path(made), printed_identity()
    try:
        for statement in _statements(clients, period, tell):
            with known_errors():
                (draft / _name(statement)).write_bytes(render_statement(statement, shop))
        with known_errors():
            folder.mkdir(exist_ok=True)
            for file in draft.iterdir():
                file.replace(folder / file.name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def _statements(clients: Sequence[int], period: Period, tell: Tell) -> Iterator[Statement]:
    for done, client_id in enumerate(clients):
        tell(done, len(clients))
        yield statement_of(client_id, *period)
    tell(len(clients), len(clients))


def _name(statement: Statement) -> str:
    return _("releve-{number}.pdf").format(number=statement.client_number)
