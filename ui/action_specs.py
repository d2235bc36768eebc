"""What an action is, and the groups of those that act together."""

from typing import NamedTuple

EVERYWHERE, SEARCH, CARD, COMPOSER, TABLE = "everywhere", "search", "card", "composer", "table"
CLIENTS, TODO, FILE, CASES, MONTH = "clients", "todo", "file", "cases", "month"
CLOSING, SENDING = "closing", "sending"
SETTINGS, TEAM, IMPORT, VOICES = "settings", "team", "import", "voices"
ASSETS, DOUBLES = "assets", "doubles"
AFTER, PRIVACY, MEMORY = "after", "privacy", "memory"
GOOD_FAITH = "good_faith"
RIGHTS, RETENTION = "rights", "retention"
PRIVILEGES, IDEAS, REFLECTION, RULE = "privileges", "ideas", "reflection", "rule"
NEXT_CHARTER, PAPERS, TELLING = "next_charter", "papers", "telling"
WRITING = "writing"


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


def acting(group: str, code: str, label: str, *keys: str, shown: str = "") -> ActionSpec:
    """A key with its action."""
    return ActionSpec(code, group, label, keys, shown)


def told(group: str, code: str, label: str, shown: str) -> ActionSpec:
    """A key a widget handles by itself."""
    return ActionSpec(code, group, label, (), shown, told_only=True)
