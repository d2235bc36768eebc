"""A line of a vCard: « item1.TEL;TYPE=CELL:06 … » → its name, its parameters, its texts.

Read as the programs write, more than as RFC 2426 and RFC 6350 say: versions 2.1, 3.0 and 4.0 are
told apart only where they disagree.
"""

import binascii
import re
from functools import lru_cache
from typing import NamedTuple

MAX_HEAD = 2_000
"""Bytes of a name with its parameters."""

_QUOTED_HEAD = re.compile(rb'((?:[^":]|"[^"]*")*):')
_NAME = re.compile(r"(?:([\w-]+)\.)?([A-Za-z][A-Za-z0-9-]*)")
_PARAMETER = re.compile(r'(?:[^";]|"[^"]*")+')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CHARSET = re.compile(
    r"utf-?8|iso-?8859-\d\d?|latin-?1|(?:windows-|cp)\d{3,4}|koi8-[ru]|macintosh|"
    r"shift_jis|euc-(?:jp|kr)|gb(?:2312|k|18030)|big5",
    re.IGNORECASE,
)
_LATIN = frozenset({"iso-8859-1", "iso8859-1", "latin1", "latin-1"})
_ENCODINGS = {"QUOTED-PRINTABLE": "quoted", "BASE64": "base64", "B": "base64"}
_LEAST_PREFERRED = 101


class Head(NamedTuple):
    """What stands before the colon. `name` in capitals, `group` and `types` in small letters.

    But « X-Atelier », Android's way to write somebody's own label, stays as it is.
    `preference` is 1 for the preferred one, more for others (RFC 6350, 5.3).
    """

    name: str
    group: str = ""
    types: tuple[str, ...] = ()
    encoding: str = ""
    charset: str = ""
    preference: int = _LEAST_PREFERRED
    label: str = ""
    year_to_omit: str = ""


class Property(NamedTuple):
    """A property of a card, its value still as it stands in the file."""

    line: int
    head: Head
    value: bytes


def split_line(line: bytes) -> tuple[Head, bytes] | None:
    """What stands before and after the colon; None for what is no line of a vCard."""
    head, colon, value = line.partition(b":")
    if b'"' in head and (quoted := _QUOTED_HEAD.match(line)):
        head, value = quoted[1], line[quoted.end() :]
    if not colon or len(head) > MAX_HEAD:
        return None
    found = _head(head)
    return None if found is None else (found, value)


@lru_cache(maxsize=1024)
def _head(head: bytes) -> Head | None:
    text = _decoded(head, "")
    parameters = _PARAMETER.findall(text) if '"' in text else text.split(";")
    name = _NAME.fullmatch(parameters[0].strip()) if parameters else None
    if name is None:
        return None
    found = Head(name[2].upper(), (name[1] or "").lower())
    for parameter in parameters[1:]:
        found = _with_parameter(found, parameter)
    return found


def _with_parameter(head: Head, parameter: str) -> Head:
    key, equals, value = (part.strip() for part in parameter.partition("="))
    key, value = (key.upper(), value.replace('"', "")) if equals else ("", key)
    encoding = _ENCODINGS.get(value.upper()) if key in ("", "ENCODING") else None
    if encoding is not None:
        return head._replace(encoding=encoding)
    if key == "CHARSET":
        return head._replace(charset=_charset(value))
    if key == "PREF" and value.isascii() and value.isdigit():
        return head._replace(preference=int(value[:4]))
    if key == "LABEL":
        return head._replace(label=value)
    if key == "X-APPLE-OMIT-YEAR":
        return head._replace(year_to_omit=value)
    return _with_types(head, value) if key in ("", "TYPE") else head


def _charset(name: str) -> str:
    """Its name if it is one a text may be in; Windows says ISO-8859-1 for its own."""
    if not _CHARSET.fullmatch(name):
        return ""
    return "cp1252" if name.lower() in _LATIN else name


def _with_types(head: Head, value: str) -> Head:
    kinds = (kind.strip() for kind in value.split(","))
    types = tuple(kind if kind.startswith("X-") else kind.lower() for kind in kinds)
    preference = 1 if "pref" in types else head.preference
    return head._replace(types=head.types + types, preference=preference)


def text_of(found: Property, version: str) -> str:
    """The whole value as one text."""
    return _unescaped(_plain(found), version)


def parts_of(found: Property, version: str, separator: str = ";") -> list[str]:
    """The texts of a value made of several, in their order."""
    if found.head.encoding == "quoted":  # parted first: what it encodes may be a separator
        fields = _split(found.value.decode("latin-1"), separator)
        charset = found.head.charset
        fields = [_from_quoted(field.encode("latin-1"), charset) for field in fields]
    else:
        value = _plain(found)
        if "\\" not in value:
            return list(map(str.strip, value.split(separator)))
        fields = _split(value, separator)
    return [_unescaped(field, version).strip() for field in fields]


def _split(value: str, separator: str) -> list[str]:
    """The parts between separators that no backslash escapes."""
    # A NUL, which no line holds, stands for a backslash that is itself escaped.
    fields = re.split(rf"(?<!\\){separator}", value.replace(r"\\", "\0"))
    return [field.replace("\0", r"\\") for field in fields]


def _plain(found: Property) -> str:
    head = found.head
    if head.encoding == "quoted":
        return _from_quoted(found.value, head.charset)
    if head.encoding == "base64":
        try:
            return _decoded(binascii.a2b_base64(found.value), head.charset)
        except binascii.Error:
            return ""
    return _decoded(found.value, head.charset)


def _from_quoted(value: bytes, charset: str) -> str:
    return _decoded(binascii.a2b_qp(value), charset).replace("\r\n", "\n")


def _decoded(value: bytes, charset: str) -> str:
    """The text in the charset it says, else in UTF-8 if it is, else as Windows writes French."""
    try:
        return value.decode(charset or "utf-8")
    except (UnicodeError, LookupError):
        return _decoded(value, "") if charset else value.decode("cp1252", "replace")


def _unescaped(text: str, version: str) -> str:
    if "\\" not in text:
        return text
    if version == "2.1":  # which escapes nothing but what would part two fields
        return text.replace("\\;", ";").replace("\\,", ",")
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
