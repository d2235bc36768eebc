"""What an erased person leaves in each table: rows that go, texts that go, facts that stay.

Every table that refers to a client or an entry is in one of these lists, or is known to name
nobody: a test sees to it.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from models.rules.folding import fold
from models.tables import (
    Asset,
    AssetMove,
    CallBack,
    CaseFile,
    CharterMail,
    ClaimAbuse,
    Client,
    ClientTag,
    Consent,
    Distance,
    Entry,
    EntryText,
    FileHold,
    GuaranteeWaiver,
    ImportBefore,
    LineEnd,
    Log,
    Memory,
    Merge,
    Message,
    PrivacyRequest,
    PrivilegeUse,
    Reach,
    Repair,
    SavedFilter,
    SentLetter,
    TodoMark,
    TwoPeople,
    VisitAmount,
    Voice,
)

GONE: tuple[Any, ...] = (
    Reach.client,
    ClientTag.client,
    Memory.client,
    AssetMove.source,
    AssetMove.target,
    Asset.client,
    CallBack.client,
    CharterMail.client,
    Consent.client,
    FileHold.client,
    GuaranteeWaiver.client,
    ImportBefore.client,
    LineEnd.client,
    Message.client,
    PrivacyRequest.client,
    Repair.client,
    SentLetter.client,
    TodoMark.client,
    TwoPeople.first,
    TwoPeople.second,
    Voice.client,
)
"""The rows of these go: they say nothing but about the person."""
GONE_WITH_ENTRIES: tuple[Any, ...] = (EntryText.entry, VisitAmount.entry)
SILENCED: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (Distance.client, (Distance.reason, Distance.end_reason)),
    (PrivilegeUse.client, (PrivilegeUse.reason,)),
)
"""These keep what the shop did, on which day, for its months; their texts go."""
SILENCED_WITH_ENTRIES: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (
        CaseFile.entry,
        (
            *(CaseFile.words, CaseFile.asks, CaseFile.understood, CaseFile.proposal),
            *(CaseFile.done, CaseFile.prevention, CaseFile.verdict_words),
        ),
    ),
    (ClaimAbuse.entry, (ClaimAbuse.reason,)),
)
BLANK: dict[str, object] = {
    **dict.fromkeys(
        (
            *("civility", "first_name", "last_name", "company", "address_form", "street"),
            *("postcode", "town", "country", "how_came", "notes", "search_key", "sort_key"),
        ),
        "",
    ),
    **dict.fromkeys(("reference", "birth_day", "birth_month", "birth_year"), None),
}
"""What a client file says once its person was erased: its number, since when they came, and the
day it was opened, which rights are counted from in the months before."""
_SHORTEST_MARK = 3


def blank_rows(ids: Sequence[int]) -> None:
    """Remove what these files say of somebody, inside the caller's transaction."""
    ids = list(ids)
    _remove_filters(ids)
    entries = Entry.select(Entry.id).where(Entry.client.in_(ids))
    for field, chosen in (
        *((field, ids) for field in GONE),
        *((field, entries) for field in GONE_WITH_ENTRIES),
    ):
        field.model.delete().where(field.in_(chosen)).execute()
    for field, chosen, texts in (
        *((field, ids, texts) for field, texts in SILENCED),
        *((field, entries, texts) for field, texts in SILENCED_WITH_ENTRIES),
    ):
        empty = dict.fromkeys(texts, "")
        field.model.update(empty).where(field.in_(chosen)).execute()
    Log.update(client=None, detail="").where(Log.client.in_(ids)).execute()
    merges = Merge.kept.in_(ids) | Merge.absorbed.in_(ids)
    Merge.update(before="{}").where(merges).execute()
    Client.update(**BLANK).where(Client.id.in_(ids)).execute()


def _remove_filters(ids: list[int]) -> None:
    """The filters of the Clients table that look for one of these people."""
    query = Client.select(Client.last_name, Client.company).where(Client.id.in_(ids))
    names = {fold(name) for row in query.tuples() for name in row}
    codes = {row[0] for row in Reach.select(Reach.key).where(Reach.client.in_(ids)).tuples()}
    for row in SavedFilter.select():
        told = fold(" ".join((row.name, *json.loads(row.conditions).values())))
        digits = re.sub(r"\D", "", row.conditions)
        named = any(len(name) >= _SHORTEST_MARK and name in told for name in names)
        if named or any(code in digits or fold(code) in told for code in codes if code):
            row.delete_instance()
