"""The container files. No engine runs where they were written, so what needs none is checked:
hadolint (in `make lint`), `docker-compose config`, and that they agree with the project."""

import configparser
import os
import re
import subprocess
from importlib.metadata import requires
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
DOCKER = ROOT / "docker"
PRODUCTION = ("compose.yml", "compose.prod.yml")


def compose(*names, **variables):
    """Return what Compose makes of the files, or what it says against them."""
    files = [word for name in names for word in ("-f", DOCKER / name)]
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"]} | variables
    result = subprocess.run(
        ["docker-compose", *files, "--profile", "install", "config"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return yaml.safe_load(result.stdout) if result.returncode == 0 else result.stderr


def pins(path, heading="#"):
    """Return {name: version} of a requirements file, from a heading on."""
    lines = path.read_text(encoding="utf-8").partition(heading)[2].splitlines()[1:]
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def needed(name):
    """Return the names of all packages that a package brings, and its own."""
    found, todo = set(), [Requirement(name)]
    while todo:
        requirement = todo.pop()
        extras = requirement.extras or {""}
        name = canonicalize_name(requirement.name)
        if name not in found:
            found.add(name)
            todo += [
                wanted
                for wanted in map(Requirement, requires(name) or ())
                if not wanted.marker or any(wanted.marker.evaluate({"extra": e}) for e in extras)
            ]
    return found


@pytest.fixture(scope="module")
def instructions():
    """The Dockerfile's instructions, continued lines joined, comments out."""
    text = (DOCKER / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [line.split(None, 1) for line in joined.splitlines() if line.strip()]


def test_image_is_the_official_odoo_19_and_does_not_run_as_root(instructions):
    assert instructions[0] == ["FROM", "odoo:19"]
    assert [value for word, value in instructions if word == "USER"][-1] == "odoo"


def test_copied_files_exist_and_are_not_ignored(instructions):
    ignore = (DOCKER / "Dockerfile.dockerignore").read_text().splitlines()
    for word, value in instructions:
        if word == "COPY":
            for source in value.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert f"!{source}" in ignore, source


def test_image_installs_the_pinned_versions():
    assert pins(DOCKER / "requirements.txt").items() <= pins(ROOT / "requirements.txt").items()


def test_image_pins_all_that_comes_along_but_odoos_own():
    pinned = pins(DOCKER / "requirements.txt").keys()
    odoos = pins(ROOT / "requirements.txt", "# Odoo's own").keys()
    assert set().union(*map(needed, pinned)) - odoos == pinned


def test_installation_names_all_our_addons():
    script = DOCKER / "install.sh"
    assert os.access(script, os.X_OK)
    named = set(re.search(r"^modules=(.*)$", script.read_text(), re.MULTILINE)[1].split(","))
    ours = {path.parent.name for path in ROOT.glob("addons/*/__manifest__.py")}
    assert ours <= named


def test_database_is_healthy_before_odoo_starts_and_sorts_chinese():
    services = compose("compose.yml")["services"]
    assert services["db"]["healthcheck"]["test"]
    assert "--locale=C.UTF-8" in services["db"]["environment"]["POSTGRES_INITDB_ARGS"]
    for name in ("odoo", "install"):
        assert services[name]["depends_on"]["db"]["condition"] == "service_healthy"


def test_what_must_last_is_in_volumes():
    document = compose("compose.yml")
    volumes = [
        volume for service in document["services"].values() for volume in service.get("volumes", [])
    ]
    sources = {item["source"] if isinstance(item, dict) else item.split(":")[0] for item in volumes}
    assert sources == set(document["volumes"])


def test_production_demands_a_password_and_gives_it_to_all():
    assert "set POSTGRES_PASSWORD" in compose(*PRODUCTION)
    services = compose(*PRODUCTION, POSTGRES_PASSWORD="secret")["services"]
    assert services["db"]["environment"]["POSTGRES_PASSWORD"] == "secret"
    for name in ("odoo", "install"):
        assert services[name]["environment"]["PASSWORD"] == "secret"


def test_only_the_proxy_is_open_to_other_machines():
    services = compose(*PRODUCTION, POSTGRES_PASSWORD="secret")["services"]
    assert {name for name in services if "ports" in services[name]} == {"odoo", "proxy"}
    (port,) = services["odoo"]["ports"]
    address = port["host_ip"] if isinstance(port, dict) else port.split(":")[0]
    assert address == "127.0.0.1"


def test_proxy_and_odoo_agree_on_ports():
    parser = configparser.RawConfigParser()
    parser.read(ROOT / "config/odoo.prod.conf", encoding="utf-8")
    options = parser["options"]
    proxy = (DOCKER / "nginx.conf").read_text()
    assert f"odoo:{options['http_port']};" in proxy
    assert f"odoo:{options['gevent_port']};" in proxy
    assert options["proxy_mode"] == "True"
    assert options["list_db"] == "False"
