"""Writing many rows at once, for the formats of others."""

from models.bulk import (
    CHUNK,
    among,
    delete_rows,
    insert_rows,
    new_uuids,
    next_id,
    put_off_orders,
    rare_collections,
    read_rows,
    update_rows,
)

__all__ = [
    "CHUNK",
    "among",
    "delete_rows",
    "insert_rows",
    "new_uuids",
    "next_id",
    "put_off_orders",
    "rare_collections",
    "read_rows",
    "update_rows",
]
