"""Some of the clients of the table, whether its rows were fetched or not."""

from dataclasses import dataclass

from models import client_list
from models.client_list import ClientFilter


@dataclass(frozen=True, slots=True)
class Selection:
    """Which clients, in which order.

    `only` these of what the filter keeps (None: all of them), but for those `left_out`.
    """

    chosen: ClientFilter
    sort: str = "name"
    descending: bool = False
    only: frozenset[int] | None = None
    left_out: frozenset[int] = frozenset()

    def ids(self) -> list[int]:
        """These clients, as the book is now, in no order."""
        found = client_list.ids(self.chosen) if self.only is None else self.only
        return [one for one in found if one not in self.left_out]

    def count(self) -> int:
        """How many clients, as the book is now."""
        if self.only is not None:
            return len(self.only - self.left_out)
        return client_list.count(self.chosen) - len(self.left_out)
