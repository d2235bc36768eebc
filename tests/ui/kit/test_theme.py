"""Colours that can be read, sizes that follow the text, icons in the theme's colours."""

import gc
import os
import subprocess
import sys
import weakref

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ui import theme
from ui.preferences import preferences
from ui.theme_icons import ICONS
from ui.theme_tokens import DARK, LIGHT, MARK_PAIRS, TEXT_PAIRS, Tokens, contrast
from ui.widgets import (
    Button,
    Card,
    Composer,
    Curve,
    DataTable,
    Label,
    Pill,
    ResultList,
    Row,
    SearchField,
    WrapLabel,
)

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def test_black_on_white_has_the_contrast_the_norm_gives() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@THEMES
@pytest.mark.parametrize(("text", "back"), TEXT_PAIRS)
def test_every_text_can_be_read(tokens: Tokens, text: str, back: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, back)) >= 4.5


@THEMES
@pytest.mark.parametrize(("mark", "back"), MARK_PAIRS)
def test_every_mark_can_be_seen(tokens: Tokens, mark: str, back: str) -> None:
    assert contrast(getattr(tokens, mark), getattr(tokens, back)) >= 3


@THEMES
def test_every_colour_of_a_theme_is_a_colour(tokens: Tokens) -> None:
    names = [name for name in Tokens._fields if name != "name"]
    assert all(QColor(getattr(tokens, name)).isValid() for name in names)


def test_the_window_is_written_in_the_program_s_own_font(look: theme.Theme) -> None:
    assert look.font("body").family() == "Inter Tabular"


def test_choosing_dark_colours_the_whole_application(qapp: QApplication, look: theme.Theme) -> None:
    look.choose(scheme="dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.page)
    assert DARK.field in qapp.styleSheet()


def test_the_choice_is_remembered_on_this_machine(look: theme.Theme) -> None:
    look.choose(scheme="dark", scale=150)
    look.scheme, look.scale = "light", 100
    look.read_preferences()
    assert (look.scheme, look.scale) == ("dark", 150)


def test_a_spoilt_preference_falls_back_on_the_usual_look(look: theme.Theme) -> None:
    preferences().setValue("theme/scheme", "pink")
    preferences().setValue("theme/scale", "a lot")
    look.read_preferences()
    assert (look.scheme, look.scale) == ("system", 100)


def test_a_larger_text_makes_every_size_larger(look: theme.Theme) -> None:
    before = look.px(40)
    look.choose(scale=150)
    assert look.px(40) == pytest.approx(before * 1.5, abs=2)
    assert look.font("title").pixelSize() == pytest.approx(22 * 1.5, abs=1)


def test_the_desktop_turning_dark_does_not_change_a_forced_light(look: theme.Theme) -> None:
    look.on_system_scheme_changed()
    assert look.tokens is LIGHT


def test_followers_are_called_at_once_and_at_each_change(look: theme.Theme) -> None:
    label, calls = QLabel(), []

    class Follower(QLabel):
        def restyle(self) -> None:
            calls.append(look.tokens.name)

    follower = Follower(label)
    theme.follow(follower.restyle)
    look.choose(scheme="dark")
    assert calls == ["light", "dark"]


def test_a_widget_thrown_away_leaves_nothing_behind(look: theme.Theme) -> None:
    made: list[QWidget] = [
        Label("mot"),
        Pill("mot"),
        Button("mot"),
        Card("mot"),
        Curve("mot"),
        DataTable("mot"),
    ]
    made += [WrapLabel("mot"), Row("mot"), SearchField("mot"), ResultList("mot"), Composer()]
    left = [weakref.ref(widget) for widget in made]
    made.clear()
    gc.collect()
    assert [reference() for reference in left if reference() is not None] == []
    look.apply()


def test_an_icon_takes_the_colour_of_its_token(look: theme.Theme) -> None:
    image = look.pixmap("check", "bad", 32).toImage()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {LIGHT.bad}


def test_every_icon_can_be_drawn(look: theme.Theme) -> None:
    names = [file.stem for file in ICONS.glob("*.svg")]
    assert names
    assert all(_has_ink(look, name) for name in names)


def _has_ink(look: theme.Theme, name: str) -> bool:
    image = look.pixmap(name, "ink", 24).toImage()
    return any(image.pixelColor(x, y).alpha() > 100 for x in range(24) for y in range(24))


def test_the_style_is_ours_whatever_the_desktop_s() -> None:
    program = (
        "from ui.app import make_application\n"
        "app = make_application()\n"
        "app.setStyleSheet('')\n"  # what stands below it
        "print(app.style().name())"
    )
    desktop = os.environ | {"QT_STYLE_OVERRIDE": "windows"}
    line = [sys.executable, "-c", program]
    done = subprocess.run(line, env=desktop, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "fusion"
