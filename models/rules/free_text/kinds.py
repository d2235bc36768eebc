"""What the check of free texts may find, and what may be written instead: codes only."""

from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """What a client would not like to read about themselves, or the law asks not to keep.

    Health, religion, origin, opinions and sexuality are the special categories of article 9 of
    the GDPR; offences those of article 10. The last two are contempt.
    """

    INSULT = "insult"
    HEALTH = "health"
    RELIGION = "religion"
    ORIGIN = "origin"
    OPINION = "opinion"
    SEXUALITY = "sexuality"
    OFFENCE = "offence"
    MONEY = "money"
    MIND = "mind"


class Wording(StrEnum):
    """A neutral wording: what the shop has to do, never why the person is so."""

    FACTS = "facts"
    TIME = "time"
    AWAY = "away"
    ACCESS = "access"
    FACE = "face"
    ALOUD = "aloud"
    WITHOUT = "without"
    NO_SUGAR = "no_sugar"
    NO_GLUTEN = "no_gluten"
    GENTLE = "gentle"
    CARRY = "carry"
    SEAT = "seat"
    WRITTEN = "written"
    NEED = "need"
    DISH = "dish"
    LANGUAGE = "language"
    NOTHING = "nothing"
    OBSERVED = "observed"
    PRICE = "price"
    PAYMENT = "payment"
    EXPLAIN = "explain"


@dataclass(frozen=True, slots=True)
class Rows:
    """Expressions of one category that have the same neutral wording.

    `always`: whatever they are said of. `of_people`: not when they are said of a thing (« moteur
    malade ») nor within a name (« rue des Juifs », « M. Malade »). One a line, or apart by commas.
    """

    category: Category
    wording: Wording
    of_people: str = ""
    always: str = ""
