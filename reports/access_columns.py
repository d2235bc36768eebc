"""The export's columns in the words of the right-of-access paper.

The export keeps French headers whatever the language; a person reads these instead. A column
that speaks for itself (a name, a text) is said bare; days, amounts and codes as people write them.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from models.i18n import (
    _,
    format_date,
    format_list,
    format_money,
    format_number,
    format_rate,
    format_units,
)
from reports.access_words import BIRTH, code_words, field_words

Words = Mapping[str, "Said"]
Form = Callable[[Any], str]


def by_type(cell: object) -> str:
    """A cell whose type says how to write it."""
    if isinstance(cell, bool):
        return _("oui") if cell else _("non")
    if isinstance(cell, date):
        return format_date(cell, "short")
    return format_number(cell) if isinstance(cell, int) else str(cell)


@dataclass(frozen=True, slots=True)
class Said:
    """A column: the words before what is in it, if it needs some, and how this is written."""

    words: str = ""
    form: Form = by_type
    colon: bool = True

    def before(self, text: str) -> str:
        """« solde : 12,00 », « noté par Claire Morel »."""
        return (
            _("{what}\u00a0: {text}").format(what=self.words, text=text)
            if self.colon
            else f"{self.words} {text}"
        )


BARE = Said()


def _units(amount: Decimal) -> str:
    return format_units(int(amount.scaleb(2)), decimals=2)


def _moved(amount: Decimal) -> str:
    return format_units(int(amount.scaleb(2)), decimals=2, signed=True)


def _money(amount: Decimal) -> str:
    return format_money(int(amount.scaleb(2)))


def _rate(percent: Decimal) -> str:
    return format_rate(int(percent.scaleb(2)))


def _km(distance: int) -> str:
    return _("{km}\u00a0km").format(km=format_number(distance))


def _day(day: object) -> str:
    """A day or a moment, as the book's rows give them."""
    return format_date(date.fromisoformat(str(day)[:10]), "short")


DAY = Said("", _day)


def _on(words: str) -> Said:
    """« relevé le 30/12/2025 »."""
    return Said(words, _day, colon=False)


def _by(words: str) -> Said:
    """« noté par Claire Morel »."""
    return Said(words, colon=False)


def _flag(yes: str, no: str = "") -> Said:
    """A yes or a no that is said in full, or not at all."""
    return Said("", lambda cell: yes if cell else no)


def _code(cell: str) -> str:
    """A word of the export's own, which is French whatever the language."""
    return code_words().get(cell, cell)


CODE = Said("", _code)


def _merge(before: str) -> str:
    """What a merge changed in a file, of which the export keeps the JSON."""
    labels = field_words() | dict.fromkeys(BIRTH, _("Anniversaire"))
    changed = json.loads(before).get("identity", {})
    texts = (
        _("{what} (avant\u00a0: {old})").format(what=labels[name], old=old or "–")
        for name, (old, _new) in changed.items()
        if name in labels  # not what only serves the search
    )
    return format_list(list(texts))


def columns_of(name: str) -> Words:
    """How the columns of a table are said, by header; a table without words has none."""
    known = _relation() | _assets() | _cases() | _contacts() | _commitments() | _own_file()
    return known.get(name, {})


def _relation() -> dict[str, Words]:
    by, undone = _by(_("noté par")), _flag(_("annulé ensuite"))
    return {
        "comptes.csv": {
            "Au": DAY,
            "État": BARE,
            "Solde": Said(_("solde"), _units),
            "Évolution sur 3 mois": Said(_("en trois mois"), _moved),
            "Dossiers ouverts": Said(_("dossiers ouverts")),
            "Attend le": Said(_("première échéance"), _day),
            "Vu le": Said(_("dernier passage"), _day),
        },
        "memoire.csv": {
            "Date": DAY,
            "Catégorie": CODE,
            "Texte": BARE,
            "Épinglé": _flag(_("rappelé en premier")),
            "Noté par": by,
        },
        "passages.csv": {
            "Date": DAY,
            "Genre": BARE,
            "Texte": BARE,
            "Montant": Said(_("montant"), _money),
            "Taxes comprises": _flag(_("toutes taxes comprises"), _("hors taxes")),
            "Annulé": undone,
        },
        "couts.csv": {
            "Date": DAY,
            "Écriture": BARE,
            "Nature": BARE,
            "Montant HT": Said(_("hors taxes"), _money),
            "Taux de TVA": Said(_("taux de TVA"), _rate),
            "TVA": Said(_("TVA"), _money),
            "Montant TTC": Said(_("toutes taxes comprises"), _money),
            "Pièce": Said(_("pièce")),
            "Situation": BARE,
            "Compte comptable": Said(_("compte comptable")),
            "Complété le": _on(_("complété le")),
            "Par": _by(_("complété par")),
            "Annulé": undone,
        },
    }


def _assets() -> dict[str, Words]:
    asset: Words = {"Bien": BARE, "Immatriculation, n° de série": BARE}
    by, km = _by(_("noté par")), Said("", _km)
    return {
        "biens.csv": {
            "Genre": BARE,
            "Bien": BARE,
            "Immatriculation, n° de série": BARE,
            "VIN": Said(_("numéro de châssis (VIN)")),
            "Référence de clé": Said(_("référence de clé")),
            "Kilométrage": Said(_("kilométrage"), _km),
            "Relevé le": _on(_("relevé le")),
            "Échéance": Said(_("prochaine échéance"), _day),
            "Objet de l’échéance": Said(_("pour")),
            "Notes": Said(_("notes")),
            "Fini le": _on(_("n’est plus à vous depuis le")),
        },
        "champs-des-biens.csv": {**asset, "Champ": CODE, "Valeur": CODE},
        "releves.csv": {
            "Date": DAY,
            **asset,
            "Kilométrage": km,
            "Compteur remplacé": _flag(_("compteur remplacé")),
            "Noté par": by,
        },
        "biens-cedes.csv": {
            "Date": DAY,
            **asset,
            "De": _by(_("de la fiche")),
            "À": _by(_("à la fiche")),
            "Noté par": by,
        },
        "entretiens.csv": {
            "Date": DAY,
            "Entretien": BARE,
            **asset,
            "Kilométrage": km,
            "Note": BARE,
            "Noté par": by,
        },
    }


def _cases() -> dict[str, Words]:
    return {
        "dossiers.csv": {
            "Ouvert le": DAY,
            "Genre": BARE,
            "Sujet": BARE,
            "Gravité": BARE,
            "Texte": BARE,
            "Échéance": Said(_("échéance"), _day),
            "En attente": _flag(_("attend encore")),
            "Dernière suite": Said(_("suite donnée")),
            "Suite du": _on(_("le")),
        },
        "reclamations.csv": {
            "Ouvert le": DAY,
            "Ses mots": Said(_("vos mots")),
            "Ce qu’il demande": Said(_("ce que vous demandez")),
            "Ce que nous avons compris": Said(_("ce que nous avons compris")),
            "Proposition": Said(_("ce que nous proposons")),
            "Coût restant HT": Said(_("coût à venir pour nous, hors taxes"), _money),
            "Fait": Said(_("ce qui a été fait")),
            "Pour l’avenir": Said(_("pour que cela ne revienne pas")),
            "Cause": Said(_("cause")),
            "Suivi par": _by(_("suivi par")),
            "Écrit le": _on(_("réclamation écrite reçue le")),
            "Médiateur indiqué le": _on(_("médiateur indiqué le")),
            "Son avis": Said(_("votre avis")),
            "Ses mots sur la suite": Said(_("vos mots sur la suite")),
            "Avis du": _on(_("avis donné le")),
        },
        "reparations.csv": {
            "Rupture du": DAY,
            "Comprendre": Said(_("ce que nous avons compris")),
            "S’excuser": Said(_("nos excuses")),
            "Réparer": Said(_("ce qui a été réparé")),
            "Empêcher": Said(_("pour que cela ne revienne pas")),
            "Demander": Said(_("ce que nous vous avons demandé")),
        },
        "paroles.csv": {
            "Date": DAY,
            "Genre": BARE,
            "Thème": BARE,
            "Ses mots": BARE,
            "Ce qui a changé": Said(_("ce qui a changé")),
            "Dit le": _on(_("nous vous l’avons dit le")),
        },
        "lettres.csv": {
            "Date": DAY,
            "Genre": BARE,
            "Objet": BARE,
            "Dossier du": _on(_("dossier du")),
            "Texte": Said(_("texte")),
            "Signature": Said(_("signature")),
            "Gardée par": _by(_("gardée par")),
        },
    }


def _contacts() -> dict[str, Words]:
    by = _by(_("noté par"))
    return {
        "distances.csv": {
            "Depuis": DAY,
            "Motif": BARE,
            "Jusqu’au": _on(_("jusqu’au")),
            "Motif du retour": Said(_("raison du retour")),
        },
        "a-faire.csv": {
            "Ligne": BARE,
            "Confiée à": _by(_("confié à")),
            "Remise au": _on(_("remis au")),
            "Faite le": _on(_("fait le")),
            "Par": _by(_("par")),
        },
        "rappels.csv": {
            "Le": DAY,
            "À propos de": BARE,
            "Demandé le": _on(_("demandé le")),
            "Par": by,
        },
        "consentements.csv": {
            "Date": DAY,
            "Canal": BARE,
            "Offres acceptées": _flag(_("offres acceptées"), _("offres refusées")),
            "Dit comment": BARE,
            "Précision": BARE,
            "Noté par": by,
        },
        "messages.csv": {
            "Date": DAY,
            "Nature": BARE,
            "Canal": BARE,
            "Texte": BARE,
            "Noté par": by,
        },
        "registre.csv": {
            "Date": DAY,
            "Acte": BARE,
            "Où": Said(_("où")),
            "Détail": Said(_("sujet")),
            "Membre": _by(_("par")),
        },
    }


def _commitments() -> dict[str, Words]:
    charter, by = _by(_("charte n°")), _by(_("par"))
    return {
        "privileges.csv": {
            "Date": DAY,
            "Privilège": BARE,
            "Issue": BARE,
            "Pourquoi": Said(_("raison")),
            "Charte": charter,
            "Noté par": _by(_("noté par")),
            "Annulé": _flag(_("annulé ensuite")),
        },
        "privileges-dus.csv": {
            "Privilège": BARE,
            "Charte": charter,
            "Dû jusqu’au": _on(_("dû jusqu’au")),
        },
        "charte-dite.csv": {"Dite le": DAY, "Charte": charter, "Comment": BARE, "Par": by},
        "charte-envois.csv": {
            "Le": DAY,
            "État": CODE,
            "Charte": charter,
            "Par": by,
            "Détail": Said(_("réponse de la messagerie")),
            "Identifiant": Said(_("identifiant du message")),
        },
        "garanties-levees.csv": {
            "Depuis": DAY,
            "Garantie": BARE,
            "Décidé par": _by(_("décidé par")),
            "Repris le": _on(_("demandé à nouveau depuis le")),
        },
        "confiance.csv": {
            "Date": DAY,
            "Ce qui a été accepté": BARE,
            "Coût HT": Said(_("coût pour nous, hors taxes"), _money),
            "Abus noté le": _on(_("abus noté le")),
            "Fait": Said(_("fait constaté")),
            "Coût de l’abus HT": Said(_("coût de l’abus, hors taxes"), _money),
            "Repris le": _on(_("abus retiré le")),
        },
    }


def _own_file() -> dict[str, Words]:
    day, by = _on(_("le")), _by(_("par"))
    return {
        "fusions.csv": {
            "Rejointe par": _by(_("réunie à la fiche")),
            "Le": day,
            "Par": by,
            "Défaite le": _on(_("séparées à nouveau le")),
            "Ce qui a changé dans la fiche": Said(_("ce qui a changé dans la fiche"), _merge),
        },
        "homonymes.csv": {
            "N’est pas": _by(_("une autre personne que la fiche")),
            "Dit le": day,
            "Par": by,
        },
        "demandes-vie-privee.csv": {
            "Reçue le": DAY,
            "Demande": CODE,
            "Précision": BARE,
            "Prolongée le": _on(_("délai prolongé le")),
            "Motif": Said(_("raison")),
            "Faite le": _on(_("faite le")),
            "Réponse": Said(_("réponse")),
            "Noté par": _by(_("noté par")),
        },
        "fiches-gardees.csv": {
            "Depuis le": DAY,
            "Décision": CODE,
            "Raison": BARE,
            "Jusqu’au": _on(_("jusqu’au")),
            "Par": by,
        },
    }
