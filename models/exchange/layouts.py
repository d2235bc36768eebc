"""Files met before: what a person said their columns are, remembered by their header."""

import hashlib
import json
from collections.abc import Sequence

from models.actor import Actor
from models.database import writing
from models.exchange.mapping import Column, Mapping, Use
from models.rules.folding import fold
from models.tables import ImportLayout
from models.team import Right, require


def remember_mapping(actor: Actor, header: Sequence[str], mapping: Mapping) -> None:
    """Read files of this header so from now on; raises Refused without the right to import."""
    said = {
        "day_first": mapping.day_first,
        "columns": [[column.use, column.label, column.group] for column in mapping.columns],
    }
    with writing():
        require(actor, Right.IMPORT)
        ImportLayout.replace(
            signature=_signature(header),
            mapping=json.dumps(said, ensure_ascii=False),
            saved_on=actor.today,
            author=actor.member_id,
        ).execute()


def forget_mapping(actor: Actor, header: Sequence[str]) -> None:
    """Read files of this header as they are recognised again."""
    with writing():
        require(actor, Right.IMPORT)
        ImportLayout.delete().where(ImportLayout.signature == _signature(header)).execute()


def remembered(header: Sequence[str]) -> Mapping | None:
    """What a person said of this header, if anybody did."""
    kept = ImportLayout.select(ImportLayout.mapping)
    text = kept.where(ImportLayout.signature == _signature(header)).scalar()
    if text is None:
        return None
    said = json.loads(text)
    if len(said["columns"]) != len(header):
        return None
    columns = tuple(
        Column(name, None if use is None else Use(use), label, group)
        for name, (use, label, group) in zip(header, said["columns"], strict=True)
    )
    return Mapping(columns, day_first=said["day_first"], remembered=True)


def _signature(header: Sequence[str]) -> str:
    """The digest of a header, whatever its capitals and accents."""
    text = json.dumps([fold(name) or name.strip() for name in header], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
