"""What clients said in a month, as plain data: the part of `MonthReport` about voices."""

from dataclasses import dataclass, field
from datetime import date

from models.month_names import PERSONAL, ClientMention


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """Words a client said that were kept as such; `nature` and `theme` as in `models.voices`.

    `changed` is what they changed in the shop, `told_on` the day the client was told so.
    """

    client: ClientMention
    day: date
    nature: str
    theme: str
    words: str = field(metadata=PERSONAL)
    changed: str = field(default="", metadata=PERSONAL)
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class VoiceTheme:
    """How often a theme was spoken of in the month; `label` is empty for words without one."""

    label: str
    complaints: int = 0
    compliments: int = 0
    ideas: int = 0

    @property
    def count(self) -> int:
        return self.complaints + self.compliments + self.ideas


@dataclass(frozen=True, slots=True)
class Voices:
    """The words kept in the month by nature and theme; what was `changed` thanks to clients and
    how many were `told` so in the month, whenever they spoke. `lines` are all of these."""

    complaints: int = 0
    compliments: int = 0
    ideas: int = 0
    changed: int = 0
    told: int = 0
    themes: tuple[VoiceTheme, ...] = ()
    lines: tuple[VoiceLine, ...] = ()

    @property
    def kept(self) -> int:
        return self.complaints + self.compliments + self.ideas
