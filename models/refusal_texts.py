"""The sentence for each thing the journal refuses."""

from models.i18n import _
from models.rules.trust import Refusal


def sentence(refusal: Refusal) -> str:
    """What is wrong and what to do, in the language in use."""
    return {
        Refusal.DUE_BEFORE_DATE: _("L’échéance tombe avant la date de l’écriture."),
        Refusal.POSTPONED_WITHOUT_DUE: _(
            "Un report demande la nouvelle échéance convenue avec le client."
        ),
        Refusal.SEVERITY_MISSING: _("Un incident demande sa gravité : minor, notable ou serious."),
        Refusal.OUTCOME_MISSING: _("Dites comment cela s’est terminé (outcome)."),
        Refusal.UNITS_MISSING: _(
            "Cette attention n’est pas au catalogue : donnez son poids en unités."
        ),
        Refusal.ID_TWICE: _("Cet identifiant sert déjà à une autre écriture."),
        Refusal.REF_MISSING: _("Dites à quelle écriture celle-ci se rapporte (ref)."),
        Refusal.REF_UNKNOWN: _("L’écriture visée n’existe pas plus haut dans ce compte."),
        Refusal.REF_WRONG_TYPE: _("L’écriture visée n’est pas du type attendu."),
        Refusal.REF_LATER: _("L’écriture visée porte une date postérieure à celle-ci."),
        Refusal.REF_REVERSED: _("L’écriture visée a déjà été annulée par une contre-écriture."),
        Refusal.REVERSED_TWICE: _("Cette écriture a déjà sa contre-écriture."),
        Refusal.REVERSAL_OF_REVERSAL: _("Une contre-écriture ne s’annule pas."),
        Refusal.REVERSAL_OF_CLOSED: _(
            "Le compte a été rouvert depuis : sa fermeture ne s’annule plus."
        ),
        Refusal.REVERSAL_OF_OPENING: _(
            "Des écritures suivent cette réouverture : elle ne s’annule plus."
        ),
        Refusal.CLOSED_TOO_EARLY: _(
            "Le compte a des écritures après cette date : fermez-le à une date plus récente."
        ),
        Refusal.ACCOUNT_CLOSED: _("Le compte est fermé à cette date : ouvrez-le d’abord."),
        Refusal.ALREADY_OPEN: _("Le compte est déjà ouvert à cette date."),
        Refusal.NO_RUPTURE: _("Aucune rupture n’est à réparer à cette date."),
        Refusal.RECONCILED_TOO_SOON: _(
            "Une réconciliation ne se note pas le jour même de la rupture."
        ),
    }[refusal]
