"""The set-up's own logic: what it refuses, and in which words; what it makes anew, and when."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from config.lint import xml_style
from config.setup import (
    cluster,
    environment,
    fingerprints,
    locks,
    odoo_source,
    packages,
    processes,
    server,
)
from config.setup.console import Failure
from config.setup.project import Project, database_name, flag

CLI = [sys.executable, "config/setup"]


@pytest.fixture
def project(tmp_path):
    """A checkout with one small addon."""
    for name in ("post_install.py", "pregenerate_assets.py"):
        (tmp_path / "config/setup").mkdir(parents=True, exist_ok=True)
        (tmp_path / "config/setup" / name).write_text("pass\n")
    (tmp_path / "requirements.txt").write_text("lxml==6\n")
    addon = tmp_path / "addons" / "xt"
    (addon / "tests").mkdir(parents=True)
    (addon / "__manifest__.py").write_text("{}\n")
    (addon / "tests" / "test_x.py").write_text("\n")
    return Project(tmp_path)


@pytest.fixture
def odoo(tmp_path):
    """A folder that looks like an Odoo of a version."""

    def make(version):
        home = tmp_path / "odoo19"
        (home / "odoo").mkdir(parents=True)
        release = f"version_info = ({version}, 0, 0, FINAL, 0, '')\n"
        (home / "odoo" / "release.py").write_text(release)
        return home

    return make


def test_a_taken_port_is_one_sentence(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(Failure, match=rf"Port {port} .* PORT=number"):
            server.address()


@pytest.mark.parametrize("port", ["0", "70000", "web"])
def test_a_port_is_a_number(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Failure, match="not a port number"):
        server.address()


def test_a_second_run_names_the_first(project):
    first, second = locks.setup(project), locks.setup(project)
    with first, pytest.raises(Failure, match=rf"process {os.getpid()}\)"), second:
        pass
    with locks.setup(project):
        pass


def test_only_the_last_user_of_the_cluster_stops_it(tmp_path):
    stopped = []
    with locks.shared(tmp_path / "lock", lambda: stopped.append("outer")):
        with locks.shared(tmp_path / "lock", lambda: stopped.append("inner")):
            pass
        assert stopped == []
    assert stopped == ["outer"]


def test_odoo_home_is_taken_when_it_is_odoo_19(monkeypatch, project, odoo):
    home = odoo("19")
    monkeypatch.setenv("ODOO_HOME", str(home))
    assert odoo_source.ensure(project).home == home
    assert not project.local.exists()


@pytest.mark.parametrize("version", ["18", "'saas~18'", "20"])
def test_odoo_home_of_another_version_is_refused(monkeypatch, project, odoo, version):
    monkeypatch.setenv("ODOO_HOME", str(odoo(version)))
    with pytest.raises(Failure, match="not Odoo 19"):
        odoo_source.ensure(project)


def test_odoo_home_without_odoo_is_refused(monkeypatch, project):
    monkeypatch.setenv("ODOO_HOME", str(project.root))
    with pytest.raises(Failure, match="holds no Odoo"):
        odoo_source.ensure(project)


class TestFingerprint:
    source = odoo_source.Source("home", "odoo-19_1.deb")

    def digests(self, project):
        return (
            fingerprints.core(project, self.source),
            fingerprints.product(project, self.source),
        )

    def test_a_changed_addon_changes_the_product_only(self, project):
        core, product = self.digests(project)
        (project.addons / "xt" / "model.py").write_text("x = 1\n")
        assert self.digests(project)[0] == core
        assert self.digests(project)[1] != product

    def test_tests_and_bytecode_change_nothing(self, project):
        before = self.digests(project)
        (project.addons / "xt" / "tests" / "test_x.py").write_text("x = 1\n")
        (project.addons / "xt" / "x.pyc").write_text("x")
        assert self.digests(project) == before

    def test_requirements_and_odoo_change_both(self, project):
        before = self.digests(project)
        (project.root / "requirements.txt").write_text("lxml==7\n")
        after = self.digests(project)
        self.source = odoo_source.Source("home", "odoo-19_2.deb")
        third = self.digests(project)
        assert len({*before, *after, *third}) == 6


@pytest.mark.parametrize("name", ["A", "1a", "a-b", "a;drop", "xinxihua_template_x", "x" * 60])
def test_names_that_are_no_database(monkeypatch, name):
    monkeypatch.setenv("DB", name)
    with pytest.raises(Failure, match="cannot be used"):
        database_name()


def test_a_missing_name_says_how_to_give_one(monkeypatch):
    monkeypatch.delenv("DB", raising=False)
    with pytest.raises(Failure, match="DB=name"):
        database_name()


def test_a_flag_is_nought_or_one(monkeypatch):
    monkeypatch.setenv("DEMO", "yes")
    with pytest.raises(Failure, match="0 or 1"):
        flag("DEMO", "1")


def test_a_full_disk_is_said_so(tmp_path):
    log = tmp_path / "x.log"
    command = ["sh", "-c", "echo 'tar: x: No space left on device' >&2; exit 2"]
    with pytest.raises(Failure, match="disk is full"):
        processes.run_logged(command, log, "Unpacking")


def test_a_failed_command_gives_its_last_error_and_the_log(tmp_path):
    log = tmp_path / "x.log"
    command = ["sh", "-c", "echo 'ValueError: no such view'; echo bye; exit 1"]
    with pytest.raises(Failure, match=r"Installing failed: ValueError: no such view .*x\.log"):
        processes.run_logged(command, log, "Installing")


def test_without_rights_the_command_for_the_administrator_is_given(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(packages, "_sudo", lambda: None)
    monkeypatch.setattr(packages.shutil, "which", lambda name: f"/bin/{name}")
    with pytest.raises(Failure, match="apt-get install -y postgresql"):
        packages._privilege(["postgresql"])


def test_a_long_path_moves_the_cluster(tmp_path):
    home = tmp_path / ("x" * 100) / "postgres"
    assert "too long" in cluster._unfit(home, cluster._owner())


def test_a_foreign_cluster_folder_is_refused(tmp_path):
    home = tmp_path / "postgres"
    (tmp_path / "elsewhere").mkdir()
    home.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Failure, match="belongs to another user"):
        cluster._own(home, cluster._owner())


def test_the_cluster_folder_is_closed_to_others(tmp_path):
    home = tmp_path / "postgres"
    cluster._own(home, cluster._owner())
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_an_unknown_command_is_refused_without_a_traceback(root):
    result = subprocess.run([*CLI, "fly"], cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stderr.startswith("usage: make run|test")


def test_make_lists_its_targets(root):
    result = subprocess.run(["make"], cwd=root, capture_output=True, text=True, check=True)
    for target in ("run", "test", "database", "shell", "serve", "update", "lint", "clean"):
        assert f"\n  {target}" in result.stdout


def test_an_active_environment_is_not_what_a_new_one_is_made_with():
    assert sys.prefix != sys.base_prefix, "run the tests with `make test`"
    base = Path(environment._interpreter())
    assert base.exists()
    assert not base.is_relative_to(sys.prefix)


class TestXmlStyle:
    def test_tags_are_indented_and_text_is_left_alone(self):
        law = "<odoo>\n<t>\n<field>第一条\n  为了规范</field>\n</t>\n</odoo>"
        wanted = "<odoo>\n    <t>\n        <field>第一条\n  为了规范</field>\n    </t>\n</odoo>\n"
        assert xml_style.styled(law) == wanted

    def test_continued_tags_follow_their_tag(self):
        text = '<odoo>\n  <field name="a"\n   eval="1"\n  />\n</odoo>\n'
        wanted = '<odoo>\n    <field name="a"\n        eval="1"\n    />\n</odoo>\n'
        assert xml_style.styled(text) == wanted

    def test_styled_text_stays_as_it_is(self):
        text = (
            "<odoo>\n    <t>\n        <p>a <b>b</b>\n c</p>\n    </t>\n\n    <!-- x -->\n</odoo>\n"
        )
        assert xml_style.styled(text) == text

    def test_broken_xml_is_named(self, tmp_path):
        broken = tmp_path / "broken.xml"
        broken.write_text("<odoo>")
        assert "broken.xml" in xml_style.judge(broken)[0]
