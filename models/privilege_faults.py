"""What still blocks the publishing of a privilege, said beside each question."""

from datetime import date

from models.catalogue import kinds
from models.costs import known_rates
from models.i18n import _
from models.privilege_smells import objection
from models.privileges import Family, PrivilegeDraft, rule_of
from models.rules.eligibility import OwnsAsset, conditions

_SHORTEST = 10


def faults(draft: PrivilegeDraft, today: date) -> dict[str, str]:
    """For each field that blocks publishing, in the order of the questions, the sentence to say.

    Empty when the privilege can be published.
    """
    found = {
        "title": "" if draft.title else _("Donnez-lui un nom court, que l’on puisse dire."),
        "promise": _short(draft.promise, _("Écrivez la promesse avec les mots du client.")),
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
    }
    smells = objection(f"{draft.title}\n{draft.title_en}", f"{draft.promise}\n{draft.promise_en}")
    if smells:
        found["promise"] = smells
    return {name: sentence for name, sentence in found.items() if sentence}


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
