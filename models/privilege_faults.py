"""What still blocks the publishing of a privilege, said beside each question."""

from collections.abc import Iterable
from datetime import date

from models.catalogue import kinds
from models.costs import known_rates
from models.i18n import _, format_number
from models.privilege_smells import objection
from models.privileges import Family, PrivilegeDraft, PrivilegeRow, rule_of
from models.rules.eligibility import OwnsAsset, conditions
from models.rules.folding import fold

_SHORTEST = 10
WALL = 500
"""Characters of a promise that a poster and a leaflet show whole."""


def faults(draft: PrivilegeDraft, today: date, names: Iterable[str] = ()) -> dict[str, str]:
    """For each field that blocks publishing, in the order of the questions, the sentence to say.

    `names` are those of the other privileges the charter holds. Empty when the privilege can be
    published.
    """
    found = {
        "title": _title(draft.title, names),
        "promise": _promise(draft.promise),
        "family": "" if draft.family in set(Family) else _("Choisissez la famille."),
        "rule": _rule(draft),
        "purpose": _short(draft.purpose, _("Dites ce que cela fait pour ce client, ici.")),
        "keeping": _short(draft.keeping, _("Dites comment le tenir à chaque fois.")),
        "breaking": _short(draft.breaking, _("Dites ce qui pourrait l’empêcher.")),
        "unit_cents": _cost(draft),
        "anyone_grants": (
            _("Dites qui peut l’accorder sans demander.") if draft.anyone_grants is None else ""
        ),
        "wall": _short(draft.wall, _("Serions-nous fiers de le voir au mur ? Dites pourquoi.")),
        "trial_until": _trial(draft, today),
        "promise_en": _long(draft.promise_en),
    }
    smells = objection(f"{draft.title}\n{draft.title_en}", f"{draft.promise}\n{draft.promise_en}")
    if smells:
        found["promise"] = smells
    return {name: sentence for name, sentence in found.items() if sentence}


def names_beside(privilege_id: int | None, rows: Iterable[PrivilegeRow]) -> list[str]:
    """The names the charter gives to the other privileges, but those about to leave it."""
    return [
        row.published.title
        for row in rows
        if row.published is not None and row.withdraw_on is None and row.id != privilege_id
    ]


def _title(title: str, names: Iterable[str]) -> str:
    if not title:
        return _("Donnez-lui un nom court, que l’on puisse dire.")
    if fold(title) in map(fold, names):
        return _("Un autre privilège de la charte porte ce nom : donnez-lui le sien.")
    return ""


def _promise(promise: str) -> str:
    short = _short(promise, _("Écrivez la promesse avec les mots du client."))
    return short or _long(promise)


def _long(promise: str) -> str:
    if len(promise) <= WALL:
        return ""
    text = _("Trop long pour le mur et le dépliant : {most} signes au plus.")
    return text.format(most=format_number(WALL))


def _short(text: str, sentence: str) -> str:
    return sentence if len(text) < _SHORTEST else ""


def _rule(draft: PrivilegeDraft) -> str:
    if draft.rule is None:
        return _("Dites pour qui : tous les clients, ou une règle sur la relation.")
    known = {kind.code for kind in kinds("asset", active_only=False)}
    asked = {each.kind for each in conditions(rule_of(draft)) if isinstance(each, OwnsAsset)}
    return "" if asked <= known else _("Ce genre de bien n’est plus dans le catalogue.")


def _cost(draft: PrivilegeDraft) -> str:
    if draft.unit_cents is None:
        return _("Estimez ce que coûte une fois, 0 si cela ne coûte rien.")
    if draft.vat_rate is not None and draft.vat_rate not in known_rates():
        return _("Ce taux de TVA n’est pas connu.")
    return ""


def _trial(draft: PrivilegeDraft, today: date) -> str:
    if draft.trial_until is not None and draft.trial_until <= today:
        return _("Un essai se termine à une date à venir.")
    return ""
