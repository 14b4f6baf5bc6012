"""Two rules for every test of this repository: none is skipped, and none leaves a warning.

A warning that a test expects is caught where it happens, with `assertLogs` or Odoo's
`mute_logger`: both keep it from the root logger, where the collector listens.
"""

import logging
import re
from pathlib import Path

import pytest

# Warnings that are not ours to cure: logger, pattern, reason.
TOLERATED = (
    ("py.warnings", r"site-packages|dist-packages", "libraries and Odoo itself"),
    ("asyncio", r".", "the browser's connection closing"),
)


class Collector(logging.Handler):
    """Keeps the warnings and errors that reach the root logger."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        message = record.getMessage()
        if not is_tolerated(record.name, message):
            if record.exc_info:
                message += "\n" + logging.Formatter().formatException(record.exc_info)
            self.lines.append(f"{record.levelname} {record.name}: {message}")

    def drain(self):
        """Return what was collected since the last call."""
        lines, self.lines = self.lines, []
        return lines


def is_tolerated(logger, message):
    """Return whether a warning is on the list of those that are not ours to cure."""
    return any(
        logger.startswith(name) and re.search(pattern, message) for name, pattern, _ in TOLERATED
    )


COLLECTOR = Collector()


def pytest_configure(config):
    logging.getLogger().addHandler(COLLECTOR)


def pytest_unconfigure(config):
    logging.getLogger().removeHandler(COLLECTOR)


@pytest.fixture(scope="session")
def loading_warnings(request):
    """Warnings of the loading of our modules, before the first test."""
    return request.config.stash.get(LOADING, [])


LOADING = pytest.StashKey()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item):
    """Set what the loading of the registry logged apart from what the first test logs."""
    first = LOADING not in item.config.stash
    result = yield
    if first:
        item.config.stash[LOADING] = COLLECTOR.drain()
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    result = yield
    if lines := COLLECTOR.drain():
        pytest.fail("Logged and not expected:\n" + "\n".join(lines), pytrace=False)
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    return _refuse_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    return _refuse_skip(report)


def _refuse_skip(report):
    """Make a skipped test a failed one: a check that does not run is no check."""
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, and no test may be: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def root():
    """The project's folder."""
    return Path(__file__).parent
