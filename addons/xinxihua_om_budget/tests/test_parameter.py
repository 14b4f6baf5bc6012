# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tests.common import TransactionCase


@tagged("post_install", "-at_install")
class TestParameter(TransactionCase):
    """第三十一条至第三十四条: the figures of chapter 6 are dated data."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.prefecture = cls.env.ref("xinxihua_project.division_532300")
        cls.parameters = cls.env["xinxihua.parameter"].search([("article_number", ">=", 31)])

    def test_each_has_a_value_everywhere_in_the_prefecture(self):
        self.assertTrue(self.parameters)
        today = fields.Date.context_today(self.parameters)
        for parameter in self.parameters:
            for division in self.prefecture | self.prefecture.child_ids:
                value = self.env["xinxihua.parameter"]._get(parameter.code, today, division)
                self.assertIsNot(value, None, parameter.code)

    def test_each_names_its_article(self):
        for parameter in self.parameters:
            self.assertTrue(parameter.article_id, parameter.code)

    def test_a_value_in_force_is_not_changed(self):
        groups = "xinxihua_project.group_rules_admin"
        admin = new_test_user(self.env, "t_om_rules_admin", groups)
        value = self.parameters.value_ids[0]
        with self.assertRaises(UserError):
            value.with_user(admin).write({"value": "1"})
        officer = new_test_user(self.env, "t_om_finance", "xinxihua_project.group_finance_approver")
        with self.assertRaises(AccessError):
            value.with_user(officer).write({"value": "1"})
