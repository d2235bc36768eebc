"""Texts are escaped and never clipped; marks say in words what they show in colour."""

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.ui.kit.conftest import Show
from ui import theme
from ui.widgets import (
    ElideLabel,
    HintLine,
    Key,
    KeyCap,
    Label,
    Part,
    PiecesLabel,
    Pill,
    WrapLabel,
    aside,
    bold,
    muted,
    plain,
)

LONG = "Rappeler avec le devis des pneus hiver et la date de passage. " * 8


def test_markup_in_a_text_is_shown_not_obeyed() -> None:
    label = Label((bold("Dupont & Fils"), " <garage>"))
    assert "&lt;garage&gt;" in label.text()
    assert label.plain_text() == "Dupont & Fils <garage>"


def test_parts_read_as_one_sentence() -> None:
    assert plain((bold("Durand"), " Hélène", muted(" · Valence"))) == "Durand Hélène · Valence"


@pytest.mark.parametrize("text", [LONG, "x" * 400, (bold("Un mot"), muted(LONG))])
@pytest.mark.parametrize("scale", [100, 150])
def test_a_wrapped_text_always_has_the_height_it_needs(
    show: Show, look: theme.Theme, text: str, scale: int
) -> None:
    look.choose(scale=scale)
    box = QWidget()
    column = QVBoxLayout(box)
    label = WrapLabel(text)
    column.addWidget(label)
    column.addStretch(1)
    show(box, 320, 200)
    assert label.height() >= label.heightForWidth(label.width())
    assert label.sizeHint().width() <= 320 or label.width() <= 320


def test_a_wrapped_text_gives_back_its_room_when_the_window_grows(show: Show) -> None:
    box = QWidget()
    column = QVBoxLayout(box)
    label = WrapLabel(LONG)
    column.addWidget(label)
    column.addStretch(1)
    show(box, 260, 400)
    narrow = label.height()
    box.resize(1400, 400)
    box.grab()
    assert label.height() < narrow / 2


def test_a_title_and_its_aside_are_of_two_sizes(look: theme.Theme) -> None:
    title, both = (
        WrapLabel(text, "title").sizeHint().width() for text in ("Madame", ("Madame", aside("mmm")))
    )
    metrics = QFontMetricsF(look.font("lead"))
    assert both - title == pytest.approx(metrics.horizontalAdvance("mmm"), abs=2)


def test_what_is_marked_in_a_text_is_painted_so_and_what_comes_before_does_not_move_it(
    show: Show, look: theme.Theme
) -> None:
    label = WrapLabel(("\N{PARTY POPPER} Fête ", Part("▇▇▇▇", tone="bad"), " due"))
    show(label, 300, 30)
    assert look.tokens.bad in _colours(label)
    look.choose(scheme="dark")
    label.set_text(("\N{PARTY POPPER} Fête ", bold("▇▇▇▇"), " due"))
    assert look.tokens.bad not in _colours(label)
    assert look.tokens.ink in _colours(label)


def test_a_text_of_two_lines_is_said_and_painted_as_two(show: Show) -> None:
    label = WrapLabel("Fermé\nlundi")
    assert label.heightForWidth(500) == 2 * WrapLabel("Fermé").heightForWidth(500)
    assert label.text() == label.plain_text() == "Fermé\nlundi"


def _colours(label: WrapLabel) -> set[str]:
    image = label.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_colours_inside_a_text_follow_the_theme(look: theme.Theme) -> None:
    label = Label((Part("en retard", tone="bad"),))
    light = label.text()
    look.choose(scheme="dark")
    assert look.tokens.bad in label.text()
    assert label.text() != light


def test_a_text_cut_short_keeps_its_whole_words_for_the_tip(show: Show) -> None:
    label = ElideLabel("/srv/livres/Documents/livres/garage-morel.livre")
    show(label, 120, 30)
    assert label.text().endswith("…")
    assert label.toolTip() == label.accessibleName() == label.plain_text()


def test_a_pill_says_its_status_in_words() -> None:
    pill = Pill("Solide", "good", "▲")
    assert pill.text() == "Solide"
    pill.show_status("Rompue", "bad", "✕")
    assert (pill.text(), pill.tone, pill.symbol) == ("Rompue", "bad", "✕")


def test_a_pill_is_as_wide_as_its_words() -> None:
    assert Pill("Incident · dernier jour").sizeHint().width() > Pill("Clos").sizeHint().width()


def test_a_line_of_hints_reads_as_a_sentence() -> None:
    line = HintLine()
    line.set_pieces("4 clients · ", Key("↓"), " choisir")
    assert line.accessibleName() == "4 clients · ↓ choisir"


def test_a_line_of_hints_drops_what_does_not_fit_and_leaves_no_lone_key(show: Show) -> None:
    line = HintLine(("4 clients · ", Key("↓"), " choisir · ", Key("Entrée"), " ouvrir"))
    whole = line.sizeHint().width()
    show(line, whole - 5, 30)
    line.setFixedWidth(whole - 5)
    assert line._fitting() == ("4 clients · ", Key("↓"), " choisir · ")


def test_a_key_mark_is_at_least_square() -> None:
    size = KeyCap("A").sizeHint()
    assert size.width() >= size.height() - 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_pill_is_painted_in_its_tone(look: theme.Theme, show: Show, scheme: str) -> None:
    look.choose(scheme=scheme)
    pill = Pill("Incident", "bad")
    show(pill, 120, 22)
    image = pill.grab().toImage()
    assert image.pixelColor(image.width() // 2, 2).name() == look.tokens.bad_soft


@pytest.mark.parametrize("width", [120, 260, 400, 900])
def test_pieces_stand_whole_on_lines_that_neither_begin_nor_end_with_a_dot(
    show: Show, width: int
) -> None:
    told = ("C-00412", "", "chez nous depuis 15 ans", "06 39 98 25 43", "Bourg-lès-Valence")
    box = QWidget()
    column = QVBoxLayout(box)
    label = PiecesLabel()
    label.set_pieces(told)
    column.addWidget(label)
    column.addStretch(1)
    show(box, width, 300)
    lines = label.plain_text().split("\n")
    assert [piece for line in lines for piece in line.split(" · ")] == [t for t in told if t]
    assert (len(lines) == 1) == (width == 900)
    assert label.height() >= label.heightForWidth(label.width())
