"""Changing the settings of the trust account, from a day on."""

from dataclasses import fields
from typing import Any

from models.actor import Actor
from models.changes import Changes, changed
from models.database import writing
from models.errors import Refused
from models.figures import keep_since, refresh_figures
from models.i18n import _
from models.rules.trust import TrustSettings
from models.settings import TRUST, insert, latest
from models.team import Right, require


def set_trust(actor: Actor, changes: dict[str, Any]) -> Changes:
    """Change some trust settings from today on; `changes` names fields of `TrustSettings`.

    Amounts in centi-units, delays in days, half-lives in months; raises Refused for an unknown
    name, a negative delay or a half-life below one month.
    """
    with writing():
        require(actor, Right.SET_UP)
        value = latest(TRUST) | changes
        _check_trust(value)
        insert(actor, TRUST, value)
        keep_since(actor.today)
        refresh_figures(actor.today, all_of_them=True)
    return changed("settings", "journal")


def _check_trust(value: dict[str, Any]) -> None:
    known = {field.name for field in fields(TrustSettings)}
    for name, setting in value.items():
        numbers = list(setting.values()) if isinstance(setting, dict) else [setting]
        if name not in known or not all(isinstance(n, int) and abs(n) < 10**7 for n in numbers):
            raise Refused(_("Ce réglage n’est pas connu : {name}.").format(name=name))
        if name.endswith("half_life") and not all(1 <= n <= 1200 for n in numbers):
            raise Refused(_("Une demi-vie se compte en mois, 1 au moins."))
        if name.endswith(("delay", "delays", "days", "months", "cap", "weights")) and any(
            n < 0 for n in numbers
        ):
            raise Refused(_("Un délai ou un poids ne peut pas être négatif."))
