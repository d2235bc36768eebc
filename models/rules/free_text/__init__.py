"""What a free text says that the client should not read, or that the law asks not to keep.

`findings(text)` tells the words, their place and a neutral wording, in French and in English at
once. It warns and never blocks; what a merchant writes about things (« moteur malade », « porte
condamnée »), streets (« rue des Juifs ») or names (« M. Malade ») is left alone.
"""

from models.rules.free_text.finding import Finding, findings
from models.rules.free_text.kinds import Category, Wording

__all__ = ["Category", "Finding", "Wording", "findings"]
