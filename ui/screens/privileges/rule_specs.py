"""The composers of a rule: what is asked for each condition, and the condition it makes."""

from collections.abc import Sequence

from models import catalogue, client_list, search
from models.clients import number_text
from models.errors import Refused
from models.i18n import _
from models.privilege_overview import names_by_number
from models.rules.eligibility import (
    HasTag,
    OwnsAsset,
    Picked,
    Recommended,
    Rule,
    VisitsWithin,
    YearsAtLeast,
    from_plain,
    to_plain,
)
from models.rules.eligibility.plain import RuleFaults
from models.rules.typed import read_count
from models.search import ClientHit
from ui.actions import keys_of
from ui.screens.privileges.rule_parts import Line, RuleParts
from ui.widgets import Choice, Composed, ComposerSpec, OptionalField

_MOST_FOUND = 9
_MONTHS = 12


def number_spec(code: str) -> ComposerSpec:
    """A condition that is a number: years, visits or referrals."""
    title, hint = {
        "rule_years": (_("Client depuis"), _("combien d’années, au moins\N{NO-BREAK SPACE}: 3")),
        "rule_visits": (_("Passages"), _("combien, au moins\N{NO-BREAK SPACE}: 4")),
        "rule_referrals": (_("Recommandations"), _("combien, au moins\N{NO-BREAK SPACE}: 1")),
    }[code]
    months = OptionalField("months", _("En combien de mois"), read=_number, value=_MONTHS, width=5)
    fields = (months,) if code == "rule_visits" else ()
    return ComposerSpec(
        code, keys_of(code), title, fields=fields, text_hint=hint, text_needed=True, tone="neutral"
    )


def choice_spec(code: str) -> ComposerSpec:
    """A kind of asset or a tag, among those of the book; raises Refused when there is none."""
    if code == "rule_asset":
        choices = [Choice(kind.code, kind.label) for kind in catalogue.kinds("asset")]
        title, none = _("Bien suivi"), _("Aucun genre de bien dans Réglages, Catalogues.")
    else:
        choices = [Choice(tag, tag) for tag in client_list.tags()]
        title, none = _("Étiquette"), _("Aucun client ne porte d’étiquette encore.")
    if not choices:
        raise Refused(none)
    hint = _("Entrée pour l’ajouter")
    return ComposerSpec(code, keys_of(code), title, tuple(choices), text_hint=hint, tone="neutral")


def pick_spec(found: Sequence[ClientHit] = ()) -> ComposerSpec:
    """Whom one chooses by hand: a search, then whom among those found, and why."""
    choices = tuple(Choice(str(hit.client_id), hit.name, hit.subtitle) for hit in found)
    why = _("pourquoi, en quelques mots")
    who = _("qui\N{NO-BREAK SPACE}: nom, téléphone, numéro de client")
    return ComposerSpec(
        "rule_pick",
        keys_of("rule_pick"),
        _("Choisi à la main"),
        choices,
        text_hint=why if choices else who,
        text_needed=True,
        tone="neutral",
    )


def found_clients(text: str) -> list[ClientHit]:
    """The clients a text finds; raises Refused when there are none."""
    hits = search.page(text, _MOST_FOUND).hits
    if not hits:
        raise Refused(_("Personne ne porte ce nom\N{NO-BREAK SPACE}: essayez autrement."))
    return list(hits)


def condition_of(composed: Composed) -> Rule:
    """The condition composed; raises Refused when its numbers are not ones."""
    months = composed.value("months", _MONTHS)
    match composed.code:
        case "rule_asset":
            return OwnsAsset(composed.kind)
        case "rule_tag":
            return HasTag(composed.kind)
        case "rule_years":
            rule: Rule = YearsAtLeast(_number(composed.text))
        case "rule_visits":
            rule = VisitsWithin(_number(composed.text), months if isinstance(months, int) else 0)
        case _:
            rule = Recommended(_number(composed.text))
    try:
        return from_plain(to_plain(rule))
    except RuleFaults:
        raise Refused(_("Ce nombre n’est pas possible ici.")) from None


def picked_words(rule: Rule) -> str:
    """« Hélène Durand : nous a prêté son local » for a client picked by hand, else nothing."""
    if not isinstance(rule, Picked):
        return ""
    names = names_by_number([pick.client for pick in rule.picks])
    told = _("{name}\N{NO-BREAK SPACE}: {why}")
    return ", ".join(
        told.format(name=names.get(pick.client, number_text(pick.client)), why=pick.reason)
        for pick in rule.picks
    )


def why_not(parts: RuleParts, line: Line | None) -> dict[str, str]:
    """By key, why it can do nothing with a rule and the line looked at; empty when it can."""
    few = _("Il faut deux conditions pour choisir entre toutes et une seule.")
    return {
        "rule_any": "" if len(parts.conditions) > 1 else few,
        "rule_group": _why_not_group(parts, line),
        "rule_remove": "" if parts.chosen else _("Il n’y a rien à ôter encore."),
    }


def _why_not_group(parts: RuleParts, line: Line | None) -> str:
    if line is not None and line.place >= len(parts.conditions):
        return _("Qui est choisi à la main l’est à côté des conditions, pas dans un groupe.")
    if line is not None and (parts.group_at(line) is not None or parts.can_join(line)):
        return ""
    if len(parts.conditions) < 3:
        return _("Un groupe se forme à partir de trois conditions : ajoutez-en par leur lettre.")
    return _("La première reste seule : descendez sur celle qui rejoint la ligne du dessus.")


def _number(text: str) -> int:
    try:
        return read_count(text)
    except ValueError:
        raise Refused(_("Écrivez un nombre, en chiffres.")) from None
