# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""No article is a constant in code: texts cite it, and the citation is data."""

import ast
import re
from pathlib import Path
from xml.etree import ElementTree

import polib
from odoo import fields
from odoo.tests import tagged

from ..models.ch3_approval.project_procedure import REASONS
from ..wizard.project_import_words import FAULT_BASES
from .common import ProjectCase
from .test_registry import our_models, real_models

ADDONS = sorted(Path(__file__).parents[2].glob("xinxihua_*"))
NUMBERED = re.compile(r"\b[Aa]rt(icle)?s?\.? ?\d|第[〇零一二三四五六七八九十百千\d]+条")
CITED = re.compile(r"\b_cite\(([^()]*)\)")


def sources(pattern):
    """Return the files of our addons that match, tests aside."""
    found = (path for addon in ADDONS for path in sorted(addon.rglob(pattern)))
    return [path for path in found if "tests" not in path.parts]


def texts_of_code(path):
    """Return the text constants of a Python file that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]


def texts_of_screen(path):
    """Return the texts and attributes of an XML file, comments aside."""
    for node in ElementTree.parse(path).iter():
        yield from filter(None, (node.text, node.tail, *node.attrib.values()))


@tagged("post_install", "-at_install")
class TestNoArticleInCode(ProjectCase):
    def test_every_code_named_in_the_source_exists(self):
        codes = set(FAULT_BASES.values()) | {basis for _text, basis in REASONS.values()}
        for path in sources("*.py"):
            for arguments in CITED.findall(path.read_text(encoding="utf-8")):
                codes |= set(re.findall(r'"(\w+)"', arguments))
        for model in real_models(self.env):
            codes |= {step.basis for step in getattr(model, "_transitions", {}).values()}
        codes.discard("")
        self.assertGreaterEqual(len(codes), 16)
        Basis = self.env["xinxihua.legal.basis"]
        self.assertLessEqual(codes, set(Basis.search([]).mapped("code")))
        today = fields.Date.context_today(Basis)
        for division in self.prefecture | self.prefecture.child_ids:
            for code in codes:
                self.assertTrue(Basis._article(code, today, division), code)

    def test_every_step_names_its_legal_basis(self):
        for model in real_models(self.env):
            for name, step in getattr(model, "_transitions", {}).items():
                self.assertTrue(step.basis, f"{model._name} {name}")

    def test_no_text_of_the_code_holds_an_article(self):
        found = {
            f"{path.name}: {text}"
            for path in sources("*.py")
            for text in texts_of_code(path)
            if NUMBERED.search(text)
        }
        self.assertFalse(found)

    def test_no_screen_holds_an_article(self):
        paths = [path for path in sources("*.xml") if not {"data", "demo"} & set(path.parts)]
        self.assertTrue(paths)
        found = {
            f"{path.name}: {text}"
            for path in paths
            for text in texts_of_screen(path)
            if NUMBERED.search(text)
        }
        self.assertFalse(found)

    def test_no_label_and_no_translation_holds_an_article(self):
        texts = []
        for name in our_models(self.env):
            for field in self.env[name].fields_get().values():
                texts += [field["string"], field.get("help") or ""]
                texts += [label for _value, label in field.get("selection") or ()]
        for path in sources("*.po"):
            texts += [entry.msgstr for entry in polib.pofile(str(path))]
        self.assertFalse([text for text in texts if NUMBERED.search(text)])
