"""Closing a month in a test, everything confirmed at once, on small papers."""

from datetime import date

from models import closing
from models.actor import Actor

PDF = b"%PDF-1.7 du comptable"


def close_now(actor: Actor, month: date) -> None:
    """Close a month as it is."""
    closing.confirm(actor, month, closing.waiting(month, actor.today))
    found = closing.draft(actor, month)
    closing.close(actor, found, closing.Papers("{}", PDF, b"%PDF-1.7 du responsable"))
