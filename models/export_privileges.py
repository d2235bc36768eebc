"""The tables of an export about privileges: ideas, charters, who was told, what came up."""

from collections.abc import Iterator

from models.bulk import read_rows
from models.charter import charters
from models.eligibility_words import sentence
from models.export_tables import WHO, BookTable, Cells, about, hundredths, told
from models.privileges import PrivilegeDraft, family_label, privileges, read, rule_of
from models.tables import (
    Charter,
    CharterItem,
    CharterTold,
    Member,
    Privilege,
    PrivilegeUse,
    TrialReview,
)

_OUTCOMES = {
    "honoured": "honoré",
    "refused": "refusé",
    "forgotten": "oublié",
    "declined": "décliné par le client",
}
_HOW = {
    "counter": "au comptoir",
    "letter": "lettre",
    "email": "e-mail",
    "sms": "SMS",
    "leaflet": "dépliant",
}


def privilege_tables() -> tuple[BookTable, ...]:
    """The tables, in the order of their files."""
    thought = ("Ce que cela fait", "Comment le tenir", "Ce qui l’empêcherait", "Au mur")
    figures = ("Fois par mois", "Coût HT", "À l’essai jusqu’au")
    idea = ("Nom", "Promesse", "Famille", "Pour qui", *thought, *figures)
    return (
        BookTable("privileges.csv", idea, _ideas),
        BookTable("chartes.csv", ("Numéro", "Date", *idea), _charters),
        BookTable("bilans-essais.csv", ("Date", "Privilège", "Bilan", "Noté par"), _reviews),
        BookTable("charte-dite.csv", (*WHO, "Date", "Charte", "Comment", "Noté par"), _told),
        BookTable("privileges-clients.csv", (*WHO, "Date", "Privilège", "Issue", "Raison"), _uses),
    )


def _ideas() -> Iterator[Cells]:
    for row in privileges():
        yield _cells(row.draft)


def _charters() -> Iterator[Cells]:
    for charter in reversed(charters()):
        for item in charter.items:
            yield charter.number, charter.day, *_cells(item.draft)


def _cells(draft: PrivilegeDraft) -> Cells:
    whom = sentence(rule_of(draft)) if draft.rule is not None else ""
    thought = (draft.purpose, draft.keeping, draft.breaking, draft.wall)
    figures = (draft.monthly_capacity, hundredths(draft.unit_cents), draft.trial_until)
    return (draft.title, draft.promise, family_label(draft.family), whom, *thought, *figures)


def _reviews() -> Iterator[Cells]:
    columns = (TrialReview.day, Privilege.content, TrialReview.words, Member.name)
    query = TrialReview.select(*columns).join(Privilege).switch(TrialReview).join(Member)
    for day, content, words, author in read_rows(query.order_by(TrialReview.id)):
        yield day, read(content).title, words, author


def _told() -> Iterator[Cells]:
    columns = (CharterTold.day, Charter.number, CharterTold.how, Member.name)
    query = about(CharterTold, *columns).switch(CharterTold).join(Charter)
    query = query.switch(CharterTold).join(Member, on=CharterTold.author == Member.id)
    for who, (day, number, how, author) in told(query, CharterTold.day, Charter.number):
        yield *who, day, number, _HOW[how], author


def _uses() -> Iterator[Cells]:
    columns = (PrivilegeUse.day, CharterItem.content, PrivilegeUse.outcome, PrivilegeUse.reason)
    query = about(PrivilegeUse, *columns).switch(PrivilegeUse).join(CharterItem)
    query = query.where(PrivilegeUse.taken_back_on.is_null())
    for who, (day, content, outcome, reason) in told(query, PrivilegeUse.day, PrivilegeUse.id):
        yield *who, day, read(content).title, _OUTCOMES[outcome], reason
