"""Which files were erased: they keep a number and an account, and are nobody's any more."""

from typing import Any

from models.errors import Refused
from models.i18n import _
from models.prepared import Prepared
from models.tables import Erasure

_ONE = Prepared(lambda client: Erasure.select(Erasure.client).where(Erasure.client == client))


def is_erased(client_id: int) -> bool:
    """Whether this file was erased."""
    return _ONE.first(client_id) is not None


def erased_ids() -> set[int]:
    """Every file that was."""
    return {row[0] for row in Erasure.select(Erasure.client).tuples()}


def erased(column: Any) -> Any:
    """The condition that a column of client ids names a file that was erased."""
    return column.in_(Erasure.select(Erasure.client))


def require_not_erased(client_id: int) -> None:
    """Raise Refused for a file that was erased: nothing is written in it any more."""
    if is_erased(client_id):
        raise Refused(why_nothing())


def why_nothing() -> str:
    """Why nothing is written in an erased file."""
    return _(
        "Cette fiche a été effacée\u00a0: rien n’y est plus noté. Si la personne revient, "
        "ouvrez-lui un nouveau compte."
    )
