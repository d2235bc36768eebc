"""What a privilege may not be: points, stamps, vouchers, cash-back, lottery, gifts to exchange.

`smell(title, text)` recognises them, in French and in English, so that the idea can be turned
into a commitment: something the shop does, for each client who has a right to it, each time.
"""

from models.rules.privileges.smell import Reason, Smell, smell

__all__ = ["Reason", "Smell", "smell"]
