"""The shop as its papers print it: identity, logo, colour."""

import base64

from models.actor import Actor
from models.changes import Changes, changed
from models.database import writing
from models.errors import Refused
from models.i18n import _
from models.month_data import ShopIdentity
from models.settings import Shop, insert, latest, shop
from models.team import Right, require

LOGO = "logo"
_LARGEST_LOGO = 2_000_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def printed_identity(identity: Shop | None = None) -> ShopIdentity:
    """The shop's identity, one text per printed line; the present one by default."""
    known = identity or shop()
    town = " ".join(part for part in (known.postcode, known.town) if part)
    return ShopIdentity(
        name=known.name,
        address=tuple(line for line in (known.street, town) if line),
        siret=known.siret,
        vat_number=known.vat_number,
        phone=known.phone,
        email=known.email,
        logo=logo(),
        colour=known.colour,
    )


def logo() -> bytes | None:
    """The logo's file as it was given; None when there is none."""
    kept = latest(LOGO).get("data")
    return base64.b64decode(kept) if kept else None


def set_logo(actor: Actor, content: bytes | None) -> Changes:
    """Keep the shop's logo, a PNG or JPEG file; None takes it away.

    Raises Refused for another kind of file or one of more than 2 MB.
    """
    if content is not None and len(content) > _LARGEST_LOGO:
        raise Refused(_("Ce logo est trop lourd : 2 Mo au plus."))
    if content is not None and not content.startswith(_PICTURES):
        raise Refused(_("Un logo est une image PNG ou JPEG."))
    with writing():
        require(actor, Right.SET_UP)
        data = base64.b64encode(content).decode() if content else ""
        insert(actor, LOGO, {"data": data})
    return changed("settings")
