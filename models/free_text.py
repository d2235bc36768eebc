"""The quiet warning about a free text: the client may read every word.

It never blocks: the merchant keeps the text by confirming it.
"""

from models.i18n import _, format_list
from models.rules.free_text import Category, Finding, Wording, findings

_AT_MOST = 2
"""How many neutral wordings are told at once: more would not be read."""


def warning(text: str) -> str:
    """What a free text says that the client should not read, and what to write instead.

    Empty when nothing deserves a warning.
    """
    found = findings(text)
    if not found:
        return ""
    told = " ".join(_reason(category, found) for category in _categories(found))
    return " ".join((told, _("Le client peut lire chaque mot."), _instead(found)))


def _categories(found: tuple[Finding, ...]) -> list[Category]:
    return list(dict.fromkeys(finding.category for finding in found))


def _reason(category: Category, found: tuple[Finding, ...]) -> str:
    words = dict.fromkeys(f.words.lower() for f in found if f.category is category)
    quoted = format_list([_("« {words} »").format(words=each) for each in words])
    return _reasons()[category].format(words=quoted)


def _reasons() -> dict[Category, str]:
    return {
        Category.INSULT: _("Mots blessants : {words}."),
        Category.MIND: _("Mots qui rabaissent : {words}."),
        Category.MONEY: _("Jugement sur l’argent : {words}."),
        Category.HEALTH: _("Santé : {words}."),
        Category.RELIGION: _("Religion : {words}."),
        Category.ORIGIN: _("Origine : {words}."),
        Category.OPINION: _("Opinions : {words}."),
        Category.SEXUALITY: _("Vie intime : {words}."),
        Category.OFFENCE: _("Accusation ou condamnation : {words}."),
    }


def category_label(category: Category) -> str:
    """What a text told of the client, as the book's log names it."""
    return {
        Category.INSULT: _("mots blessants"),
        Category.MIND: _("mots qui rabaissent"),
        Category.MONEY: _("argent"),
        Category.HEALTH: _("santé"),
        Category.RELIGION: _("religion"),
        Category.ORIGIN: _("origine"),
        Category.OPINION: _("opinions"),
        Category.SEXUALITY: _("vie intime"),
        Category.OFFENCE: _("accusation"),
    }[category]


def _instead(found: tuple[Finding, ...]) -> str:
    """« Écrivez plutôt : … »: at most two wordings, each once; the rest is better left out."""
    useful = [finding for finding in found if finding.wording is not Wording.NOTHING]
    wordings = list(dict.fromkeys(_wording(finding) for finding in useful))[:_AT_MOST]
    if not wordings:
        return _("Mieux vaut ne pas l’écrire.")
    both = _("{first} ou {last}").format(first=wordings[0], last=wordings[-1])
    told = wordings[0] if len(wordings) == 1 else both
    return _("Écrivez plutôt : {wordings}.").format(wordings=told)


def _wording(finding: Finding) -> str:
    return _wordings()[finding.wording].format(about=finding.about)


def _wordings() -> dict[Wording, str]:
    return {
        Wording.FACTS: _("ce qui a été dit ou fait, et le jour"),
        Wording.TIME: _("« prévoir du temps, récapituler à la fin »"),
        Wording.AWAY: _("« indisponible en ce moment, rappeler plus tard »"),
        Wording.ACCESS: _("« accès de plain-pied, de la place pour circuler »"),
        Wording.FACE: _("« parler en face, écrire l’essentiel »"),
        Wording.ALOUD: _("« lire les papiers à voix haute »"),
        Wording.WITHOUT: _("« sans {about} »"),
        Wording.NO_SUGAR: _("« sans sucre »"),
        Wording.NO_GLUTEN: _("« sans gluten »"),
        Wording.GENTLE: _("« produits doux »"),
        Wording.CARRY: _("« porter les objets lourds, éviter la poussière »"),
        Wording.SEAT: _("« proposer une chaise, ne pas faire attendre »"),
        Wording.WRITTEN: _("« confirmer par écrit, rappeler la veille »"),
        Wording.NEED: _("ce qu’il faut faire, sans dire pourquoi"),
        Wording.DISH: _("« sans porc »"),
        Wording.LANGUAGE: _("« langue préférée : … »"),
        Wording.OBSERVED: _("ce qui a été constaté, et le jour"),
        Wording.PRICE: _("« regarde les prix de près, devis avant de commencer »"),
        Wording.PAYMENT: _("la facture, sa date et le jour du paiement"),
        Wording.EXPLAIN: _("« expliquer pas à pas, remettre un écrit »"),
    }
