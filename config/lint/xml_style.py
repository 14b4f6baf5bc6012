"""Style of our XML files: well-formed, UTF-8, indented by four spaces a level.

    python config/lint/xml_style.py [--fix] FILE_OR_FOLDER …

Only white space before a tag that begins a line is ever judged or changed. Text is law here:
inside an element that holds text, nothing is touched.
"""

import re
import sys
from pathlib import Path

from lxml import etree

INDENT = 4
TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!.*?>|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|[^<]+",
    re.DOTALL,
)


def main(arguments):
    """Check or fix files; the exit code is the number of files that are wrong, at most 1."""
    fix = "--fix" in arguments
    places = [Path(word) for word in arguments if word != "--fix"]
    wrong = [message for path in _files(places) for message in judge(path, fix)]
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


def _files(places):
    for place in places:
        found = sorted(place.rglob("*.xml")) if place.is_dir() else [place]
        yield from (path for path in found if "node_modules" not in path.parts)


def judge(path, fix=False):
    """Return what is wrong with a file; with `fix` rewrite it and return what remains."""
    raw = path.read_bytes()
    try:
        etree.fromstring(raw)
        text = raw.decode("utf-8")
    except (etree.XMLSyntaxError, UnicodeDecodeError) as error:
        return [f"{path}: {error}"]
    wanted = styled(text)
    if wanted == text:
        return []
    if fix:
        path.write_text(wanted, encoding="utf-8", newline="\n")
        return []
    return [f"{path}:{_first_difference(text, wanted)}: indentation or line end; `make format`"]


def _first_difference(text, wanted):
    lines = text.splitlines()
    pairs = zip(lines, wanted.splitlines(), strict=False)
    return next((number for number, (a, b) in enumerate(pairs, 1) if a != b), len(lines))


def styled(text):
    """Return the text with every tag that begins a line indented by its depth."""
    tokens = TOKEN.findall(text.replace("\r\n", "\n"))
    holds_text = _elements_with_text(tokens)
    result, stack = [], []
    for index, token in enumerate(tokens):
        kind = _kind(token)
        inside_text = any(holds_text[opened] for opened in stack)
        if kind == "text" and not inside_text and not token.strip():
            following = tokens[index + 1] if index + 1 < len(tokens) else ""
            depth = len(stack) - (_kind(following) == "close")
            token = _gap(token, depth if following else 0)
        elif kind in ("open", "empty") and not inside_text:
            token = _attributes(token, result)
        result.append(token)
        if kind == "open":
            stack.append(index)
        elif kind == "close":
            stack.pop()
    return "".join(result).rstrip() + "\n"


def _kind(token):
    if not token.startswith("<"):
        return "text"
    if token.startswith(("<!", "<?")):
        return "other"
    if token.startswith("</"):
        return "close"
    return "empty" if token.endswith("/>") else "open"


def _elements_with_text(tokens):
    """Return {index of an opening tag: whether text stands directly in that element}."""
    result, stack = {}, []
    for index, token in enumerate(tokens):
        kind = _kind(token)
        if kind == "open":
            stack.append(index)
            result[index] = False
        elif kind == "close":
            stack.pop()
        elif stack and (token.startswith("<![CDATA[") or (kind == "text" and token.strip())):
            result[stack[-1]] = True
    return result


def _gap(space, depth):
    """Return white space between tags: at most one empty line, then the indentation."""
    breaks = space.count("\n")
    return "\n" * min(breaks, 2) + " " * (INDENT * depth) if breaks else space


def _attributes(tag, before):
    """Move the continuation lines of a tag by as much as its first line moves."""
    head, *rest = tag.split("\n")
    if not rest or not before or "\n" not in before[-1]:
        return tag
    column = len(before[-1].rpartition("\n")[2])
    return "\n".join([head.rstrip(), *_shifted(rest, column)])


def _shifted(lines, column):
    """Return continuation lines indented one level below their tag, text in quotes kept."""
    if any(line.strip() and not re.match(r"\s*([\w:.@-]+\s*=|/?>)", line) for line in lines):
        return lines  # a value that spans lines: leave it as its author aligned it
    closing = {">", "/>"}
    return [
        " " * (column if line.strip() in closing else column + INDENT) + line.strip()
        for line in lines
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
