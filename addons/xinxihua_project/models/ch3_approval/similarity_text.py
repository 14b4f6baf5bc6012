# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Similarity of Chinese texts by pairs of characters: pure functions, no Odoo.

A text is kept as keys in one column: the characters of its name, alone and in pairs of
neighbours, and a sample of the groups of four of its purpose and functions. PostgreSQL
finds rows with a common key by a GIN index; the score is computed here, so that the
same texts always get the same score, and the reason can be told in words.

Why not the trigrams of pg_trgm: names of systems are short, and say the same thing with
other characters. ``tests/benchmarks/test_similarity.py`` compares both.
"""

import unicodedata
import zlib
from math import log

# rows that are counted for a key at most: what is more frequent says nothing
FREQUENT = 2000
# words in the names of nearly all systems: they are as frequent as can be, uncounted
COMMON_WORDS = "信息 系统 平台 管理 项目 建设 升级 改造 工程 服务 综合 智能 智慧 数字"
COMMON = frozenset(COMMON_WORDS.split()) | frozenset(COMMON_WORDS.replace(" ", ""))
# rows of each table whose keys are compared, at most
COMPARED_KEYS = 6000
# keys of a text's body that are kept; two texts with half of their groups in common
# share about half of the sample
SAMPLE = 24
GROUP = 4
# how much the three parts count; a nearly copied text is enough by itself
WEIGHTS = {"name": 0.6, "purpose": 0.15, "function": 0.25}
COPIED = 0.85
# characters of a long text that are compared
LONGEST = 2000


def clean(text):
    """Return the letters, digits and characters of a text, in lower case."""
    text = unicodedata.normalize("NFKC", text or "").lower()
    return "".join(character for character in text if character.isalnum())


def core_name(name, unit_name=""):
    """Return a name without the name of its unit, which all projects of a unit share."""
    name, unit_name = clean(name), clean(unit_name)
    for length in range(len(unit_name), 2, -1):
        if (ending := unit_name[-length:]) in name and len(name) > length + 1:
            return name.replace(ending, "", 1)
    return name


def groups(text, size=2):
    """Return the set of groups of neighbouring characters; a shorter text is one group."""
    if len(text) < size:
        return {text} if text else set()
    return {text[index : index + size] for index in range(len(text) - size + 1)}


def name_keys(name, unit_name=""):
    """Return the characters of a name, alone and in pairs."""
    core = core_name(name, unit_name)
    return groups(core, 1) | groups(core, 2)


def sample(text):
    """Return the groups of a text with the smallest checksums: the same for the same text."""
    found = groups(clean(text)[:LONGEST], GROUP) if len(clean(text)) >= GROUP else set()
    return sorted(found, key=lambda group: (zlib.crc32(group.encode()), group))[:SAMPLE]


def keys_of(name, unit_name, *texts):
    """Return the keys of a record in one line, separated by spaces."""
    body = sample("".join(text or "" for text in texts))
    return " ".join([*sorted(name_keys(name, unit_name)), *body])


def split_keys(keys):
    """Return (keys of the name, groups of the body) of a line of keys."""
    found = set(keys.split())
    names = {key for key in found if len(key) < GROUP}
    return names, found - names


def weight(count):
    """Return what a common key says, by the number of rows that have it."""
    return log(1 + FREQUENT / max(1, min(count, FREQUENT))) ** 2


def selective(counts, wanted=COMPARED_KEYS):
    """Return the keys to search by: the rarest, until enough rows are expected.

    :param dict counts: {key: rows that have it, counted up to ``FREQUENT``}
    """
    chosen, expected = [], 0
    for key in sorted(counts, key=lambda key: (counts[key], key)):
        if chosen and expected + counts[key] > wanted:
            break
        chosen.append(key)
        expected += counts[key]
    return chosen


def name_score(asked, other, counts):
    """Return how near the keys of two names are (0 to 1); rare keys count more.

    :param dict counts: {key: rows that have it} of the asked keys
    """
    common = asked & other
    if not common:
        return 0.0
    # a sum over a set would depend on its order in the last digits
    whole = sum(weight(counts.get(key, 1)) for key in sorted(asked))
    covered = sum(weight(counts.get(key, 1)) for key in sorted(common)) / whole
    exact = len(common) / len(other)
    return 2 * covered * exact / (covered + exact)


def text_score(one, other):
    """Return the share of pairs that two texts have in common (0 to 1)."""
    one, other = groups(clean(one)[:LONGEST]), groups(clean(other)[:LONGEST])
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))


def total_score(parts):
    """Return the score of a record (0 to 1) from those of its parts.

    :param dict parts: {name of the part: score, None where one side has no such text}
    """
    known = {name: score for name, score in parts.items() if score is not None}
    mean = sum(WEIGHTS[name] * score for name, score in known.items()) / sum(
        WEIGHTS[name] for name in known
    )
    # a short purpose is often the same phrase everywhere: only the functions copy
    return round(max(mean, COPIED * (known.get("function") or 0.0)), 4)


def common_words(one, other, limit=5):
    """Return the longest pieces that two texts share, in the order of the first."""
    one, other = clean(one)[:LONGEST], clean(other)[:LONGEST]
    pieces, start = {}, 0
    while start < len(one) - 1:
        end = start + 2
        if one[start:end] not in other:
            start += 1
            continue
        while end < len(one) and one[start : end + 1] in other:
            end += 1
        pieces.setdefault(one[start:end], start)
        start = end
    longest = sorted(pieces, key=lambda piece: (-len(piece), pieces[piece]))[:limit]
    return sorted(longest, key=pieces.get)
