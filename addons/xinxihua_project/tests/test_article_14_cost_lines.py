# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle14CostLines(ProjectCase):
    """第十四条: the budget stands on cost lines that add up to it."""

    def test_the_amount_is_quantity_times_price_to_the_fen(self):
        project = self.make_project(cost_line_ids=self._cost_lines(33.33))
        line = project.cost_line_ids
        line.quantity = 2.5
        self.assertEqual(line.amount, 83.33)
        self.assertEqual(project.cost_amount, 83.33)

    def test_a_sum_that_differs_is_refused_with_both_figures(self):
        project = self.make_project(cost_line_ids=self._cost_lines(500000, 299999.99))
        with self.assertRaisesRegex(UserError, r"799,999\.99元.*800,000\.00元.*差额0\.01元"):
            project.action_submit()
        project.cost_line_ids[1].unit_price = 300000
        project.action_submit()
        self.assertEqual(project.state, "first_check")

    def test_no_cost_line_no_submission(self):
        project = self.make_project(cost_line_ids=[])
        with self.assertRaisesRegex(UserError, "费用明细合计0.00元.*第十四条"):
            project.action_submit()

    def test_lines_without_price_basis_are_named_but_do_not_block(self):
        project = self.make_project()
        self.assertFalse(project.unpriced_items)
        project.cost_line_ids.price_basis = False
        self.assertEqual(project.unpriced_items, "软件开发")
        project.action_submit()
        self.assertEqual(project.state, "first_check")

    @mute_logger("odoo.sql_db")
    def test_quantity_and_price_are_plausible(self):
        project = self.make_project()
        for vals in ({"quantity": 0}, {"quantity": -1}, {"unit_price": -1}):
            with self.assertRaises(IntegrityError), self.env.cr.savepoint():
                project.cost_line_ids.write(vals)
                project.cost_line_ids.flush_recordset()

    def test_the_amount_of_a_line_follows_its_factors(self):
        project = self.make_project()
        with self.assertRaises(AccessError):
            project.write(
                {"cost_line_ids": [Command.update(project.cost_line_ids.id, {"amount": 1})]}
            )
        with self.assertRaises(AccessError):
            project.write({"cost_amount": 800000})

    def test_submitted_lines_are_locked(self):
        project = self.submitted()
        line = project.cost_line_ids
        for action in (
            lambda: line.write({"unit_price": 1}),
            lambda: line.unlink(),
            lambda: project.write({"cost_line_ids": self._cost_lines(1)}),
            lambda: line.with_user(self.bureau_officer).write({"unit_price": 1}),
        ):
            with self.assertRaises(AccessError):
                action()

    def test_others_do_not_read_the_lines_of_a_draft(self):
        line = self.make_project().cost_line_ids
        for user in (self.other_officer, self.bureau_officer, self.finance_officer):
            self.assertFalse(line.with_user(user).search([("id", "=", line.id)]))
        with self.assertRaises(AccessError):
            line.with_user(self.other_officer).read(["amount"])

    def test_a_copy_takes_its_lines_along(self):
        self.assertEqual(self.make_project().copy().cost_amount, 800000)
