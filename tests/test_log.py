"""Installing and loading our addons logs no warning."""

import os
import re
from pathlib import Path

from conftest import is_tolerated

LINE = re.compile(r"^\S+ \S+ \d+ (WARNING|ERROR|CRITICAL) \S+ (\S+): (.*)$")


def warnings_of(lines):
    """Return the warnings and errors in a log of Odoo that are ours to cure."""
    found = filter(None, map(LINE.match, lines))
    return [row[0] for row in found if not is_tolerated(row[2], row[3])]


def test_warnings_are_recognised():
    stamp = "2026-01-01 00:00:00,000 1"
    lines = [
        f"{stamp} WARNING db odoo.fields: Field x.y: unknown parameter 'z'",
        f"{stamp} INFO db odoo.fields: nothing",
        f"{stamp} WARNING db py.warnings: /v/site-packages/x.py:1: DeprecationWarning: old",
    ]
    assert warnings_of(lines) == lines[:1]


def test_installation_logs_no_warning():
    log = os.environ.get("XINXIHUA_INSTALL_LOG")
    assert log, "run the tests with `make test`, which names the log of the installation"
    text = Path(log).read_text(encoding="utf-8", errors="replace")
    assert warnings_of(text.splitlines()) == []


def test_loading_logs_no_warning(loading_warnings):
    assert loading_warnings == []
