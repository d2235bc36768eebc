"""The account of a client whose file was merged with another: which entries count, from when.

The journal is append-only: a merge moves no entry. It says that from its day on the entries of
the *absorbed* file count in the account of the *kept* one, and no longer in their own. Before
that day both accounts answer as they always did. What is noted afterwards is noted in the kept
file, and stays there when the merge is undone. A merge undone on its own day never counted; one
undone later (its month was closed) counted in between, as a reversal of a later day does.

A file that absorbed others may be absorbed in turn. `kept_seq` and `absorbed_seq` tell how many
entries each journal had, so that what is recorded later always stands after both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from models.rules.trust.account import OWN, Account, Id, Merging
from models.rules.trust.entries import Entry


class Recorded(NamedTuple):
    """An entry and the moment it was recorded, as text that sorts."""

    entry: Entry
    at: str


@dataclass(frozen=True, slots=True)
class FileMerge:
    """On `day`, the file `absorbed` was merged into `kept`; `undone_on` when it was undone."""

    id: int
    kept: int
    absorbed: int
    day: date
    kept_seq: int
    absorbed_seq: int
    undone_on: date | None = None

    @property
    def counted(self) -> bool:
        """Whether it counts, or counted, on any day."""
        return self.undone_on != self.day

    def holds(self, day: date) -> bool:
        """Whether it counts on `day`."""
        return self.day <= day and (self.undone_on is None or day < self.undone_on)


Journals = Mapping[int, Sequence[Recorded]]


def merged_account(
    client: int,
    merges: Sequence[FileMerge],
    journals: Journals,
    *,
    before: int | None = None,
    count: int | None = None,
) -> Account:
    """The account of `client`, from its own journal and those merged into it.

    `merges` in order of recording. With `before` and `count`, as it was before that merge.
    """
    own = [recorded.entry for recorded in journals.get(client, ())][:count]
    account, place = Account(), 0
    for merge in merges:
        if not merge.counted or (before is not None and merge.id >= before):
            continue
        if merge.kept == client:
            place = _record(account, own, place, merge.kept_seq)
            _join(account, merge, merges, journals)
        elif merge.absorbed == client:
            place = _record(account, own, place, merge.absorbed_seq)
            account.turn(Merging(merge.day, OWN, counts=False, other=merge.kept))
            if merge.undone_on is not None:
                account.turn(Merging(merge.undone_on, OWN, counts=True, other=merge.kept))
    _record(account, own, place, len(own))
    return account


def _record(account: Account, own: Sequence[Entry], start: int, end: int) -> int:
    for entry in own[start:end]:
        account.record(entry)
    return max(start, end)


def _join(
    account: Account, merge: FileMerge, merges: Sequence[FileMerge], journals: Journals
) -> None:
    other = merged_account(
        merge.absorbed, merges, journals, before=merge.id, count=merge.absorbed_seq
    )
    undone = frozenset(other.reversed_on)
    moments = {one.entry.id: one.at for rows in journals.values() for one in rows}
    order = _in_order(account.order(), [*other.by_id], moments)
    joining = Merging(merge.day, merge.id, counts=True, undone=undone, other=merge.absorbed)
    account.join(joining, other.entries, order)
    if merge.undone_on is not None:
        account.turn(Merging(merge.undone_on, merge.id, counts=False, other=merge.absorbed))


def _in_order(mine: Sequence[Id], theirs: Sequence[Id], moments: Mapping[Id, str]) -> list[Id]:
    """Both journals in order of recording, each in its own; at the same moment, mine first."""
    known = set(mine)
    theirs = [one for one in theirs if one not in known]
    pairs = [*zip(_latest(mine, moments), mine, strict=True)]
    pairs += zip(_latest(theirs, moments), theirs, strict=True)
    return [one for _moment, one in sorted(pairs, key=lambda pair: pair[0])]


def _latest(ids: Sequence[Id], moments: Mapping[Id, str]) -> list[str]:
    """The latest moment up to each: what was recorded after another stands after it."""
    return list(accumulate((moments[one] for one in ids), max))
