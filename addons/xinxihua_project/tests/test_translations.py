# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Every term of our addons is in the template and has its Chinese."""

import io
import re
from pathlib import Path

import polib
from odoo.modules import get_module_path
from odoo.tests import tagged
from odoo.tests.common import TransactionCase
from odoo.tools.translate import trans_export

PLACEHOLDER = re.compile(r"%\(\w+\)s|%s")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# words of the trade that the regulation's language keeps apart
FORBIDDEN = {"Filing": "归档", "Filed": "归档", "First Check": "复核"}


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    modules = ("xinxihua_project", "xinxihua_om_budget")

    def _terms(self, module, name):
        path = Path(get_module_path(module)) / "i18n" / name
        return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))}

    def _exported(self, module):
        buffer = io.BytesIO()
        trans_export(False, [module], buffer, "po", self.env)
        return {entry.msgid for entry in polib.pofile(buffer.getvalue().decode())}

    def test_the_template_is_up_to_date(self):
        for module in self.modules:
            template = set(self._terms(module, f"{module}.pot"))
            exported = self._exported(module)
            self.assertFalse(exported - template, f"{module}: not in the template")
            self.assertFalse(template - exported, f"{module}: gone from the code")

    def test_every_term_has_its_chinese(self):
        for module in self.modules:
            chinese = self._terms(module, "zh_CN.po")
            for msgid in self._terms(module, f"{module}.pot"):
                self.assertTrue(chinese.get(msgid), f"{module}: {msgid!r}")

    def test_placeholders_survive(self):
        for module in self.modules:
            for msgid, msgstr in self._terms(module, "zh_CN.po").items():
                self.assertEqual(
                    sorted(PLACEHOLDER.findall(msgid)), sorted(PLACEHOLDER.findall(msgstr)), msgid
                )

    def test_the_words_of_the_regulation(self):
        for module in self.modules:
            for msgid, msgstr in self._terms(module, "zh_CN.po").items():
                for english, wrong in FORBIDDEN.items():
                    if re.search(rf"\b{english}\b", msgid):
                        self.assertNotIn(wrong, msgstr, msgid)
