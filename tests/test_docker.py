"""The container files. No engine runs where they were written, so what can be read is checked:
their form, that each file they name exists, and that they agree with the rest of the project."""

import configparser
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
DOCKER = ROOT / "docker"


class Loader(yaml.SafeLoader):
    """Reads Compose's own tags, such as !reset, as what they mark."""


Loader.add_multi_constructor("!", lambda loader, tag, node: loader.construct_sequence(node))


def compose(name):
    return yaml.load((DOCKER / name).read_text(encoding="utf-8"), Loader)


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
    pinned = set((ROOT / "requirements.txt").read_text().splitlines())
    lines = (DOCKER / "requirements.txt").read_text().splitlines()
    assert {line for line in lines if not line.startswith("#")} <= pinned


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
    used = {
        volume.split(":")[0]
        for service in document["services"].values()
        for volume in service.get("volumes", [])
    }
    assert used == set(document["volumes"])


def test_production_has_no_default_password_and_no_open_odoo():
    services = compose("compose.prod.yml")["services"]
    for service, key in (
        ("db", "POSTGRES_PASSWORD"),
        ("odoo", "PASSWORD"),
        ("install", "PASSWORD"),
    ):
        assert ":?" in services[service]["environment"][key]
    assert services["odoo"]["ports"] == []
    assert (DOCKER / services["proxy"]["volumes"][0].split(":")[0]).exists()


def test_proxy_and_odoo_agree_on_ports():
    parser = configparser.RawConfigParser()
    parser.read(ROOT / "config/odoo.prod.conf", encoding="utf-8")
    options = parser["options"]
    proxy = (DOCKER / "nginx.conf").read_text()
    assert f"odoo:{options['http_port']};" in proxy
    assert f"odoo:{options['gevent_port']};" in proxy
    assert options["proxy_mode"] == "True"
    assert options["list_db"] == "False"


def test_compose_accepts_the_files_where_it_is_installed():
    """Runs Compose itself when the machine has it; the tests above stand in when it has not."""
    command = ["docker", "compose"]
    if (
        not shutil.which("docker")
        or subprocess.run([*command, "version"], capture_output=True, check=False).returncode
    ):
        return
    files = ["-f", DOCKER / "compose.yml", "-f", DOCKER / "compose.prod.yml"]
    environment = os.environ | {"POSTGRES_PASSWORD": "x"}
    subprocess.run([*command, *files, "config", "-q"], check=True, env=environment)
