# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""How alike two names are. Pure functions, no database.

The measure is that of PostgreSQL's ``pg_trgm`` (shared trigrams over all trigrams), so a
threshold means the same here as in a query; the projects of one unit and year are few.
"""

import re


def trigrams(text):
    """Return the trigrams of a text, each word padded as ``pg_trgm`` does."""
    words = re.findall(r"\w+", text.casefold())
    padded = [f"  {word} " for word in words]
    return {word[i : i + 3] for word in padded for i in range(len(word) - 2)}


def similarity(left, right):
    """Return the similarity of two texts from 0 to 1."""
    one, other = trigrams(left), trigrams(right)
    union = len(one | other)
    return len(one & other) / union if union else 0.0
