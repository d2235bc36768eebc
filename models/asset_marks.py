"""Whose else a plate or a serial number is: told as it is typed, never refused."""

from models.asset_files import asset_name
from models.clients import client_labels
from models.i18n import _
from models.rules.folding import fold_identifier
from models.tables import Asset


def taken_by(identifier: str, asset_id: int | None) -> str:
    """« Déjà celle de : Peugeot 308 GH-482-KT, Paul Durant », or nothing.

    What was sold or scrapped no longer counts.
    """
    key = fold_identifier(identifier)
    if not key:
        return ""
    query = Asset.select().where(Asset.identifier_key == key, Asset.ended_on.is_null())
    other = query.where(Asset.id != (asset_id or 0)).order_by(Asset.id).first()
    if other is None:
        return ""
    name = client_labels([other.client_id])[other.client_id].name
    return _("Déjà au livre\u00a0: {asset}, {name}. C y donne un bien à un autre client.").format(
        asset=asset_name(other), name=name
    )
