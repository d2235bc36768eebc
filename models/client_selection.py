"""Some of the clients of the table, whether its rows were fetched or not."""

from dataclasses import dataclass

from models import client_list
from models.client_list import ClientFilter

_AT_ONCE = 1_000


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

    def count(self) -> int:
        """How many clients, as the book is now."""
        if self.only is not None:
            return len(self.only - self.left_out)
        return client_list.count(self.chosen) - len(self.left_out)

    def ids(self) -> list[int]:
        """The clients themselves, in their order."""
        found: list[int] = []
        total, after = self.count(), None
        while len(found) < total:
            places = client_list.places(
                self.chosen, self.sort, descending=self.descending, after=after, limit=_AT_ONCE
            )
            if not places:
                break
            after = places[-1]
            found += [client_id for *_place, client_id in places if self.keeps(client_id)]
        return found

    def keeps(self, client_id: int) -> bool:
        """Whether a client the filter keeps is one of them."""
        wanted = self.only is None or client_id in self.only
        return wanted and client_id not in self.left_out
