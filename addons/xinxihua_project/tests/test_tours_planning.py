# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The planning chapter in a browser: from the round to the fund plan, by six people."""

from odoo import fields
from odoo.tests import HttpCase, tagged

from .rounds_case import RoundsCase

INBOX = "/odoo/xinxihua-inbox?view_type=kanban"


@tagged("post_install", "-at_install")
class TestToursPlanning(RoundsCase, HttpCase):
    name = "浏览器里列入清单的平台"
    browser_size = "1400x900"

    def tour(self, name, user, url=INBOX):
        self.start_tour(url, f"xinxihua_{name}", login=user.login, timeout=180)
        self.env.invalidate_all()

    def on_the_phone(self, name, user):
        self.browser_size, self.touch_enabled = "390x844", True
        self.tour(name, user)

    def round_and_application(self):
        """Open a round in the browser; the unit applies in it."""
        self.tour("bureau_opens_a_round", self.bureau_officer, "/odoo/xinxihua-rounds/new")
        project = self.make_project(name=self.name)
        project.action_submit()
        self.assertEqual(project.round_id.name, "浏览器里的集中申报")
        self.assertEqual(project.round_id.window, "open")
        self.tour("bureau_finds_it_to_review", self.bureau_officer, "/odoo/xinxihua-review-list")
        self.check_all(project)
        project.with_user(self.bureau_officer).action_pass_first_check()
        self.panel(project)
        project.with_user(self.bureau_officer).action_conclude_review()
        return project

    def list_with_two_confirmations(self, project):
        """Make the list in the browser, and let both bureaus confirm it."""
        self.tour("bureau_makes_the_list", self.bureau_officer, "/odoo/xinxihua-annual-lists/new")
        row = self.env["xinxihua.annual.list.line"].search([("project_id", "=", project.id)])
        self.assertEqual(row.list_id.state, "to_confirm")
        self.tour("bureau_confirms_the_list", self.bureau_approver)
        self.assertEqual(row.list_id.state, "to_confirm", "one confirmation publishes nothing")
        self.tour("finance_confirms_the_list", self.finance_approver)
        self.assertEqual(row.list_id.state, "published")

    def test_from_the_round_to_the_fund_plan(self):
        project = self.round_and_application()
        self.list_with_two_confirmations(project)
        project.with_user(self.bureau_approver).action_approve("同意", approved_amount=800000)
        self.tour(
            "bureau_draws_up_the_fund_plan", self.bureau_officer, "/odoo/xinxihua-fund-plans/new"
        )
        year = fields.Date.context_today(project).year
        plan = self.env["xinxihua.fund.plan"].search(
            [("unit_id", "=", self.bureau.id), ("fiscal_year", "=", year)]
        )
        self.assertRecordValues(plan, [{"state": "finance_check", "planned_amount": 500000}])
        self.on_the_phone("finance_confirms_the_fund_plan", self.finance_approver)
        self.assertEqual(plan.state, "leader_approval")
        self.on_the_phone("leader_approves_the_fund_plan", self.leader)
        self.assertEqual(plan.state, "effective")
