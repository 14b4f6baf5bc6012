# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The documents say what is there: commands, logins, links, labels, messages, versions."""

import ast
import re
from pathlib import Path
from xml.etree import ElementTree

import polib
import pytest

ROOT = Path(__file__).parents[1]
ADDONS = sorted(path.parent for path in ROOT.glob("addons/*/__manifest__.py"))
PROJECT = ROOT / "addons" / "xinxihua_project"
READMES = [ROOT / "README.md", ROOT / "README.zh_CN.md"]
GUIDE = sorted((ROOT / "docs" / "user").glob("*.md"))
DOCUMENTS = [*READMES, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
EXAMPLE = ROOT / "docs" / "examples" / "other_prefecture.xml"
# files that the reader makes, not the project
READERS_OWN = {"data/rules.xml", "docker/certs/"}
CODE_BLOCK = re.compile(r"^ *```\w*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
PLACEHOLDER = re.compile(r"%\\?\(\w+\\?\)s|%s")
CHINESE = re.compile("[\u4e00-\u9fff]")
# what an import puts before the reason: the column, and the value
COLUMN = re.compile("^“[^”]+”列(，“[^”]+”)?：")
HOST = re.compile(r"\b(?:[\w-]+\.)+(?:com|org|net|cn|io|dev|gov|edu|local|lan|internal)\b")


def read(path):
    return path.read_text(encoding="utf-8")


def targets():
    """Return the make targets that Makefile declares."""
    phony = re.search(r"^\.PHONY: (.*)$", read(ROOT / "Makefile"), re.MULTILINE)
    return set(phony[1].split())


def make_targets(path):
    """Return the make targets that a document names as code."""
    inline = re.findall(r"`([^`\n]+)`", CODE_BLOCK.sub("", read(path)))
    code = "\n".join([*inline, *CODE_BLOCK.findall(read(path))])
    return set(re.findall(r"(?:^|=\S+ )make ([a-z]+)\b", code, re.MULTILINE))


def commands(path):
    """Return the command lines of a document's code blocks, without their comments."""
    blocks = "\n".join(CODE_BLOCK.findall(read(path)))
    lines = (re.split(r"\s+#", line)[0].strip() for line in blocks.splitlines())
    return [line for line in lines if re.match(r"(make|odoo|pip)\b", line)]


def anchors(path):
    """Return the anchors of a document's headings, as code hosts make them."""
    titles = re.findall(r"^#+ (.*)$", CODE_BLOCK.sub("", read(path)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def field(record, name):
    found = record.find(f"field[@name='{name}']")
    return None if found is None else found.text or found.get("ref")


@pytest.fixture(scope="module")
def chinese():
    """The Chinese texts of the product, without markup."""
    texts = {entry.msgstr for entry in polib.pofile(str(PROJECT / "i18n" / "zh_CN.po"))}
    return texts | {part for text in texts for part in text.splitlines()}


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
class TestReadme:
    def test_names_every_make_target_and_no_other(self, readme):
        assert make_targets(readme) == targets()

    def test_names_every_demo_login(self, readme):
        demo = ElementTree.parse(PROJECT / "demo" / "user_demo.xml")
        logins = {
            field(record, "login")
            for record in demo.iter("record")
            if record.get("model") == "res.users"
        }
        assert logins
        assert logins <= set(re.findall(r"`([a-z0-9.]+)`", read(readme)))


def test_both_readmes_name_the_same_commands_and_logins():
    english, other = READMES
    assert commands(english) == commands(other)
    logins = re.compile(r"`([a-z]+\.[a-z0-9]+|leader|auditor|admin)`")
    assert set(logins.findall(read(english))) == set(logins.findall(read(other)))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
class TestDocument:
    def test_make_targets_exist(self, document):
        assert make_targets(document) <= targets()

    def test_relative_links_resolve(self, document):
        for target in re.findall(r"\]\(([^)]+)\)", CODE_BLOCK.sub("", read(document))):
            path, _, anchor = target.partition("#")
            linked = (document.parent / path).resolve() if path else document
            assert linked.exists(), target
            assert not anchor or anchor in anchors(linked), target

    def test_files_in_backticks_exist(self, document):
        place = re.compile(r"`((?:addons|config|docker|docs|tests|models|data|security)/[\w./]+)`")
        for name in set(place.findall(read(document))) - READERS_OWN:
            assert (ROOT / name).exists() or (PROJECT / name).exists(), name

    def test_hosts_are_placeholders(self, document):
        text = read(document)
        for host in re.findall(r"https?://([^/\s`\"')]+)", text):
            name = host.split(":")[0]
            assert name in ("localhost", "127.0.0.1") or name.endswith(".example"), host
        assert HOST.findall(text) == []


@pytest.mark.parametrize("page", GUIDE, ids=lambda path: path.name)
class TestGuide:
    def test_labels_are_those_of_the_screen(self, page, chinese):
        assert set(re.findall("【([^】]+)】", read(page))) - chinese == set()

    def test_messages_are_those_of_the_product(self, page, chinese):
        patterns = [
            re.compile(PLACEHOLDER.sub(".+?", re.escape(text)))
            for text in chinese
            if len(CHINESE.findall(PLACEHOLDER.sub("", text))) >= 4
        ]
        quoted = re.findall(r"^ *> (.+)$", read(page), re.MULTILINE)
        texts = [COLUMN.sub("", text) for text in quoted]
        assert [text for text in texts if not any(p.fullmatch(text) for p in patterns)] == []


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
class TestAddon:
    def test_version_is_in_the_changelog(self, addon):
        version = ast.literal_eval(read(addon / "__manifest__.py"))["version"]
        entry = re.search(
            rf"^## \[{re.escape(version)}\](.*?)(?=^## \[|\Z)",
            read(ROOT / "CHANGELOG.md"),
            re.M | re.S,
        )
        assert entry, version
        assert addon.name in entry[1]

    def test_has_an_icon(self, addon):
        icon = (addon / "static" / "description" / "icon.png").read_bytes()
        assert icon[:8] == b"\x89PNG\r\n\x1a\n"
        width, height = (int.from_bytes(icon[start : start + 4], "big") for start in (16, 20))
        assert width == height == 128


class TestExamplePrefecture:
    records = staticmethod(lambda path: list(ElementTree.parse(path).iter("record")))

    def test_what_it_points_at_exists(self):
        known = {
            record.get("id")
            for path in PROJECT.glob("data/**/*.xml")
            for record in self.records(path)
        }
        own = {record.get("id") for record in self.records(EXAMPLE)}
        for value in ElementTree.parse(EXAMPLE).iter("field"):
            if ref := value.get("ref"):
                module, _, name = ref.rpartition(".")
                assert name in (known if module else own), ref

    def test_it_gives_every_value_that_the_code_reads(self):
        """Parameters that the code names, and those it builds: addressee and document mark."""
        codes = {
            field(record, "code")
            for path in PROJECT.glob("data/**/*.xml")
            for record in self.records(path)
            if record.get("model") == "xinxihua.parameter"
        }
        source = "\n".join(read(path) for path in PROJECT.glob("models/**/*.py"))
        wanted = {code for code in codes if f'"{code}"' in source}
        acts = ("small_project", "contract", "change")
        wanted |= {f"addressee_{act}" for act in acts}
        marks = ("approval", "filing", "change", "grant")
        wanted |= {f"document_mark_{mark}" for mark in marks}
        given = {
            field(record, "parameter_id").removeprefix("xinxihua_project.parameter_")
            for record in self.records(EXAMPLE)
            if record.get("model") == "xinxihua.parameter.value"
        }
        assert given == wanted
