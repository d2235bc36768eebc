"""Making a new book: three questions answered, and it can be used."""

import uuid
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.actor import Actor
from models.catalogue import insert_trade_kinds, trades
from models.database import Book, new_book, open_book, writing
from models.errors import Refused
from models.i18n import _
from models.settings import Shop, insert_shop
from models.tables import BookFact
from models.team import OWNER, insert_member


@dataclass(frozen=True, slots=True)
class BookDraft:
    """The answers of the first start: the shop, its trade (a code), who keeps it."""

    shop: Shop
    trade: str
    owner: str = ""


def create_book(path: Path, draft: BookDraft, today: date) -> Book:
    """Create a book at `path` and open it; raises Refused when a file is already there."""
    if path.exists() and path.stat().st_size:
        raise Refused(_("Un fichier existe déjà à cet endroit : {path}").format(path=path))
    if draft.trade not in trades():
        raise Refused(_("Ce métier n’est pas connu."))
    with new_book(path), writing():
        owner = insert_member(draft.owner or _("Responsable"), "", OWNER)
        insert_shop(Actor(owner, today), draft.shop)
        insert_trade_kinds(trades()[draft.trade])
        facts = {"uuid": str(uuid.uuid4()), "trade": draft.trade, "created": today.isoformat()}
        BookFact.insert_many([{"name": n, "value": v} for n, v in facts.items()]).execute()
    return open_book(path)
