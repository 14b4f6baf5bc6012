# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.ch3_approval.procedure import Facts, Rules, decide
from .common import ProjectCase

RULES = Rules(500000, 200000, 600000, "approval_first", "whole_term", "filing")


@tagged("post_install", "-at_install")
class TestArticle35(ProjectCase):
    """第三十五条: what is secret does not enter the system."""

    def test_the_unit_confirms_that_nothing_is_secret(self):
        project = self.make_project(confirmed_not_secret=False)
        with self.assertRaisesRegex(UserError, "第三十五条"):
            project.action_submit()

    def test_a_secret_project_follows_no_procedure(self):
        facts = Facts("build", 5000000, 5000000, secret=True)
        self.assertEqual(decide(facts, RULES).route, "not_applicable")

    def test_a_copy_is_confirmed_anew(self):
        self.assertFalse(self.make_project().copy().confirmed_not_secret)
