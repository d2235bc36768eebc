"""The merges of client files beside a journal: `fusions.json`.

A journal says nothing of them, so that each row stays that of its own file. A book that imported
the journal and the clients needs this file last to give the same answers. It is recognised by
its `format`. A merge taken from a file is undone as any other; what hung on each file before is
not known there, and stays in the kept one.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from models.accounts import keep_figures, read_account
from models.actor import Actor
from models.client_keys import client_keys
from models.clock import now_utc
from models.errors import Refused
from models.exchange.json_values import told_in
from models.exchange.live_accounts import ClientKeys
from models.exchange.report import Tally
from models.i18n import _
from models.merges import file_merges, in_force
from models.rules.trust.merging import FileMerge
from models.search_index import index_many
from models.tables import DaySnapshot, Entry, Merge
from models.team import Right, require

FORMAT = "compte-confiance/fusions"
_MOST_BYTES = 1 << 22


@dataclass(frozen=True, slots=True)
class MergeLine:
    """A merge of a file: clients by reference or number; how many entries each journal had."""

    kept: str
    absorbed: str
    day: date
    kept_entries: int
    absorbed_entries: int
    undone_on: date | None


def merges_json() -> str:
    """The book's merges, in order of recording, as the file's text."""
    keys = client_keys()
    rows = [
        {
            "kept": keys[merge.kept],
            "absorbed": keys[merge.absorbed],
            "day": merge.day.isoformat(),
            "kept_entries": merge.kept_seq,
            "absorbed_entries": merge.absorbed_seq,
            "undone_on": merge.undone_on.isoformat() if merge.undone_on else None,
        }
        for merge in file_merges()
    ]
    return json.dumps({"format": FORMAT, "merges": rows}, ensure_ascii=False, indent=2)


def read_merges(path: Path) -> list[MergeLine] | None:
    """The merges a file holds; None when it is something else; Refused when it is malformed."""
    data = told_in(path, FORMAT, _MOST_BYTES)
    if data is None:
        return None
    try:
        return [_line(row) for row in data["merges"]]
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(
            _("Ce fichier de fusions n’est pas bien formé\u00a0; rien n’a été changé.")
        ) from error


def _line(row: dict[str, Any]) -> MergeLine:
    undone = row["undone_on"]
    counts = int(row["kept_entries"]), int(row["absorbed_entries"])
    if min(counts) < 0:
        raise ValueError(counts)
    day = date.fromisoformat(row["day"])
    undone_on = date.fromisoformat(undone) if undone else None
    if undone_on is not None and undone_on < day:
        raise ValueError(undone)
    return MergeLine(str(row["kept"]), str(row["absorbed"]), day, *counts, undone_on)


def import_merges(actor: Actor, lines: list[MergeLine]) -> Tally:
    """Write the merges the book lacks, inside the caller's transaction.

    Refused, line by line, when a client is not there or their journal is not what it was.
    """
    require(actor, Right.SET_UP)
    keys, tally = ClientKeys(whole=True), Tally(read=len(lines))
    known = {(one.kept, one.absorbed, one.day) for one in file_merges()}
    touched: set[int] = set()
    for number, line in enumerate(lines, 1):
        kept, absorbed = keys.find(line.kept), keys.find(line.absorbed)
        if (kept, absorbed, line.day) in known:
            tally.skipped += 1
        elif kept is None or absorbed is None or kept == absorbed or kept in in_force():
            tally.refuse(number, _("L’une de ces deux fiches n’est pas dans le livre."))
        elif absorbed in in_force() or line.day > actor.today or not _fits(kept, absorbed, line):
            tally.refuse(number, _("Le journal de ces fiches n’est pas celui de cette fusion."))
        else:
            _insert(actor, kept, absorbed, line)
            touched |= {kept, absorbed}
            tally.created += 1
    _refresh(touched, actor.today)
    return tally


def _fits(kept: int, absorbed: int, line: MergeLine) -> bool:
    """Whether both have the entries they had, none of the absorbed file after the merge."""
    count = Entry.select().where(Entry.client == kept).count()
    theirs = Entry.select(Entry.day).where(
        Entry.client == absorbed, Entry.seq <= line.absorbed_entries
    )
    days = [row[0] for row in theirs.tuples()]
    return (
        0 < line.kept_entries <= count
        and len(days) == line.absorbed_entries
        and all(day <= line.day for day in days)
    )


def _insert(actor: Actor, kept: int, absorbed: int, line: MergeLine) -> None:
    Merge.insert(
        kept=kept,
        absorbed=absorbed,
        day=line.day,
        kept_seq=line.kept_entries,
        absorbed_seq=line.absorbed_entries,
        author=actor.member_id,
        recorded_at=now_utc(),
        before="{}",
        undone_on=line.undone_on,
        undone_by=actor.member_id if line.undone_on else None,
    ).execute()


def _refresh(clients: set[int], today: date) -> None:
    """What is kept of these accounts, and of those merged again since."""
    for client in _with_keepers(clients):
        keep_figures(client, read_account(client), today)
    if clients:
        DaySnapshot.delete().execute()
        index_many(clients)


def _with_keepers(clients: set[int]) -> Iterator[int]:
    merges: list[FileMerge] = file_merges()
    found = set(clients)
    for merge in merges:
        if merge.absorbed in found:
            found.add(merge.kept)
    yield from sorted(found)
