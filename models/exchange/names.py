"""Names as French merchants expect to read them: « DUMONT » → « Dumont ».

Only a name wholly in capitals, or wholly in small letters, is rewritten; « McDonald »,
« de La Tour » or « N’Diaye » stay as they were typed. In a firm's name, legal forms and
acronyms keep their capitals.
"""

import re
from functools import lru_cache

from models.rules.folding import fold

_WORD = re.compile(r"[^\W\d_]+")
_NAME_LIKE = re.compile(r"[^\W\d_][^\W\d_ '’.\-]*(?:[ '’.\-]+[^\W\d_]*)*")
_VOWEL = re.compile(r"[AEIOUYÀÂÄÆÉÈÊËÎÏÔÖŒÙÛÜŸ]", re.IGNORECASE)
_PARTICLES = frozenset({"de", "du", "des", "von", "zu"})
_SMALL_WORDS = frozenset("de du des la le les et en à au aux sur sous d l".split())
_LEGAL_FORMS = frozenset(
    "sarl eurl sas sasu sa sci snc ei eirl gaec earl scp selarl selas scm gie scop scic scea "
    "asbl sprl gmbh ltd llc inc".split()
)
_ACRONYMS = _LEGAL_FORMS | frozenset(
    "btp tp spa cuma mjc ehpad hlm sncf edf ratp admr crs mma gmf maif macif usa uk ce cse".split()
)
_FIRM_WORDS = _LEGAL_FORMS | frozenset(
    "ets etablissement etablissements entreprise societe ste association asso mairie commune "
    "departement syndicat garage boulangerie boucherie restaurant hotel cabinet pharmacie "
    "transports ambulances ecole college lycee clinique hopital copropriete communaute "
    "fondation cooperative amicale comite office agence company cie".split()
)
_CIVILITIES = {
    "m": "M.",
    "mr": "M.",
    "mrs": "Mme",
    "ms": "Mme",
    "miss": "Mme",
    "monsieur": "M.",
    "mme": "Mme",
    "mde": "Mme",
    "madame": "Mme",
    "mlle": "Mlle",
    "mademoiselle": "Mlle",
    "m mme": "M. et Mme",
    "m et mme": "M. et Mme",
    "mr mme": "M. et Mme",
    "mr et mme": "M. et Mme",
    "mme m": "M. et Mme",
    "mme et m": "M. et Mme",
    "mme et mr": "M. et Mme",
    "monsieur et madame": "M. et Mme",
    "madame et monsieur": "M. et Mme",
    "mr mrs": "M. et Mme",
    "mm": "MM.",
    "mmes": "Mmes",
    "dr": "Dr",
    "docteur": "Dr",
    "me": "Me",
    "maitre": "Me",
    "pr": "Pr",
    "professeur": "Pr",
}
_LONGEST_CIVILITY = 3


@lru_cache(maxsize=4096)
def civility(text: str) -> str | None:
    """« MR » → « M. »; None for what is not a civility."""
    return _CIVILITIES.get(fold(text.replace("&", " et ")))


@lru_cache(maxsize=4096)
def is_firm_word(text: str) -> bool:
    """Whether it says a firm: « SARL », « Société », « Mairie »…"""
    return any(word in _FIRM_WORDS for word in fold(text).split())


@lru_cache(maxsize=65536)
def person_name(text: str) -> str:
    """A person's first or last name, rewritten when it is all capitals or all small letters."""
    if not _NAME_LIKE.fullmatch(text) or not (text.isupper() or text.islower()):
        return text
    if len(text) <= 3 and not _VOWEL.search(text):
        return text
    words = list(_WORD.finditer(text))
    pieces, at = [], 0
    for number, word in enumerate(words):
        last = number == len(words) - 1
        pieces += [text[at : word.start()], _person_word(word.group(), last=last)]
        at = word.end()
    return "".join(pieces) + text[at:]


def _person_word(word: str, *, last: bool) -> str:
    small = word.lower()
    if small in _PARTICLES and not last:
        return small
    if small.startswith("mc") and len(small) > 4 and not _VOWEL.match(small[2]):
        return "Mc" + small[2:].capitalize()
    return small.capitalize()


@lru_cache(maxsize=16384)
def firm_name(text: str) -> str:
    """A firm's name: several words all in capitals are rewritten, acronyms kept."""
    return capitalised(text) if text.isupper() and " " in text else text


def capitalised(text: str) -> str:
    """Words in capitals rewritten, but for acronyms and what looks like one."""
    return _WORD.sub(lambda word: _firm_word(word.group(), first=word.start() == 0), text)


def _firm_word(word: str, *, first: bool) -> str:
    small = word.lower()
    if small in _SMALL_WORDS:
        return word.capitalize() if first else small
    if small in ("ets", "ste", "cie"):
        return small.capitalize()
    if small in _ACRONYMS or len(small) <= 3 or not _VOWEL.search(word):
        return word
    return small.capitalize()


@lru_cache(maxsize=16384)
def town_name(text: str) -> str:
    """« ROMANS-SUR-ISÈRE » → « Romans-sur-Isère »; a town not all in capitals stays as typed."""
    if not text.isupper():
        return text
    return _WORD.sub(lambda word: _town_word(word.group(), first=word.start() == 0), text)


def _town_word(word: str, *, first: bool) -> str:
    small = word.lower()
    return small if small in _SMALL_WORDS and not first else small.capitalize()


def take_civility(full_name: str) -> tuple[str, str]:
    """« M. et Mme DUPONT Jean » → (« M. et Mme », « DUPONT Jean »)."""
    words = full_name.split()
    for count in range(min(_LONGEST_CIVILITY, len(words) - 1), 0, -1):
        found = civility(" ".join(words[:count]))
        if found is not None:
            return found, " ".join(words[count:])
    return "", full_name


def split_name(text: str, *, last_first: bool | None) -> tuple[str, str]:
    """(first, last) of a whole name.

    A comma or capitals tell: « Dumont, Jean », « DUMONT Jean », « Jean DUMONT ». Otherwise
    `last_first` does, and None leaves everything in the last name.
    """
    if text.count(",") == 1:
        last, _comma, first = (part.strip() for part in text.partition(","))
        return first, last
    words = text.split()
    capitals = [word.isupper() and len(_WORD.findall(word)) > 0 for word in words]
    if any(capitals) and not all(capitals):
        if capitals[0] and not any(capitals[capitals.index(False) :]):
            cut = capitals.index(False)
            return " ".join(words[cut:]), " ".join(words[:cut])
        if capitals[-1] and all(capitals[capitals.index(True) :]):
            cut = capitals.index(True)
            return " ".join(words[:cut]), " ".join(words[cut:])
    if last_first is None or len(words) < 2:
        return "", text
    if last_first:
        return words[-1], " ".join(words[:-1])
    return words[0], " ".join(words[1:])
