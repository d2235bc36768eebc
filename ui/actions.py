"""Every key of the program, in one table: its action, its keys, its words, where it acts.

The window makes the actions of `EVERYWHERE`; a screen attaches those of its own group:

    actions = window.actions_of(self, CARD)          or codes=("attention", "incident")
    actions["attention"].triggered.connect(self._on_attention)
    KeyButton(keys_of("attention"), _("Attention"), actions["attention"])

F1 shows what is attached, from this same table.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from models.i18n import _

EVERYWHERE, SEARCH, CARD, COMPOSER, TABLE = "everywhere", "search", "card", "composer", "table"
CLIENTS, TODO, FILE, CASES, MONTH = "clients", "todo", "file", "cases", "month"
CLOSING, SENDING = "closing", "sending"
SETTINGS, TEAM, IMPORT, VOICES = "settings", "team", "import", "voices"
ASSETS, DOUBLES = "assets", "doubles"
AFTER, PRIVACY, MEMORY = "after", "privacy", "memory"
GOOD_FAITH = "good_faith"
PRIVILEGES, IDEAS, REFLECTION, RULE = "privileges", "ideas", "reflection", "rule"
NEXT_CHARTER, PAPERS, TELLING = "next_charter", "papers", "telling"


class ActionSpec(NamedTuple):
    """An action: `keys` as Qt writes them, `shown` as people read them.

    One that is `told_only` is a key a widget handles by itself: it is told by F1, no QAction
    is made for it.
    """

    code: str
    group: str
    label: str
    keys: tuple[str, ...]
    shown: str = ""
    told_only: bool = False


def all_actions() -> Iterator[ActionSpec]:
    """The whole table, in the language in use."""
    for actions in _TABLE.values():
        yield from actions()


def _acting(group: str, code: str, label: str, *keys: str, shown: str = "") -> ActionSpec:
    return ActionSpec(code, group, label, keys, shown)


def _told(group: str, code: str, label: str, shown: str) -> ActionSpec:
    """A key a widget handles by itself."""
    return ActionSpec(code, group, label, (), shown, told_only=True)


def _everywhere() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, EVERYWHERE)
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
    spec = partial(_told, SEARCH)
    return (
        spec("search_letters", _("chercher par nom, téléphone, plaque, ville…"), _("lettres")),
        spec("search_move", _("choisir dans la liste"), "↓ ↑"),
        spec("search_accept", _("ouvrir la fiche comptoir"), _("Entrée")),
        spec("search_back", _("revenir en arrière"), _("Échap")),
    )


def _card() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, CARD)
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
    spec = partial(_told, COMPOSER)
    return (
        spec("composer_kind", _("choisir le genre"), _("1 à 9, ou lettres")),
        spec("composer_fields", _("date, coût et autres champs"), _("Tab")),
        spec("composer_accept", _("noter"), _("Entrée")),
        spec("composer_cancel", _("laisser"), _("Échap")),
    )


def _table() -> tuple[ActionSpec, ...]:
    spec = partial(_told, TABLE)
    return (
        spec("table_move", _("passer d’une ligne à l’autre"), "↓ ↑"),
        spec("table_open", _("ouvrir la ligne"), _("Entrée")),
        spec("table_sort", _("trier par une colonne, puis retourner l’ordre"), _("Alt+1 à 9")),
    )


def _todo() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, TODO)
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
    spec = partial(_acting, VOICES)
    return (
        spec("todo_waiting", _("Ce qui attend"), "Alt+1"),
        spec("todo_voices", _("Voix des clients"), "Alt+2"),
        spec("todo_after", _("Après service"), "Alt+3"),
        spec("voice_changed", _("Ce que cela a changé"), "R"),
        spec("voice_told", _("C’est dit au client"), "X"),
        spec("voice_card", _("Fiche comptoir"), "F"),
    )


def _after() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, AFTER)
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
    spec, told = partial(_acting, CLIENTS), partial(_told, CLIENTS)
    return (
        spec("filter_clients", _("Filtrer"), "Ctrl+F"),
        spec("client_card", _("Au comptoir"), "Ctrl+Return", "Ctrl+Enter", shown=_("Ctrl+Entrée")),
        spec("statements", _("Relevés"), "Ctrl+R"),
        spec("export_clients", _("Exporter"), "Ctrl+E"),
        spec("tag_clients", _("Étiqueter"), "Ctrl+T"),
        spec("untag_clients", _("Retirer une étiquette"), "Ctrl+Shift+T"),
        spec("duplicates", _("Doublons"), "Ctrl+D"),
        spec("filters", _("Filtres gardés"), "Ctrl+L"),
        spec("keep_filter", _("Garder ce filtre"), "Ctrl+S"),
        spec("rename_filter", _("Renommer le filtre"), "F2"),
        spec("forget_filter", _("Ne plus garder le filtre"), "Ctrl+Delete"),
        told("pick_clients", _("choisir plusieurs clients"), _("Maj+↓ ↑")),
        told("pick_all", _("choisir tous ceux du filtre"), "Ctrl+A"),
        spec("clear_filter", _("Vider les filtres"), "Esc", shown=_("Échap")),
    )


def _doubles() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, DOUBLES)
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
    spec = partial(_acting, FILE)
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
        spec("to_card", _("Au comptoir"), "Ctrl+Return", "Ctrl+Enter", shown=_("Ctrl+Entrée")),
        spec("file_keep", _("Garder"), "Ctrl+S"),
        spec("file_access", _("Droit d’accès"), "Ctrl+D"),
        spec("leave_file", _("Revenir"), "Esc", shown=_("Échap")),
    )


def _cases() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, CASES)
    return (
        spec("file_answer", _("Répondre, résoudre"), "R"),
        spec("file_postpone", _("Report convenu"), "Z"),
        spec("file_case", _("Compléter"), "E"),
        spec("file_letter", _("Lettre"), "L"),
    )


def _assets() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, ASSETS)
    return (
        spec("asset_done", _("C’est fait"), "X"),
        spec("asset_reading", _("Kilométrage"), "K"),
        spec("asset_end", _("Vendu, détruit"), "V"),
        spec("asset_move", _("Changer de client"), "C"),
        spec("asset_new", _("Autre bien"), "N"),
        spec("asset_forget", _("Ôter la ligne"), "Del", shown=_("Suppr")),
    )


def _good_faith() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, GOOD_FAITH)
    return (
        spec("waive_one", _("Ne plus demander"), "N"),
        spec("mark_abuse", _("C’était un abus"), "B"),
    )


def _month() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, MONTH)
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
    spec = partial(_acting, CLOSING)
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
    spec = partial(_acting, SENDING)
    return (
        spec("send_now", _("Envoyer"), "Ctrl+Return", "Ctrl+Enter", shown=_("Ctrl+Entrée")),
        spec("send_draft", _("Ouvrir dans la messagerie"), "Ctrl+O"),
        spec("leave_sending", _("Revenir au rapport"), "Esc", shown=_("Échap")),
    )


def _settings() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, SETTINGS)
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
        spec("settings_keep", _("Garder"), "Ctrl+S"),
        spec("settings_new", _("Nouvelle ligne"), "Ctrl+N"),
    )


def _import() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, IMPORT)
    return (
        spec("import_skip", _("Passer"), "P", "1", shown="P"),
        spec("import_update", _("Compléter"), "C", "2", shown="C"),
        spec("import_new", _("Créer"), "N", "3", shown="N"),
    )


def _team() -> tuple[ActionSpec, ...]:
    return (_acting(TEAM, "who", _("Dire qui est au comptoir"), "F4"),)


def _memory() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, MEMORY)
    return (
        spec("memory_pin", _("Mettre en tête, ou non"), "P"),
        spec("memory_up", _("Monter"), "Alt+Up", shown="Alt+↑"),
        spec("memory_down", _("Descendre"), "Alt+Down", shown="Alt+↓"),
        spec("memory_erase", _("Oublier"), "Del", shown=_("Suppr")),
    )


def _privacy() -> tuple[ActionSpec, ...]:
    return (_acting(PRIVACY, "hide_private", _("Cacher ce qui est privé"), "F9"),)


def _privileges() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, PRIVILEGES)
    return (
        spec("privileges_ideas", _("Privilèges"), "Alt+1"),
        spec("privileges_next", _("Prochaine charte"), "Alt+2"),
        spec("privileges_papers", _("Chartes et papiers"), "Alt+3"),
        spec("privileges_telling", _("Dite aux clients"), "Alt+4"),
    )


def _ideas() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, IDEAS)
    return (
        spec("idea_new", _("Nouvelle idée"), "N"),
        spec("idea_withdraw", _("Retirer…"), "R"),
        spec("idea_review", _("Bilan de l’essai"), "B"),
        spec("idea_put_away", _("Ranger l’idée"), "Del", shown=_("Suppr")),
    )


def _reflection() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, REFLECTION)
    return (
        spec("reflection_keep", _("Garder"), "Ctrl+S"),
        spec("leave_reflection", _("Revenir"), "Esc", shown=_("Échap")),
    )


def _rule() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, RULE)
    return (
        spec("rule_everyone", _("Tous les clients"), "T"),
        spec("rule_years", _("Années"), "A"),
        spec("rule_visits", _("Passages"), "P"),
        spec("rule_referrals", _("Recommandations"), "R"),
        spec("rule_asset", _("Bien suivi"), "B"),
        spec("rule_tag", _("Étiquette"), "E"),
        spec("rule_pick", _("Choisi à la main"), "M"),
        spec("rule_any", _("Toutes, ou une seule"), "O"),
        spec("rule_remove", _("Ôter la ligne"), "Del", shown=_("Suppr")),
    )


def _next_charter() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, NEXT_CHARTER)
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


def _papers() -> tuple[ActionSpec, ...]:
    spec = partial(_acting, PAPERS)
    return (
        spec("paper_save", _("Enregistrer"), "Ctrl+S"),
        spec("paper_print", _("Imprimer"), "Ctrl+P"),
    )


def _telling() -> tuple[ActionSpec, ...]:
    spec, told = partial(_acting, TELLING), partial(_told, TELLING)
    return (
        spec("told_counter", _("Au comptoir"), "C"),
        spec("told_letter", _("Par lettre"), "L"),
        spec("told_email", _("Par e-mail"), "E"),
        spec("told_leaflet", _("Dépliant remis"), "D"),
        told("told_several", _("choisir plusieurs clients"), _("Maj+↓ ↑")),
    )


_TABLE: dict[str, Callable[[], tuple[ActionSpec, ...]]] = {
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
    PRIVILEGES: _privileges,
    IDEAS: _ideas,
    REFLECTION: _reflection,
    RULE: _rule,
    NEXT_CHARTER: _next_charter,
    PAPERS: _papers,
    TELLING: _telling,
}


def group_title(group: str) -> str:
    """The words of a group, for the keys panel."""
    titles: dict[str, Callable[[], str]] = {
        EVERYWHERE: lambda: _("Partout"),
        SEARCH: lambda: _("Dans la recherche"),
        CARD: lambda: _("Sur la fiche comptoir"),
        COMPOSER: lambda: _("Sur la ligne de saisie"),
        TABLE: lambda: _("Dans les tableaux"),
        CLIENTS: lambda: _("Dans Clients"),
        TODO: lambda: _("Dans À faire"),
        VOICES: lambda: _("Voix des clients"),
        AFTER: lambda: _("Après service"),
        FILE: lambda: _("Dans la fiche client"),
        CASES: lambda: _("Dans les dossiers de la fiche"),
        ASSETS: lambda: _("Dans les biens de la fiche"),
        GOOD_FAITH: lambda: _("Bonne foi, dans la fiche"),
        MONTH: lambda: _("Dans Mois"),
        CLOSING: lambda: _("Avant la clôture d’un mois"),
        SENDING: lambda: _("À l’envoi d’un rapport"),
        SETTINGS: lambda: _("Dans Réglages"),
        TEAM: lambda: _("Équipe"),
        MEMORY: lambda: _("Dans la mémoire de la fiche"),
        PRIVACY: lambda: _("Quand le client voit l’écran"),
        IMPORT: lambda: _("Sur les doublons d’un import"),
        PRIVILEGES: lambda: _("Dans Privilèges"),
        IDEAS: lambda: _("Sur la liste des privilèges"),
        REFLECTION: lambda: _("Dans la réflexion"),
        RULE: lambda: _("Pour qui"),
        NEXT_CHARTER: lambda: _("Dans la prochaine charte"),
        PAPERS: lambda: _("Chartes et papiers"),
        TELLING: lambda: _("Dite aux clients"),
    }
    return titles[group]()


def shown_keys(spec: ActionSpec) -> str:
    """The keys of an action as people read them: « Ctrl+K », « Entrée »."""
    if spec.shown:
        return spec.shown
    return " ".join(
        QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in spec.keys
    )


def keys_of(code: str) -> str:
    """The keys of an action, by its code; raises StopIteration for an unknown one."""
    return shown_keys(next(spec for spec in all_actions() if spec.code == code))


class ActionBook:
    """The QActions made so far, so that the keys panel tells what really works."""

    def __init__(self) -> None:
        self._made: dict[str, QAction] = {}
        self._groups: list[str] = []

    def attach(
        self, widget: QWidget, group: str, codes: Iterable[str] | None = None
    ) -> dict[str, QAction]:
        """Make the actions of a group (or some of them) act while the keyboard is in `widget`."""
        wanted = None if codes is None else set(codes)
        if group not in self._groups:
            self._groups.append(group)
        made = {
            spec.code: _make(spec, widget)
            for spec in _TABLE[group]()
            if not spec.told_only and (wanted is None or spec.code in wanted)
        }
        self._made.update(made)
        return made

    def tell(self, group: str) -> None:
        """Tell the keys of a group whose widgets handle them by themselves."""
        if group not in self._groups:
            self._groups.append(group)

    def told(self) -> list[tuple[str, list[ActionSpec]]]:
        """The title and actions of each group in use, those that work only."""
        groups = []
        for group in self._groups:
            specs = [spec for spec in _TABLE[group]() if spec.told_only or self._works(spec.code)]
            groups.append((group_title(group), specs))
        return groups

    def _works(self, code: str) -> bool:
        action = self._made.get(code)
        return action is not None and action.isVisible()


def _make(spec: ActionSpec, widget: QWidget) -> QAction:
    action = QAction(spec.label, widget)
    action.setObjectName(spec.code)
    action.setShortcuts([QKeySequence(key) for key in spec.keys])
    everywhere = spec.group == EVERYWHERE
    context = Qt.ShortcutContext
    action.setShortcutContext(
        context.WindowShortcut if everywhere else context.WidgetWithChildrenShortcut
    )
    action.setAutoRepeat(False)
    widget.addAction(action)
    return action
