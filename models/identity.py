"""The shop as its papers print it."""

from models.month_data import ShopIdentity
from models.settings import Shop, shop


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
    )
