"""The tables of an export about good faith: guarantees waived, claims taken on trust."""

from collections.abc import Iterator

from peewee import JOIN

from models.export_tables import WHO, BookTable, Cells, about, hundredths, told
from models.guarantees import shop_guarantees
from models.rules.trust import EntryType
from models.standing import stands
from models.tables import ClaimAbuse, Entry, EntryText, GuaranteeWaiver, Member
from models.trust_claims import TRUST_KIND, spent_on_trust


def good_faith_tables() -> tuple[BookTable, ...]:
    """The tables, in the order of their files."""
    waiver = ("Depuis", "Garantie", "Décidé par", "Repris le")
    claim = ("Date", "Ce qui a été accepté", "Coût HT", "Abus noté le", "Fait")
    return (
        BookTable("garanties-levees.csv", (*WHO, *waiver), _waivers),
        BookTable("confiance.csv", (*WHO, *claim, "Coût de l’abus HT", "Repris le"), _claims),
    )


def _waivers() -> Iterator[Cells]:
    labels = {one.rule.code: one.label for one in shop_guarantees()}
    table = GuaranteeWaiver
    query = about(table, table.since, table.guarantee, Member.name, table.taken_back_on)
    query = query.switch(table).join(Member)
    for who, (since, code, author, undone) in told(query, table.id):
        yield *who, since, labels.get(code, code), author, undone


def _claims() -> Iterator[Cells]:
    """A line per claim; one more for each further time it was marked, or marked again."""
    abuse = (ClaimAbuse.day, ClaimAbuse.reason, ClaimAbuse.net_cents, ClaimAbuse.taken_back_on)
    query = about(Entry, Entry.id, Entry.day, EntryText.text, *abuse)
    query = query.switch(Entry).join(EntryText, JOIN.LEFT_OUTER)
    query = query.switch(Entry).join(ClaimAbuse, JOIN.LEFT_OUTER)
    trusted = (Entry.type == EntryType.ATTENTION.value) & (Entry.kind == TRUST_KIND)
    spent = spent_on_trust()
    for who, row in told(query.where(trusted, stands()), Entry.seq, ClaimAbuse.id):
        entry_id, day, text, marked, reason, lost, undone = row
        cost = hundredths(spent.get(entry_id))
        yield *who, day, text, cost, marked, reason, hundredths(lost), undone
