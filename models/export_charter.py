"""What an export says of privileges: those thought through and the charters as JSON, who was told
and how each one that came up ended as tables."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from peewee import JOIN

from models.bulk import among, read_rows
from models.charter_mails import MailState
from models.charter_told import How
from models.client_keys import client_keys
from models.export_tables import WHO, BookTable, Cells, about, told
from models.privilege_uses import UseOutcome
from models.privilege_words import how_label, outcome_label
from models.privileges import read
from models.standing import stands
from models.tables import (
    Charter,
    CharterItem,
    CharterMail,
    CharterPaper,
    CharterPromise,
    CharterTold,
    Entry,
    Member,
    Privilege,
    PrivilegeUse,
    TrialReview,
)

STATES = {
    MailState.SENDING: "non confirmé",
    MailState.SENT: "envoyé",
    MailState.FAILED: "échec",
}


def charter_tables() -> tuple[BookTable, ...]:
    """The tables, in the order of their files."""
    use = ("Date", "Privilège", "Charte", "Issue", "Pourquoi", "Noté par", "Annulé")
    known = ("Charte", "Dite le", "Comment", "Par")
    sent = ("État", "Détail", "Identifiant")
    return (
        BookTable("privileges.csv", (*WHO, *use), _uses),
        BookTable("charte-dite.csv", (*WHO, *known), _told),
        BookTable("privileges-dus.csv", (*WHO, "Privilège", "Charte", "Dû jusqu’au"), _owed),
        BookTable("charte-envois.csv", (*WHO, "Charte", "Le", "Par", *sent), _mails),
    )


def _uses() -> Iterator[Cells]:
    use = PrivilegeUse
    columns = (use.day, CharterItem.content, Charter.number, use.outcome, use.reason)
    query = (
        about(use, *columns, Member.name, use.taken_back_on.is_null() & stands())
        .switch(use)
        .join(CharterItem)
        .join(Charter, on=CharterItem.charter == Charter.id)
        .switch(use)
        .join(Member)
        .switch(use)
        .join(Entry, JOIN.LEFT_OUTER, on=use.entry == Entry.id)
    )
    for who, (day, content, number, outcome, reason, author, counts) in told(
        query, use.day, use.id
    ):
        said = (read(content).title, number, outcome_label(UseOutcome(outcome)), reason)
        yield *who, day, *said, author, not counts


def _owed() -> Iterator[Cells]:
    """What a later charter ended, and to whom it stays due for a time."""
    item = CharterItem
    query = about(CharterPromise, item.content, Charter.number, item.until).switch(CharterPromise)
    query = query.join(item).join(Charter, on=item.charter == Charter.id)
    for who, (content, number, until) in told(query, item.id):
        yield *who, read(content).title, number, until


def _told() -> Iterator[Cells]:
    columns = (Charter.number, CharterTold.day, CharterTold.how, Member.name)
    query = about(CharterTold, *columns).switch(CharterTold).join(Charter)
    query = query.switch(CharterTold).join(Member)
    for who, (number, day, how, author) in told(query, Charter.number):
        yield *who, number, day, how_label(How(how)), author


def _mails() -> Iterator[Cells]:
    mail = CharterMail
    columns = (Charter.number, mail.recorded_at, Member.name, mail.state, mail.told)
    query = about(mail, *columns, mail.message_id).switch(mail).join(Charter)
    query = query.switch(mail).join(Member)
    for who, (number, at, author, state, said, message_id) in told(query, Charter.number):
        yield *who, number, at, author, STATES[MailState(state)], said, message_id


def charter_papers() -> Iterator[tuple[str, bytes]]:
    """(name, content) of each paper of a charter, as it was kept when it was printed."""
    query = (
        CharterPaper.select(Charter.number, CharterPaper.form, CharterPaper.data)
        .join(Charter)
        .order_by(Charter.number, CharterPaper.form)
    )
    for number, form, data in query.tuples().iterator():
        kind = "html" if form.startswith("web") else "pdf"
        yield f"charte-{number}-{form}.{kind}", bytes(data)


def charters_of(clients: Collection[int]) -> Mapping[int, dict[str, list[dict[str, Any]]]]:
    """By client: the charters they were told, what stays due to them, what came up."""
    found: Mapping[int, dict[str, list[dict[str, Any]]]]
    found = defaultdict(lambda: {"charters": [], "promises": [], "uses": []})
    some, authors = among(clients), dict(Member.select(Member.id, Member.name).tuples())
    item = (Charter.number, Privilege.uuid)
    query = CharterTold.select(
        CharterTold.client, Charter.number, CharterTold.day, CharterTold.how, CharterTold.author
    ).join(Charter)
    for client, number, day, how, by in read_rows(
        query.where(CharterTold.client.in_(some)).order_by(Charter.number)
    ):
        known = {"charter": number, "day": day, "how": how, "by": authors[by]}
        found[client]["charters"].append(known)
    query = CharterPromise.select(CharterPromise.client, *item).join(CharterItem)
    query = query.join(Charter, on=CharterItem.charter == Charter.id)
    query = query.join_from(CharterItem, Privilege).order_by(CharterPromise.item)
    for client, number, privilege in read_rows(query.where(CharterPromise.client.in_(some))):
        found[client]["promises"].append({"charter": number, "privilege": privilege})
    use = PrivilegeUse
    query = use.select(
        use.client,
        *item,
        Entry.uuid,
        use.day,
        use.outcome,
        use.reason,
        use.taken_back_on,
        use.author,
    ).join(CharterItem)
    query = query.join(Charter, on=CharterItem.charter == Charter.id)
    query = query.join_from(CharterItem, Privilege)
    query = query.join_from(use, Entry, JOIN.LEFT_OUTER, on=use.entry == Entry.id)
    names = ("charter", "privilege", "entry", "day", "outcome", "reason", "taken_back_on")
    for client, *cells, by in read_rows(query.where(use.client.in_(some)).order_by(use.id)):
        found[client]["uses"].append(dict(zip(names, cells, strict=True)) | {"by": authors[by]})
    return found


def privileges_plain() -> list[dict[str, Any]]:
    """Every privilege, ideas put away too; `content` is what was written, amounts in cents."""
    reviews = defaultdict(list)
    for review in TrialReview.select().order_by(TrialReview.id):
        reviews[review.privilege_id].append({"day": str(review.day), "words": review.words})
    return [
        {
            "id": row.uuid,
            "content": json.loads(row.content),
            "created_on": str(row.created_on),
            "changed_on": str(row.changed_on),
            "withdraw_on": _day(row.withdraw_on),
            "given_up_on": _day(row.given_up_on),
            "reviews": reviews[row.id],
        }
        for row in Privilege.select().order_by(Privilege.id)
    ]


def charters_plain() -> list[dict[str, Any]]:
    """Every version of the charter with what came with it, and to whom what ended stays due."""
    items = defaultdict(list)
    numbers = dict(Charter.select(Charter.id, Charter.number).tuples())
    promised = _promised()
    query = CharterItem.select(CharterItem, Privilege.uuid).join(Privilege)
    for row in query.order_by(CharterItem.id):
        items[row.charter_id].append(
            {
                "privilege": row.privilege.uuid,
                "content": json.loads(row.content),
                "ended_by": numbers.get(row.ended_by_id),
                "until": _day(row.until),
                "due_to": promised[row.id],
            }
        )
    return [
        {"number": row.number, "day": str(row.day), "privileges": items[row.id]}
        for row in Charter.select().order_by(Charter.number)
    ]


def _promised() -> dict[int, list[str]]:
    found, keys = defaultdict(list), client_keys()
    query = CharterPromise.select(CharterPromise.item, CharterPromise.client)
    for item, client in read_rows(query.order_by(CharterPromise.item, CharterPromise.client)):
        found[item].append(keys[client])
    return found


def _day(day: Any) -> str | None:
    return None if day is None else str(day)
