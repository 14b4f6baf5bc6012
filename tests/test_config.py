"""The configurations are understood by Odoo, and the pins by the Pythons that we name."""

import re
import subprocess
import sys
from importlib.metadata import metadata

import pytest
from packaging.specifiers import SpecifierSet

PARSE = """
import sys
from odoo.tools import config
config.parse_config(["-c", sys.argv[1], "--addons-path", "addons", "--data-dir", sys.argv[2]])
for name in sys.argv[3:]:
    print(config[name])
"""


@pytest.fixture
def parse(root, tmp_path):
    """Let Odoo read a configuration; return the values of options and its warnings."""

    def read(name, *options):
        command = [sys.executable, "-c", PARSE, f"config/{name}", str(tmp_path), *options]
        result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
        return result.stdout.splitlines(), result.stderr

    return read


def test_development_configuration_is_understood(parse):
    assert parse("odoo.conf", "workers", "list_db") == (["0", "False"], "")


def test_production_configuration_is_understood(parse):
    options = ("proxy_mode", "list_db", "dbfilter", "db_name", "with_demo")
    values, warnings = parse("odoo.prod.conf", *options)
    assert values == ["True", "False", "^xinxihua$", "['xinxihua']", "False"]
    # The folder is the container's.
    assert [line for line in warnings.splitlines() if "/mnt/extra-addons" not in line] == []


def test_production_has_workers_and_limits(parse):
    names = ("workers", "limit_memory_soft", "limit_memory_hard", "limit_time_cpu", "limit_request")
    values, _ = parse("odoo.prod.conf", *names)
    workers, soft, hard, seconds, requests = map(int, values)
    assert workers > 1
    assert 0 < soft < hard
    assert seconds and requests


def test_connections_of_all_processes_fit_postgresql(parse, root):
    values, _ = parse("odoo.prod.conf", "workers", "max_cron_threads", "db_maxconn")
    workers, crons, each = map(int, values)
    overlay = (root / "docker/compose.prod.yml").read_text()
    limit = int(re.search(r"max_connections=(\d+)", overlay)[1])
    assert (workers + crons + 1) * each < limit


@pytest.mark.parametrize("python", ["3.11.2", "3.13.5"], ids=["Debian 12", "Debian 13"])
def test_pins_admit_debians_pythons(root, python):
    lines = (root / "requirements.txt").read_text().splitlines()
    lines += (root / "requirements-dev.txt").read_text().splitlines()
    names = [line.split("==")[0] for line in lines if "==" in line and ";" not in line]
    wanted = {name: metadata(name).get("Requires-Python") or "" for name in names}
    assert [name for name in wanted if not SpecifierSet(wanted[name]).contains(python)] == []
