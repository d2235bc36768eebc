"""The keys of the screen Privilèges."""

from functools import partial

from models.i18n import _
from ui.action_specs import (
    IDEAS,
    NEXT_CHARTER,
    PAPERS,
    PRIVILEGES,
    REFLECTION,
    RULE,
    TELLING,
    WRITING,
    ActionSpec,
    acting,
    told,
)


def privileges() -> tuple[ActionSpec, ...]:
    spec = partial(acting, PRIVILEGES)
    return (
        spec("privileges_ideas", _("Privilèges"), "Alt+1"),
        spec("privileges_next", _("Prochaine charte"), "Alt+2"),
        spec("privileges_papers", _("Chartes et papiers"), "Alt+3"),
        spec("privileges_telling", _("Dite aux clients"), "Alt+4"),
    )


def ideas() -> tuple[ActionSpec, ...]:
    spec = partial(acting, IDEAS)
    return (
        spec("idea_new", _("Nouvelle idée"), "N"),
        spec("idea_withdraw", _("Retirer…"), "R"),
        spec("idea_review", _("Bilan de l’essai"), "B"),
        spec("idea_put_away", _("Ranger l’idée"), "Del", shown=_("Suppr")),
    )


def reflection() -> tuple[ActionSpec, ...]:
    spec = partial(acting, REFLECTION)
    return (
        spec("reflection_keep", _("Garder"), "Ctrl+S"),
        spec("leave_reflection", _("Revenir"), "Esc", shown=_("Échap")),
    )


def rule() -> tuple[ActionSpec, ...]:
    spec = partial(acting, RULE)
    return (
        spec("rule_everyone", _("Tous les clients"), "T"),
        spec("rule_years", _("Années"), "A"),
        spec("rule_visits", _("Passages"), "P"),
        spec("rule_referrals", _("Recommandations"), "R"),
        spec("rule_asset", _("Bien suivi"), "B"),
        spec("rule_tag", _("Étiquette"), "E"),
        spec("rule_pick", _("Choisi à la main"), "M"),
        spec("rule_any", _("Toutes, ou une seule"), "O"),
        spec("rule_group", _("Grouper, ou séparer"), "G"),
        spec("rule_remove", _("Ôter la ligne"), "Del", shown=_("Suppr")),
    )


def next_charter() -> tuple[ActionSpec, ...]:
    spec = partial(acting, NEXT_CHARTER)
    return (
        spec("next_take", _("Mettre, ou laisser"), "X", "Space", shown="X"),
        spec(
            "publish_charter",
            _("Publier la charte"),
            "Ctrl+Return",
            "Ctrl+Enter",
            shown=_("Ctrl+Entrée"),
        ),
    )


def papers() -> tuple[ActionSpec, ...]:
    spec = partial(acting, PAPERS)
    return (
        spec("paper_save", _("Enregistrer"), "Ctrl+S"),
        spec("paper_print", _("Imprimer"), "Ctrl+P"),
        spec("paper_look", _("Ouvrir"), "Ctrl+O"),
    )


def telling() -> tuple[ActionSpec, ...]:
    spec, by_widget = partial(acting, TELLING), partial(told, TELLING)
    return (
        spec("told_counter", _("Dite au comptoir"), "C"),
        spec("told_leaflet", _("Dépliant remis"), "D"),
        spec("write_letters", _("Par lettre…"), "L"),
        spec("write_emails", _("Par e-mail…"), "E"),
        spec("write_sms", _("Par SMS…"), "S"),
        by_widget("told_several", _("choisir plusieurs clients"), _("Maj+↓ ↑")),
    )


def writing() -> tuple[ActionSpec, ...]:
    spec = partial(acting, WRITING)
    return (
        spec("writing_letter", _("Lettres"), "L"),
        spec("writing_email", _("E-mails"), "E"),
        spec("writing_sms", _("SMS"), "S"),
        spec("writing_prepare", _("Préparer…"), "Ctrl+S"),
        spec(
            "writing_send",
            _("Envoyer d’ici"),
            "Ctrl+Return",
            "Ctrl+Enter",
            shown=_("Ctrl+Entrée"),
        ),
        spec("writing_copy", _("Copier le texte"), "K"),
        spec("writing_noted", _("C’est parti : noter"), "N"),
        spec("writing_doubts", _("Lever les doutes"), "D"),
        spec("leave_writing", _("Revenir"), "Esc", shown=_("Échap")),
    )
