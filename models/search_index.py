"""Keeping the search in step with client files, for the operations that write them."""

from models.search.index import faults, forget_removed, index_client, index_many, rebuild

__all__ = ["faults", "forget_removed", "index_client", "index_many", "rebuild"]
