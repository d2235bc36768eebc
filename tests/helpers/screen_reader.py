"""What a screen reader hears of the program, in a real window: run by the system's own Python.

    screen_reader.py PYTHON MAIN BOOK     inside dbus-run-session and xvfb-run

Reads steps on standard input, a JSON list: {"keys": "Return Ctrl+k"} presses keys,
{"text": "durand"} types, {"hear": "Madame Durand"} waits until something that holds these words
was said since the step before. What is said: the role, name and description of what takes the
keyboard, and the announcements. Writes everything heard, a line each; ends with 1 and the words
that were never heard.
"""

import ctypes
import json
import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

SECONDS = 15
SHIFTED = {"Ctrl": 0xFFE3, "Alt": 0xFFE9, "Shift": 0xFFE1}
KEYS = {
    "Return": 0xFF0D,
    "Escape": 0xFF1B,
    "Tab": 0xFF09,
    "Down": 0xFF54,
    "Up": 0xFF52,
    "BackSpace": 0xFF08,
    "space": 0x20,
    **{f"F{number}": 0xFFBD + number for number in range(1, 13)},
}


class Reader:
    """Listens to the desktop; `heard` is what was said so far."""

    def __init__(self) -> None:
        Atspi.init()
        self.heard: list[str] = []
        self._loop = GLib.MainLoop()
        self._focus = Atspi.EventListener.new(self._on_focus)
        self._focus.register("object:state-changed:focused")
        self._words = Atspi.EventListener.new(self._on_words)
        self._words.register("object:announcement")

    def _on_focus(self, event, *_data) -> None:
        if event.detail1:
            source = event.source
            told = (source.get_role_name(), source.get_name(), source.get_description())
            self._say(" | ".join(part for part in told if part))

    def _on_words(self, event, *_data) -> None:
        self._say(f"announcement | {event.any_data}")

    def _say(self, text: str) -> None:
        self.heard.append(text.replace("\u00a0", " ").replace("\u202f", " "))

    def wait(self, until, seconds: float = SECONDS) -> bool:
        """Listen until something is true; False when it never was."""
        end = time.monotonic() + seconds
        while not until():
            if time.monotonic() > end:
                return False
            GLib.timeout_add(20, self._loop.quit)
            self._loop.run()
        return True

    def hears(self, words: str, since: int) -> bool:
        """Whether something that holds these words was said, or will be soon."""
        return self.wait(lambda: any(words in said for said in self.heard[since:]))

    def window(self):
        """The program's window once it is there, its name and role readable."""
        desktop = Atspi.get_desktop(0)
        for at in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(at)
            for place in range(program.get_child_count() if program else 0):
                window = program.get_child_at_index(place)
                if window is not None and "Compte-Confiance" in (window.get_name() or ""):
                    return window
        return None


class Keyboard:
    """The hands: keys as the X server gets them from a real keyboard."""

    def __init__(self) -> None:
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(None))

    def give(self) -> None:
        """Give the keyboard to the largest window, as a window manager would: there is none."""
        x, display = self._x, self._display
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        top = ctypes.c_ulong(x.XDefaultRootWindow(display))
        x.XQueryTree(display, top, *map(ctypes.byref, (root, parent, children, count)))
        windows = [ctypes.c_ulong(children[at]) for at in range(count.value)]
        x.XSetInputFocus(display, max(windows, key=self._area), 2, 0)
        x.XSync(display, 0)

    def _area(self, window: ctypes.c_ulong) -> int:
        root, numbers = ctypes.c_ulong(), [ctypes.c_uint() for _number in range(6)]
        given = map(ctypes.byref, (root, *numbers))
        self._x.XGetGeometry(self._display, window, *given)
        return numbers[2].value * numbers[3].value

    def press(self, keys: str) -> None:
        """« Ctrl+k », « Return », « a »: a key with its modifiers."""
        *shifted, key = keys.split("+")
        symbols = [*(SHIFTED[name] for name in shifted), KEYS.get(key) or ord(key)]
        codes = [self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(one)) for one in symbols]
        for down, wanted in ((1, codes), (0, reversed(codes))):
            for code in wanted:
                self._test.XTestFakeKeyEvent(self._display, code, down, 0)
        self._x.XSync(self._display, 0)


def play(reader: Reader, keyboard: Keyboard, steps: list[dict[str, str]]) -> str:
    """Play the steps; the words that were never heard, or nothing."""
    since = 0
    for step in steps:
        if "hear" in step:
            if not reader.hears(step["hear"], since):
                return step["hear"]
            continue
        since = len(reader.heard)
        for keys in [*step.get("text", ""), *step.get("keys", "").split()]:
            keyboard.press("space" if keys == " " else keys)
    return ""


def main() -> None:
    python, program, book = sys.argv[1:]
    steps = json.load(sys.stdin)
    reader = Reader()
    environment = {**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb"}
    command = [python, program, "--today", "2026-11-22", "--book", book]
    with subprocess.Popen(command, env=environment) as running:
        try:
            there = reader.wait(lambda: reader.window() is not None, 40)
            keyboard = Keyboard()
            keyboard.give()
            missed = play(reader, keyboard, steps) if there else "Compte-Confiance"
        finally:
            running.terminate()
    sys.stdout.write("\n".join(reader.heard))
    if missed:
        sys.exit(f"never heard: {missed}")


main()
