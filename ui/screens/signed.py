"""Who noted each line of a list: the team's initials on their colours."""

from collections.abc import Callable
from typing import TypeVar

from models.i18n import _
from models.team import members
from ui.item_models.lazy_table import By, Cell, Column

R = TypeVar("R")


class Signatures:
    """The team as lists sign their lines with it; `read` it again each time a list is."""

    def __init__(self) -> None:
        self._team: dict[int, By] = {}

    def read(self) -> None:
        """Read the team, those who left included."""
        rows = members(active_only=False)
        self._team = {row.id: By(row.name, row.initials, row.colour) for row in rows}

    def of(self, *member_ids: int | None) -> tuple[By, ...]:
        """The marks of these members; nobody's is left out."""
        found = (self._team.get(member_id or 0) for member_id in member_ids)
        return tuple(by for by in found if by is not None)

    def column(self, author_of: Callable[[R], int | None], title: str = "") -> Column[R]:
        """The column that says who noted each line."""
        return Column(
            title or _("Par"), lambda row: Cell("", by=self.of(author_of(row))), width=5, spare=True
        )
