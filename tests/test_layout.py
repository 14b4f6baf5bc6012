"""The shape of the repository: what each addon has, and how long its rooms are."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ADDONS = sorted(path.parent for path in ROOT.glob("addons/*/__manifest__.py"))
LINE_LIMIT = 300


def manifest(addon):
    return ast.literal_eval((addon / "__manifest__.py").read_text(encoding="utf-8"))


def test_there_are_addons():
    assert ADDONS, "no addon with a manifest"


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
class TestAddon:
    def test_manifest_names_version_and_licence(self, addon):
        facts = manifest(addon)
        assert re.fullmatch(r"19\.0\.\d+\.\d+\.\d+", facts["version"])
        assert facts["license"] == "LGPL-3"
        assert facts.get("installable", True)

    def test_depends_on_core_addons_and_ours_only(self, addon):
        names = {path.name for path in ADDONS}
        ours = {name for name in manifest(addon)["depends"] if name.startswith("xinxihua")}
        assert ours <= names

    def test_manifest_lists_each_data_file_once_and_all_exist(self, addon):
        facts = manifest(addon)
        files = [*facts.get("data", []), *facts.get("demo", [])]
        assert [name for name in files if not (addon / name).is_file()] == []
        assert sorted(files) == sorted(set(files))

    def test_every_data_file_is_in_the_manifest(self, addon):
        facts = manifest(addon)
        listed = {*facts.get("data", []), *facts.get("demo", [])}
        folders = ("data", "demo", "report", "security", "views", "wizard")
        there = {
            path.relative_to(addon).as_posix()
            for folder in folders
            for pattern in ("*.xml", "*.csv")
            for path in (addon / folder).rglob(pattern)
        }
        assert sorted(there - listed) == []

    def test_has_readme_and_chinese(self, addon):
        assert (addon / "readme" / "DESCRIPTION.md").is_file()
        assert (addon / "i18n" / "zh_CN.po").is_file()

    def test_no_room_holds_two_things(self, addon):
        long = {
            str(path.relative_to(ROOT)): lines
            for folder in ("models", "wizard", "report", "controllers", "views")
            for path in (addon / folder).rglob("*.*")
            if path.suffix in (".py", ".xml")
            and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LINE_LIMIT
        }
        assert long == {}


def test_set_up_files_are_short():
    long = {
        path.name: lines
        for path in ROOT.glob("config/**/*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 250
    }
    assert long == {}
