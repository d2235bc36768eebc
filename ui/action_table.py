"""The keys of each group: their actions, their words."""

from collections.abc import Callable
from functools import partial

from models.i18n import _
from ui import action_table_privacy as privacy_table
from ui import action_table_privileges as privileges_table
from ui.action_specs import (
    AFTER,
    ASSETS,
    CARD,
    CASES,
    CLIENTS,
    CLOSING,
    COMPOSER,
    DOUBLES,
    EVERYWHERE,
    FILE,
    GOOD_FAITH,
    IDEAS,
    IMPORT,
    MEMORY,
    MONTH,
    NEXT_CHARTER,
    PAPERS,
    PRIVACY,
    PRIVILEGES,
    REFLECTION,
    RETENTION,
    RIGHTS,
    RULE,
    SEARCH,
    SENDING,
    SETTINGS,
    TABLE,
    TEAM,
    TELLING,
    TODO,
    VOICES,
    WRITING,
    ActionSpec,
    acting,
    told,
)


def _everywhere() -> tuple[ActionSpec, ...]:
    spec = partial(acting, EVERYWHERE)
    return (
        spec("screen_counter", _("Comptoir"), "Ctrl+1"),
        spec("screen_clients", _("Clients"), "Ctrl+2"),
        spec("screen_todo", _("À faire"), "Ctrl+3"),
        spec("screen_privileges", _("Privilèges"), "Ctrl+4"),
        spec("screen_month", _("Mois"), "Ctrl+5"),
        spec("screen_settings", _("Réglages"), "Ctrl+6"),
        spec("search", _("Chercher un client"), "Ctrl+K"),
        spec("undo", _("Reprendre ma dernière écriture"), "Ctrl+Z"),
        spec("to_messages", _("Aller au dernier message"), "F6"),
        spec("keys", _("Montrer les touches"), "F1"),
        spec("full_screen", _("Plein écran"), "F11"),
        spec("quit", _("Quitter"), "Ctrl+Q"),
    )


def _search() -> tuple[ActionSpec, ...]:
    spec = partial(told, SEARCH)
    return (
        spec("search_letters", _("chercher par nom, téléphone, plaque, ville…"), _("lettres")),
        spec("search_move", _("choisir dans la liste"), "↓ ↑"),
        spec("search_accept", _("ouvrir la fiche comptoir"), _("Entrée")),
        spec("search_back", _("revenir en arrière"), _("Échap")),
    )


def _card() -> tuple[ActionSpec, ...]:
    spec = partial(acting, CARD)
    return (
        spec("attention", _("Attention"), "A"),
        spec("incident", _("Incident"), "I"),
        spec("request", _("Demande"), "D"),
        spec("promise", _("Promesse"), "P"),
        spec("privilege", _("Privilège honoré"), "H"),
        spec("charter_told", _("Charte dite"), "T"),
        spec("memory", _("Mémoire"), "M"),
        spec("voice", _("Paroles"), "W"),
        spec("contact", _("Contact"), "C"),
        spec("answer", _("Réponse ou résolution"), "R"),
        spec("whole_case", _("Dossier complet"), "E"),
        spec("visit", _("Passage"), "V"),
        spec("postponed", _("Report convenu"), "Z"),
        spec("open_file", _("Fiche client"), "Return", "Enter", shown=_("Entrée")),
        spec("leave_card", _("Revenir à la recherche"), "Esc", shown=_("Échap")),
    )


def _composer() -> tuple[ActionSpec, ...]:
    spec = partial(told, COMPOSER)
    return (
        spec("composer_kind", _("choisir le genre"), _("1 à 9, ou lettres")),
        spec("composer_fields", _("date, coût et autres champs"), _("Tab")),
        spec("composer_accept", _("noter"), _("Entrée")),
        spec("composer_cancel", _("laisser"), _("Échap")),
    )


def _table() -> tuple[ActionSpec, ...]:
    spec = partial(told, TABLE)
    return (
        spec("table_move", _("passer d’une ligne à l’autre"), "↓ ↑"),
        spec("table_open", _("ouvrir la ligne"), _("Entrée")),
        spec("table_sort", _("trier par une colonne, puis retourner l’ordre"), _("Alt+1 à 9")),
    )


def _todo() -> tuple[ActionSpec, ...]:
    spec = partial(acting, TODO)
    return (
        spec("answer_case", _("Répondre, résoudre"), "R"),
        spec("whole_item", _("Dossier complet"), "E"),
        spec("postpone_case", _("Report convenu"), "Z"),
        spec("done_item", _("C’est fait"), "X"),
        spec("give_item", _("Confier"), "G"),
        spec("open_card", _("Fiche comptoir"), "F"),
        spec("mine_only", _("Les miennes"), "M"),
        spec("todo_pdf", _("Liste du jour"), "Ctrl+P"),
        spec("todo_calendar", _("Calendrier"), "Ctrl+E"),
    )


def _voices() -> tuple[ActionSpec, ...]:
    spec = partial(acting, VOICES)
    return (
        spec("todo_waiting", _("Ce qui attend"), "Alt+1"),
        spec("todo_voices", _("Voix des clients"), "Alt+2"),
        spec("todo_after", _("Après service"), "Alt+3"),
        spec("todo_reviews", _("Fiches à revoir"), "Alt+4"),
        spec("voice_changed", _("Ce que cela a changé"), "R"),
        spec("voice_told", _("C’est dit au client"), "X"),
        spec("voice_card", _("Fiche comptoir"), "F"),
    )


def _after() -> tuple[ActionSpec, ...]:
    spec = partial(acting, AFTER)
    return (
        spec("after_add", _("Ajouter un client"), "N"),
        spec("after_visit", _("Passage"), "V"),
        spec("after_attention", _("Attention"), "A"),
        spec("after_incident", _("Incident"), "I"),
        spec("after_promise", _("Promesse"), "P"),
        spec("after_due", _("Échéance du bien"), "E"),
        spec("after_call", _("Rappel"), "R"),
        spec("after_remove", _("Retirer"), "Del", "Backspace", shown=_("Suppr")),
        spec("after_keep", _("Tout noter"), "Ctrl+S"),
    )


def _clients() -> tuple[ActionSpec, ...]:
    spec, by_widget = partial(acting, CLIENTS), partial(told, CLIENTS)
    return (
        spec("filter_clients", _("Filtrer"), "Ctrl+F"),
        spec("client_card", _("Au comptoir"), "Ctrl+Return", "Ctrl+Enter", shown=_("Ctrl+Entrée")),
        spec("statements", _("Relevés"), "Ctrl+R"),
        spec("write_charter", _("Leur dire la charte"), "Ctrl+M"),
        spec("export_clients", _("Exporter"), "Ctrl+E"),
        spec("tag_clients", _("Étiqueter"), "Ctrl+T"),
        spec("untag_clients", _("Retirer une étiquette"), "Ctrl+Shift+T"),
        spec("duplicates", _("Doublons"), "Ctrl+D"),
        spec("filters", _("Filtres gardés"), "Ctrl+L"),
        spec("keep_filter", _("Garder ce filtre"), "Ctrl+S"),
        spec("rename_filter", _("Renommer le filtre"), "F2"),
        spec("forget_filter", _("Ne plus garder le filtre"), "Ctrl+Delete"),
        by_widget("pick_clients", _("choisir plusieurs clients"), _("Maj+↓ ↑")),
        by_widget("pick_all", _("choisir tous ceux du filtre"), "Ctrl+A"),
        spec("clear_filter", _("Vider les filtres"), "Esc", shown=_("Échap")),
    )


def _doubles() -> tuple[ActionSpec, ...]:
    spec = partial(acting, DOUBLES)
    return (
        spec("merge_files", _("Fusionner"), "F"),
        spec("two_people", _("Deux personnes"), "P"),
        spec("swap_kept", _("Garder l’autre fiche"), "X"),
        spec("side_left", _("Prendre à gauche"), "1"),
        spec("side_right", _("Prendre à droite"), "2"),
        spec("side_both", _("Garder les deux notes"), "3"),
        spec("leave_doubles", _("Revenir"), "Esc", shown=_("Échap")),
    )


def _file() -> tuple[ActionSpec, ...]:
    spec = partial(acting, FILE)
    return (
        spec("tab_1", _("Compte"), "Alt+1"),
        spec("tab_2", _("Identité"), "Alt+2"),
        spec("tab_3", _("Mémoire"), "Alt+3"),
        spec("tab_4", _("Dossiers"), "Alt+4"),
        spec("tab_5", _("Biens"), "Alt+5"),
        spec("tab_6", _("Paroles"), "Alt+6"),
        spec("tab_7", _("Contacts"), "Alt+7"),
        spec("tab_8", _("Recommandations"), "Alt+8"),
        spec("tab_9", _("Privilèges"), "Alt+9"),
        spec("tab_10", _("Bonne foi"), "Alt+0"),
        spec("tab_11", _("Vie privée"), "Alt+V"),
        spec("to_card", _("Au comptoir"), "Ctrl+Return", "Ctrl+Enter", shown=_("Ctrl+Entrée")),
        spec("file_keep", _("Garder"), "Ctrl+S"),
        spec("file_access", _("Droit d’accès"), "Ctrl+D"),
        spec("leave_file", _("Revenir"), "Esc", shown=_("Échap")),
    )


def _cases() -> tuple[ActionSpec, ...]:
    spec = partial(acting, CASES)
    return (
        spec("file_answer", _("Répondre, résoudre"), "R"),
        spec("file_postpone", _("Report convenu"), "Z"),
        spec("file_case", _("Compléter"), "E"),
        spec("file_letter", _("Lettre"), "L"),
    )


def _assets() -> tuple[ActionSpec, ...]:
    spec = partial(acting, ASSETS)
    return (
        spec("asset_done", _("C’est fait"), "X"),
        spec("asset_reading", _("Kilométrage"), "K"),
        spec("asset_end", _("Vendu, détruit"), "V"),
        spec("asset_move", _("Changer de client"), "C"),
        spec("asset_new", _("Autre bien"), "N"),
        spec("asset_forget", _("Ôter la ligne"), "Del", shown=_("Suppr")),
    )


def _good_faith() -> tuple[ActionSpec, ...]:
    spec = partial(acting, GOOD_FAITH)
    return (
        spec("waive_one", _("Ne plus demander"), "N"),
        spec("mark_abuse", _("C’était un abus"), "B"),
    )


def _month() -> tuple[ActionSpec, ...]:
    spec = partial(acting, MONTH)
    return (
        spec("month_before", _("Mois précédent"), "Alt+Left", shown="Alt+←"),
        spec("month_after", _("Mois suivant"), "Alt+Right", shown="Alt+→"),
        spec("month_save", _("Enregistrer en PDF"), "Ctrl+S"),
        spec("month_print", _("Imprimer"), "Ctrl+P"),
        spec("month_closing", _("Clôture"), "C"),
        spec("month_year", _("L’année, ou le mois"), "A"),
        spec("month_send", _("Envoyer"), "M"),
        spec("month_jump", _("Aller à un mois"), "Ctrl+G"),
        spec("month_find", _("Chercher dans les pages"), "Ctrl+F"),
        spec("find_after", _("Trouvé suivant"), "F3"),
        spec("find_before", _("Trouvé précédent"), "Shift+F3", shown=_("Maj+F3")),
        spec("page_before", _("Page précédente"), "Ctrl+PgUp", shown=_("Ctrl+Page↑")),
        spec("page_after", _("Page suivante"), "Ctrl+PgDown", shown=_("Ctrl+Page↓")),
        spec("zoom_in", _("Agrandir"), "Ctrl++", "Ctrl+="),
        spec("zoom_out", _("Réduire"), "Ctrl+-"),
        spec("zoom_fit", _("Toute la largeur"), "Ctrl+0"),
    )


def _closing() -> tuple[ActionSpec, ...]:
    spec = partial(acting, CLOSING)
    return (
        spec("see_line", _("C’est vu"), "X"),
        spec("price_cost", _("Chiffrer"), "E"),
        spec("line_card", _("Fiche comptoir"), "F"),
        spec(
            "close_month", _("Clore le mois"), "Ctrl+Return", "Ctrl+Enter", shown=_("Ctrl+Entrée")
        ),
        spec("leave_closing", _("Revenir au rapport"), "Esc", shown=_("Échap")),
    )


def _sending() -> tuple[ActionSpec, ...]:
    spec = partial(acting, SENDING)
    return (
        spec("send_now", _("Envoyer"), "Ctrl+Return", "Ctrl+Enter", shown=_("Ctrl+Entrée")),
        spec("send_draft", _("Ouvrir dans la messagerie"), "Ctrl+O"),
        spec("leave_sending", _("Revenir au rapport"), "Esc", shown=_("Échap")),
    )


def _settings() -> tuple[ActionSpec, ...]:
    spec = partial(acting, SETTINGS)
    return (
        spec("settings_shop", _("Boutique"), "Alt+1"),
        spec("settings_team", _("Équipe"), "Alt+2"),
        spec("settings_catalogues", _("Catalogues"), "Alt+3"),
        spec("settings_trust", _("Poids et délais"), "Alt+4"),
        spec("settings_import", _("Importer"), "Alt+5"),
        spec("settings_backups", _("Sauvegardes"), "Alt+6"),
        spec("settings_display", _("Affichage"), "Alt+7"),
        spec("settings_book", _("Livre"), "Alt+8"),
        spec("settings_opening", _("Ouverture"), "Alt+9"),
        spec("settings_costs", _("Coûts"), "Alt+0"),
        spec("settings_good_faith", _("Bonne foi"), "Alt+B"),
        spec("settings_mail", _("Envoi"), "Alt+E"),
        spec("settings_privacy", _("Vie privée"), "Alt+V"),
        spec("settings_keep", _("Garder"), "Ctrl+S"),
        spec("settings_new", _("Nouvelle ligne"), "Ctrl+N"),
    )


def _import() -> tuple[ActionSpec, ...]:
    spec = partial(acting, IMPORT)
    return (
        spec("import_skip", _("Passer"), "P", "1", shown="P"),
        spec("import_update", _("Compléter"), "C", "2", shown="C"),
        spec("import_new", _("Créer"), "N", "3", shown="N"),
    )


def _team() -> tuple[ActionSpec, ...]:
    return (acting(TEAM, "who", _("Dire qui est au comptoir"), "F4"),)


def _memory() -> tuple[ActionSpec, ...]:
    spec = partial(acting, MEMORY)
    return (
        spec("memory_pin", _("Mettre en tête, ou non"), "P"),
        spec("memory_up", _("Monter"), "Alt+Up", shown="Alt+↑"),
        spec("memory_down", _("Descendre"), "Alt+Down", shown="Alt+↓"),
        spec("memory_erase", _("Oublier"), "Del", shown=_("Suppr")),
    )


def _privacy() -> tuple[ActionSpec, ...]:
    return (acting(PRIVACY, "hide_private", _("Cacher ce qui est privé"), "F9"),)


ACTIONS: dict[str, Callable[[], tuple[ActionSpec, ...]]] = {
    EVERYWHERE: _everywhere,
    SEARCH: _search,
    CARD: _card,
    COMPOSER: _composer,
    TABLE: _table,
    CLIENTS: _clients,
    DOUBLES: _doubles,
    TODO: _todo,
    VOICES: _voices,
    AFTER: _after,
    FILE: _file,
    CASES: _cases,
    ASSETS: _assets,
    GOOD_FAITH: _good_faith,
    MONTH: _month,
    CLOSING: _closing,
    SENDING: _sending,
    SETTINGS: _settings,
    TEAM: _team,
    IMPORT: _import,
    PRIVACY: _privacy,
    MEMORY: _memory,
    PRIVILEGES: privileges_table.privileges,
    IDEAS: privileges_table.ideas,
    REFLECTION: privileges_table.reflection,
    RULE: privileges_table.rule,
    NEXT_CHARTER: privileges_table.next_charter,
    PAPERS: privileges_table.papers,
    TELLING: privileges_table.telling,
    WRITING: privileges_table.writing,
    RIGHTS: privacy_table.rights,
    RETENTION: privacy_table.retention,
}
