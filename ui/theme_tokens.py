"""The colours of the program by what they are for, in a light and a dark set.

`TEXT_PAIRS` and `MARK_PAIRS` list what is written or drawn on what: the contrast test walks
them, so a colour cannot be changed into one that cannot be read (WCAG 2.2 AA).
"""

from typing import NamedTuple


class Tokens(NamedTuple):
    """Semantic colours as `#rrggbb`. `*_soft` are backgrounds on which `*` can be written."""

    name: str
    page: str
    paper: str
    paper_hover: str
    line: str
    grid: str
    field: str
    field_line: str
    ink: str
    muted: str
    rail: str
    rail_hover: str
    rail_active: str
    rail_ink: str
    rail_ink_active: str
    rail_muted: str
    rail_focus: str
    accent: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    neutral: str
    neutral_soft: str
    badge: str
    badge_ink: str
    primary: str
    primary_hover: str
    primary_ink: str
    key_face: str
    key_line: str
    disabled: str
    tip: str
    tip_ink: str


LIGHT = Tokens(
    name="light",
    page="#f6f4ef",
    paper="#fffdf9",
    paper_hover="#f4f1ea",
    line="#e3ded3",
    grid="#efebe2",
    field="#ffffff",
    field_line="#918a7c",
    ink="#1f2a2e",
    muted="#5d6a6e",
    rail="#16332d",
    rail_hover="#224039",
    rail_active="#324b46",
    rail_ink="#c9d6d1",
    rail_ink_active="#ffffff",
    rail_muted="#9db1ab",
    rail_focus="#7fd3bb",
    accent="#2f8f78",
    good="#1f6f5c",
    good_soft="#dcefe8",
    warn="#955000",
    warn_soft="#fbeed8",
    bad="#a3262f",
    bad_soft="#f9e1e1",
    neutral="#556165",
    neutral_soft="#ece8df",
    badge="#a3262f",
    badge_ink="#ffffff",
    primary="#1f6f5c",
    primary_hover="#195c4c",
    primary_ink="#ffffff",
    key_face="#f6f4ef",
    key_line="#d6d0c2",
    disabled="#a7a498",
    tip="#1f2a2e",
    tip_ink="#fffdf9",
)

DARK = Tokens(
    name="dark",
    page="#14191a",
    paper="#1c2324",
    paper_hover="#242d2e",
    line="#2c3637",
    grid="#263031",
    field="#161c1d",
    field_line="#6f7f7c",
    ink="#eef2ef",
    muted="#9fb0ad",
    rail="#0d1514",
    rail_hover="#1a2322",
    rail_active="#2a3130",
    rail_ink="#b9c7c3",
    rail_ink_active="#ffffff",
    rail_muted="#8c9d99",
    rail_focus="#5cc3a5",
    accent="#5cc3a5",
    good="#5cc3a5",
    good_soft="#1d3b33",
    warn="#f0b45c",
    warn_soft="#3a2d16",
    bad="#f08a8f",
    bad_soft="#3d2022",
    neutral="#b4c2bf",
    neutral_soft="#2a3334",
    badge="#f08a8f",
    badge_ink="#2a0d10",
    primary="#5cc3a5",
    primary_hover="#74d0b5",
    primary_ink="#0d1514",
    key_face="#14191a",
    key_line="#3c4849",
    disabled="#667371",
    tip="#eef2ef",
    tip_ink="#14191a",
)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, page) for ink in ("ink", "muted") for page in ("page", "paper", "paper_hover")),
    *((ink, "page") for ink in ("good", "warn", "bad", "neutral")),
    *((ink, "paper") for ink in ("good", "warn", "bad", "neutral")),
    *((ink, "paper_hover") for ink in ("good", "warn", "bad")),
    *((tone, f"{tone}_soft") for tone in ("good", "warn", "bad", "neutral")),
    *(("ink", f"{tone}_soft") for tone in ("good", "warn", "bad", "neutral")),
    *(("muted", f"{tone}_soft") for tone in ("good", "warn", "bad")),
    ("ink", "field"),
    ("muted", "field"),
    ("bad", "field"),
    ("muted", "key_face"),
    ("ink", "key_face"),
    ("rail_ink", "rail"),
    ("rail_ink", "rail_hover"),
    ("rail_ink_active", "rail_active"),
    ("rail_muted", "rail"),
    ("badge_ink", "badge"),
    ("primary_ink", "primary"),
    ("primary_ink", "primary_hover"),
    ("tip_ink", "tip"),
)
"""(text, background): at least 4.5 to 1."""

MARK_PAIRS: tuple[tuple[str, str], ...] = (
    ("accent", "page"),
    ("accent", "paper"),
    ("accent", "field"),
    ("rail_focus", "rail"),
    ("rail_focus", "rail_active"),
    ("field_line", "paper"),
    ("field_line", "page"),
    ("field_line", "field"),
    ("primary_ink", "primary"),
    ("accent", "good_soft"),
    ("bad", "paper"),
    ("warn", "paper"),
)
"""(focus ring, field edge, curve, edge of a card; what it stands on): at least 3 to 1."""

TONES = ("neutral", "good", "warn", "bad")
"""The tones a pill, a card's edge, an event of the curve or a message can have."""


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
