"""The export's columns in the words of the right-of-access paper.

The export keeps French headers whatever the language; a person reads these instead. A column
that speaks for itself (a name, a text) is said bare; days, amounts and codes as people write them.
"""

from models.i18n import _
from reports.access_said import (
    BARE,
    CODE,
    DAY,
    Said,
    Words,
    by_whom,
    day,
    either,
    km,
    merge,
    money,
    moved,
    on_day,
    rate,
    units,
)


def columns_of(name: str) -> Words:
    """How the columns of a table are said, by header; a table without words has none."""
    known = _relation() | _assets() | _cases() | _contacts() | _commitments() | _own_file()
    return known.get(name, {})


def _relation() -> dict[str, Words]:
    by, undone = by_whom(_("noté par")), either(_("annulé ensuite"))
    return {
        "comptes.csv": {
            "Au": DAY,
            "État": BARE,
            "Solde": Said(_("solde"), units),
            "Évolution sur 3 mois": Said(_("en trois mois"), moved),
            "Dossiers ouverts": Said(_("dossiers ouverts")),
            "Attend le": Said(_("première échéance"), day),
            "Vu le": Said(_("dernier passage"), day),
        },
        "memoire.csv": {
            "Date": DAY,
            "Catégorie": CODE,
            "Texte": BARE,
            "Épinglé": either(_("rappelé en premier")),
            "Noté par": by,
        },
        "passages.csv": {
            "Date": DAY,
            "Genre": BARE,
            "Texte": BARE,
            "Montant": Said(_("montant"), money),
            "Taxes comprises": either(_("toutes taxes comprises"), _("hors taxes")),
            "Annulé": undone,
        },
        "couts.csv": {
            "Date": DAY,
            "Écriture": BARE,
            "Nature": BARE,
            "Montant HT": Said(_("hors taxes"), money),
            "Taux de TVA": Said(_("taux de TVA"), rate),
            "TVA": Said(_("TVA"), money),
            "Montant TTC": Said(_("toutes taxes comprises"), money),
            "Pièce": Said(_("pièce")),
            "Situation": BARE,
            "Compte comptable": Said(_("compte comptable")),
            "Complété le": on_day(_("complété le")),
            "Par": by_whom(_("complété par")),
            "Annulé": undone,
        },
    }


def _assets() -> dict[str, Words]:
    asset: Words = {"Bien": BARE, "Immatriculation, n° de série": BARE}
    by, distance = by_whom(_("noté par")), Said("", km)
    return {
        "biens.csv": {
            "Genre": BARE,
            "Bien": BARE,
            "Immatriculation, n° de série": BARE,
            "VIN": Said(_("numéro de châssis (VIN)")),
            "Référence de clé": Said(_("référence de clé")),
            "Kilométrage": Said(_("kilométrage"), km),
            "Relevé le": on_day(_("relevé le")),
            "Échéance": Said(_("prochaine échéance"), day),
            "Objet de l’échéance": Said(_("pour")),
            "Notes": Said(_("notes")),
            "Fini le": on_day(_("n’est plus à vous depuis le")),
        },
        "champs-des-biens.csv": {**asset, "Champ": CODE, "Valeur": CODE},
        "releves.csv": {
            "Date": DAY,
            **asset,
            "Kilométrage": distance,
            "Compteur remplacé": either(_("compteur remplacé")),
            "Noté par": by,
        },
        "biens-cedes.csv": {
            "Date": DAY,
            **asset,
            "De": by_whom(_("de la fiche")),
            "À": by_whom(_("à la fiche")),
            "Noté par": by,
        },
        "entretiens.csv": {
            "Date": DAY,
            "Entretien": BARE,
            **asset,
            "Kilométrage": distance,
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
            "Échéance": Said(_("échéance"), day),
            "En attente": either(_("attend encore")),
            "Dernière suite": Said(_("suite donnée")),
            "Suite du": on_day(_("le")),
        },
        "reclamations.csv": {
            "Ouvert le": DAY,
            "Ses mots": Said(_("vos mots")),
            "Ce qu’il demande": Said(_("ce que vous demandez")),
            "Ce que nous avons compris": Said(_("ce que nous avons compris")),
            "Proposition": Said(_("ce que nous proposons")),
            "Coût restant HT": Said(_("coût à venir pour nous, hors taxes"), money),
            "Fait": Said(_("ce qui a été fait")),
            "Pour l’avenir": Said(_("pour que cela ne revienne pas")),
            "Cause": Said(_("cause")),
            "Suivi par": by_whom(_("suivi par")),
            "Écrit le": on_day(_("réclamation écrite reçue le")),
            "Médiateur indiqué le": on_day(_("médiateur indiqué le")),
            "Son avis": Said(_("votre avis")),
            "Ses mots sur la suite": Said(_("vos mots sur la suite")),
            "Avis du": on_day(_("avis donné le")),
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
            "Dit le": on_day(_("nous vous l’avons dit le")),
        },
        "lettres.csv": {
            "Date": DAY,
            "Genre": BARE,
            "Objet": BARE,
            "Dossier du": on_day(_("dossier du")),
            "Texte": Said(_("texte")),
            "Signature": Said(_("signature")),
            "Gardée par": by_whom(_("gardée par")),
        },
    }


def _contacts() -> dict[str, Words]:
    by = by_whom(_("noté par"))
    return {
        "distances.csv": {
            "Depuis": DAY,
            "Motif": BARE,
            "Jusqu’au": on_day(_("jusqu’au")),
            "Motif du retour": Said(_("raison du retour")),
        },
        "a-faire.csv": {
            "Ligne": BARE,
            "Confiée à": by_whom(_("confié à")),
            "Remise au": on_day(_("remis au")),
            "Faite le": on_day(_("fait le")),
            "Par": by_whom(_("par")),
        },
        "rappels.csv": {
            "Le": DAY,
            "À propos de": BARE,
            "Demandé le": on_day(_("demandé le")),
            "Par": by,
        },
        "consentements.csv": {
            "Date": DAY,
            "Canal": BARE,
            "Offres acceptées": either(_("offres acceptées"), _("offres refusées")),
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
            "Membre": by_whom(_("par")),
        },
    }


def _commitments() -> dict[str, Words]:
    charter, by = by_whom(_("charte n°")), by_whom(_("par"))
    return {
        "privileges.csv": {
            "Date": DAY,
            "Privilège": BARE,
            "Issue": BARE,
            "Pourquoi": Said(_("raison")),
            "Charte": charter,
            "Noté par": by_whom(_("noté par")),
            "Annulé": either(_("annulé ensuite")),
        },
        "privileges-dus.csv": {
            "Privilège": BARE,
            "Charte": charter,
            "Dû jusqu’au": on_day(_("dû jusqu’au")),
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
            "Décidé par": by_whom(_("décidé par")),
            "Repris le": on_day(_("demandé à nouveau depuis le")),
        },
        "confiance.csv": {
            "Date": DAY,
            "Ce qui a été accepté": BARE,
            "Coût HT": Said(_("coût pour nous, hors taxes"), money),
            "Abus noté le": on_day(_("abus noté le")),
            "Fait": Said(_("fait constaté")),
            "Coût de l’abus HT": Said(_("coût de l’abus, hors taxes"), money),
            "Repris le": on_day(_("abus retiré le")),
        },
    }


def _own_file() -> dict[str, Words]:
    when, by = on_day(_("le")), by_whom(_("par"))
    return {
        "fusions.csv": {
            "Rejointe par": by_whom(_("réunie à la fiche")),
            "Le": when,
            "Par": by,
            "Défaite le": on_day(_("séparées à nouveau le")),
            "Ce qui a changé dans la fiche": Said(_("ce qui a changé dans la fiche"), merge),
        },
        "homonymes.csv": {
            "N’est pas": by_whom(_("une autre personne que la fiche")),
            "Dit le": when,
            "Par": by,
        },
        "demandes-vie-privee.csv": {
            "Reçue le": DAY,
            "Demande": CODE,
            "Précision": BARE,
            "Prolongée le": on_day(_("délai prolongé le")),
            "Motif": Said(_("raison")),
            "Faite le": on_day(_("faite le")),
            "Réponse": Said(_("réponse")),
            "Noté par": by_whom(_("noté par")),
        },
        "fiches-gardees.csv": {
            "Depuis le": DAY,
            "Décision": CODE,
            "Raison": BARE,
            "Jusqu’au": on_day(_("jusqu’au")),
            "Par": by,
        },
    }
