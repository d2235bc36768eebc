"""Random journals recorded in a book, entry by entry, as people note them."""

from collections.abc import Sequence

from models.accounts import keep_figures
from models.actor import Actor
from models.client_drafts import ClientDraft
from models.clients import insert_client
from models.database import writing
from models.errors import Refused
from models.journal import EntryDraft, append
from models.rules.trust import Account, EntryType, Outcome, Severity
from tests.helpers.reference_trust_rows import RefRow


def record(actor: Actor, name: str, rows: Sequence[RefRow], **more: object) -> int:
    """Open a client file and note these rows in its account; those refused are passed over."""
    account, ids = Account(), dict[str, int]()
    with writing():
        client_id = insert_client(actor, ClientDraft(last_name=name, **more))  # type: ignore[arg-type]
        for row in rows:
            try:
                ids[row.id] = append(actor, client_id, account, _draft(row, ids))
            except Refused:
                continue
            keep_figures(client_id, account, actor.today, row.date)
    return client_id


def _draft(row: RefRow, ids: dict[str, int]) -> EntryDraft:
    return EntryDraft(
        EntryType(row.entry),
        kind=row.kind,
        text=f"« {row.id} » noté",
        day=row.date,
        units=row.units,
        severity=Severity(row.severity) if row.severity else None,
        outcome=Outcome(row.outcome) if row.outcome else None,
        memorable=row.memorable == "yes",
        due=row.due,
        ref=ids.get(row.ref) if row.ref else None,
    )
