"""The kit the screens are built with. This text is its manual.

THE LOOK. `ui.theme.install(app)` once. Never write a colour, a pixel or a font in a screen:
    look = theme.current()
    look.px(12)                     12 pixels of the design, grown with the text size
    look.tokens.muted               a colour by its use (rarely needed: widgets know)
    look.font("title")              body strong small small_strong caption title subtitle search…
    theme.follow(self._restyle)     called now and whenever theme or text size changes; put
                                    margins and spacings there
Tones are `neutral`, `good`, `warn`, `bad`, and `muted` for texts. A tone never stands alone: the
words say it too. Give each widget a person can use an objectName (tests find it by that).

TEXTS. Every `Text` is a str, a `Part`, or a sequence of both; all is escaped for you.
    Label("Hélène", "title")                     one line; roles as fonts; tone as 3rd argument
    WrapLabel((bold("Parlez-lui de"), " sa fille Zoé ", muted("12 oct.")))   any length
    WrapLabel(("Madame Durand", aside(" · Hélène, on se vouvoie")), "title")
    ElideLabel(path, "small", "muted")           one line ended by « … », whole text as tip
    PiecesLabel().set_pieces(("C-00412", "Valence"))   no line begins or ends with « · »
    label.set_text(…); label.plain_text()        set and read (not setText)

PAPER.
    card = Card(_("Ce que nous lui devons"), edge="bad")      heading and edge are optional
    card.add(widget_or_layout); card.head.addWidget(button)   head: at the right of the heading
    card.add_row(Row(text, pill=Pill("Incident", "bad"), right=KeyCap("R")))   lines between rows
    rows = card.keep_rows(3, lambda: Row(""))    rows of a card that changes often, kept and shown
    card.clear(); card.set_heading(…); card.set_edge("")      an empty card: hide it
    page = Page(_("Réglages"))                   a screen's frame: margins, title, scrolling body
    page.head.addWidget(button); page.add(card)
    with page.placed_once(): …                   many changes at once: placed before they are seen
    page.settle()                                after a change: placed before it is painted
    later = Later(self, self._reload); later.start(); later.now()   once what came first is painted
    Page(scrolls=False)                          for a table or a list that fills the window
    grid = CardGrid(min_column=340); grid.add(card); grid.add(wide, whole=True); page.add(grid)

MARKS.
    Pill(_("Solide"), "good", "▲"); pill.show_status(text, tone, symbol)
    KeyCap("A")
    HintLine(("4 clients · ", Key("↓"), " choisir")); line.set_pieces(…)

BUTTONS. Kinds: plain, primary (one per screen), danger, quiet.
    Button(_("Imprimer"), "primary", icon="printer")
    KeyButton(keys_of("attention"), _("Attention"), actions["attention"])
    IconButton("pencil", _("Modifier"))          icon only; the text is its tip and its name
    FlowLayout(parent) then addWidget            key buttons that go to the next line

SEARCH AND RESULTS.
    field = SearchField(_("Nom, téléphone, plaque…")); field.set_hint("4 clients · ", Key("↓"), …)
    signals: text_changed(str) moved(int) accepted() stepped_back(); field.start() on Ctrl+K
    results = ResultList(_("Clients trouvés")); field.moved.connect(results.move)
    results.show_pages(lambda after_key, limit: [ResultRow(key, (bold("Durand"), " Hélène"),
        "Peugeot 308 · Valence", pill="À réparer", pill_tone="bad"), …])
    signals: row_looked_at(ResultRow) row_chosen(ResultRow) left()
    ResultRow("new", "+ Ouvrir un compte « duran »", action=True)      put it last
    Put the list in a Card(tight=True): it has no paper of its own.

TABLES.
    model = LazyTableModel(columns, key=…, pages_sorted_by=…)          see ui.item_models.lazy_table
    table = DataTable(_("Clients"), two_lines=True); table.setModel(model)
    DataTable(_("Relevé"), wraps=True)           rows as tall as their texts; a few hundred rows
    signals: row_chosen(row) row_looked_at(row)
    A value function returns a str or `Cell(text, second=…, pill=…, pill_tone=…, tone=…)`.
    `table.natural_height()` to show it whole inside a page that scrolls.

CURVE. Values are centi-units.
    curve = Curve(_("Le compte-confiance sur 24 mois"))                small=True on the card
    curve.show_curve([CurvePoint(day, 3420), …],
                     [CurveEvent(day, 1290, "reprise de freins", "warn"), …])

COMPOSER. One line: kind, text, Enter; Tab for the rest. It knows nothing of the book.
    composer.open_for(ComposerSpec("attention", "A", _("Attention"),
        choices=(Choice("service", _("Service au-delà"), "8"), …),
        fields=(OptionalField("date", _("Date"), "day", read=parse_day),
                OptionalField("cost", _("Coût"), read=parse_money)),
        text_hint=_("ce qui a été fait"), tone="good", check_text=free_text_warning))
    composer.composed.connect(self._on_composed)     a Composed: code, kind, text, value("cost")
    composer.refuse(str(error)) keeps it open with the reason; composer.hide() once written

FORMS.
    form = Form(); form.add("name", _("Nom"), QLineEdit(), hint=…)
    form.add_side_by_side(("postcode", …), ("town", …)); form.set_errors({"name": "…"})
    DateField(parse_day), Select() (a QComboBox), CheckBox(text), TagEdit(_("Étiquettes"), known)
    parse_day(str) -> date | None                « hier », « lundi », « 12/10 », « 12/10/2026 »

THE REST.
    tabs = SegmentedTabs(_("Parties de la fiche")); tabs.add("account", _("Compte"))
    tabs.chosen.connect(stack_switch); tabs.set_title("cases", "Dossiers 2")
    EmptyState("users", _("Aucun client"), _("Importez…"), _("Importer"))   signal asked()
    BarRow(_("Attentions"), 1240, 2000, "+ 12,4")

AROUND. `window.messages.success(text, (_("Remettre"), undo))`, `.error(str(book_error))`,
`.bug(error)`; `ui.prompts.confirm(…)`; `window.tasks.run(work, done, title=…)`;
`window.events.tell(changes)` after writing, `ui.events.concerns(changes, client_id, topics)` before
refreshing; keys in `ui.actions`; what a screen may define in `ui.main_window`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.widgets.bar_row import BarRow
    from ui.widgets.buttons import Button, IconButton, KeyButton
    from ui.widgets.card import Card, Row
    from ui.widgets.composer import Composer
    from ui.widgets.composer_data import Choice, Composed, ComposerSpec, OptionalField
    from ui.widgets.curve import Curve
    from ui.widgets.curve_layout import CurveEvent, CurvePoint
    from ui.widgets.data_table import DataTable
    from ui.widgets.date_field import DateField
    from ui.widgets.empty_state import EmptyState
    from ui.widgets.flow_layout import FlowLayout
    from ui.widgets.form import CheckBox, FieldRow, Form, Select
    from ui.widgets.initials import Initials
    from ui.widgets.later import Later
    from ui.widgets.page import CardGrid, Page
    from ui.widgets.pieces import PiecesLabel
    from ui.widgets.pill import HintLine, Key, KeyCap, Pill
    from ui.widgets.rail import Rail
    from ui.widgets.result_list import ResultList, ResultRow
    from ui.widgets.search_field import SearchField
    from ui.widgets.segmented_tabs import SegmentedTabs
    from ui.widgets.tag_edit import TagEdit
    from ui.widgets.task_bar import TaskBar
    from ui.widgets.text import ElideLabel, Label, Part, Text, WrapLabel, aside, bold, muted, plain

__all__ = [
    "BarRow",
    "Button",
    "Card",
    "CardGrid",
    "CheckBox",
    "Choice",
    "Composed",
    "Composer",
    "ComposerSpec",
    "Curve",
    "CurveEvent",
    "CurvePoint",
    "DataTable",
    "DateField",
    "ElideLabel",
    "EmptyState",
    "FieldRow",
    "FlowLayout",
    "Form",
    "HintLine",
    "IconButton",
    "Initials",
    "Key",
    "KeyButton",
    "KeyCap",
    "Label",
    "Later",
    "OptionalField",
    "Page",
    "Part",
    "PiecesLabel",
    "Pill",
    "Rail",
    "ResultList",
    "ResultRow",
    "Row",
    "SearchField",
    "SegmentedTabs",
    "Select",
    "TagEdit",
    "TaskBar",
    "Text",
    "WrapLabel",
    "aside",
    "bold",
    "muted",
    "plain",
]

_HOMES = {
    "bar_row": "BarRow",
    "buttons": "Button IconButton KeyButton",
    "card": "Card Row",
    "composer": "Composer",
    "composer_data": "Choice Composed ComposerSpec OptionalField",
    "curve": "Curve",
    "curve_layout": "CurveEvent CurvePoint",
    "data_table": "DataTable",
    "date_field": "DateField",
    "empty_state": "EmptyState",
    "flow_layout": "FlowLayout",
    "form": "CheckBox FieldRow Form Select",
    "initials": "Initials",
    "later": "Later",
    "page": "CardGrid Page",
    "pieces": "PiecesLabel",
    "pill": "HintLine Key KeyCap Pill",
    "rail": "Rail",
    "result_list": "ResultList ResultRow",
    "search_field": "SearchField",
    "segmented_tabs": "SegmentedTabs",
    "tag_edit": "TagEdit",
    "task_bar": "TaskBar",
    "text": "ElideLabel Label Part Text WrapLabel aside bold muted plain",
}
"""The names each module gives: it is imported when one of them is asked for, not before."""
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Import what is asked for, once; raises AttributeError for an unknown name."""
    if name not in _HOME_OF:
        raise AttributeError(name)
    found = getattr(import_module(f"ui.widgets.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found
