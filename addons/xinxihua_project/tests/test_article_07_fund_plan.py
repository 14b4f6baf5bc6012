# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import ProjectCase
from .rounds_case import put_on_list


@tagged("post_install", "-at_install")
class TestArticle07(ProjectCase):
    """第七条: the annual fund-use plan, in force by the leader's approval alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        finance = cls.env.ref("xinxihua_project.unit_finance_532300")
        cls.finance_approver = cls._user("finance_approver", finance)
        cls.county_finance = cls._user(
            "finance_approver",
            cls.env.ref("xinxihua_project.unit_finance_532322"),
            login="t_county_finance",
        )
        cls.county_leader = cls._user(
            "leader",
            cls.env.ref("xinxihua_project.unit_government_office_532322"),
            login="t_county_leader",
        )

    def approved(self, amount=800000.0, **kwargs):
        """Return an approved project that stands on the annual list."""
        return put_on_list(self, super().approved(amount, **kwargs))

    def line(self, project, planned, available=None, source="prefecture"):
        return Command.create(
            {
                "project_id": project.id,
                "source": source,
                "available_amount": planned if available is None else available,
                "planned_amount": planned,
            }
        )

    def plan(self, *lines, user=None, year=2026):
        return (
            self.env["xinxihua.fund.plan"]
            .with_user(user or self.bureau_officer)
            .create({"fiscal_year": year, "line_ids": list(lines)})
        )

    def county_project(self):
        """Return an approved project of a county's agency."""
        project = self.make_project(user=self.county_unit_officer)
        project.action_submit()
        project.with_user(self.county_officer).action_forward()
        self.check_all(project)
        project.with_user(self.bureau_officer).action_pass_first_check()
        self.panel(project)
        project.with_user(self.bureau_officer).action_conclude_review()
        project.with_user(self.bureau_approver).action_approve("同意", approved_amount=800000)
        return project

    def at_leader(self, *lines, **kwargs):
        plan = self.plan(*lines, **kwargs)
        plan.action_submit()
        plan.with_user(self.finance_approver).action_confirm("资金已落实")
        return plan

    def in_force(self, *lines, **kwargs):
        plan = self.at_leader(*lines, **kwargs)
        plan.with_user(self.leader).action_approve_plan("同意")
        return plan

    def test_way_to_the_leader(self):
        project = self.approved(800000)
        plan = self.plan(self.line(project, 500000))
        self.assertEqual(plan.line_ids.approved_amount, 800000)
        self.assertEqual(plan.unit_id, self.bureau)
        plan.action_submit()
        self.assertEqual(plan.state, "finance_check")
        self.assertIn(self.finance_approver, plan.sudo().activity_ids.user_id)
        plan.with_user(self.finance_approver).action_confirm("资金已落实")
        self.assertEqual(plan.state, "leader_approval")
        self.assertIn(self.leader, plan.sudo().activity_ids.user_id)
        plan.with_user(self.leader).action_approve_plan("同意")
        self.assertEqual(plan.state, "effective")
        self.assertTrue(plan.date_effective)
        self.assertFalse(plan.sudo().activity_ids)
        steps = plan.sudo().workflow_log_ids.sorted("id").mapped("step")
        self.assertEqual(steps, ["submit", "confirm", "approve_plan"])

    def test_the_leader_cannot_decide_before_finance(self):
        plan = self.plan(self.line(self.approved(), 500000))
        plan.action_submit()
        with self.assertRaises(UserError):
            plan.with_user(self.leader).action_approve_plan()
        self.assertEqual(plan.state, "finance_check")

    def test_who_may_not_take_which_step(self):
        plan = self.plan(self.line(self.approved(), 500000))
        with self.assertRaises(UserError):
            plan.with_user(self.finance_approver).action_submit()
        plan.action_submit()
        for user in (self.bureau_approver, self.finance_officer, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                plan.with_user(user).action_confirm()
        plan.with_user(self.finance_approver).action_confirm()
        for user in (self.bureau_approver, self.finance_approver):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                plan.with_user(user).action_approve_plan()
        with self.assertRaises(AccessError):
            plan.with_user(self.county_leader).action_approve_plan()
        self.assertEqual(plan.state, "leader_approval")

    def test_planned_above_the_available_money(self):
        project = self.approved(800000)
        plan = self.plan(self.line(project, 500000.01, available=500000))
        with self.assertRaisesRegex(UserError, "500,000.01"):
            plan.action_submit()
        plan.line_ids.planned_amount = 500000
        plan.action_submit()
        self.assertEqual(plan.state, "finance_check")

    def test_cumulative_above_the_approved_amount(self):
        project = self.approved(800000)
        self.in_force(self.line(project, 300000), year=2025)
        plan = self.plan(self.line(project, 500000.01), year=2026)
        self.assertEqual(plan.line_ids.arranged_before, 300000)
        with self.assertRaisesRegex(UserError, "0.01"):
            plan.action_submit()
        plan.line_ids.write({"planned_amount": 500000, "available_amount": 500000})
        plan.action_submit()
        self.assertEqual(plan.state, "finance_check")

    def test_sources_of_one_project_count_together(self):
        project = self.approved(800000)
        plan = self.plan(
            self.line(project, 500000), self.line(project, 300000.01, source="central")
        )
        with self.assertRaises(UserError):
            plan.action_submit()

    def test_another_plan_in_force_meanwhile_is_seen_by_the_leader(self):
        project = self.approved()
        later = self.at_leader(self.line(project, 500000), year=2027)
        self.in_force(self.line(project, 400000), year=2026)
        with self.assertRaisesRegex(UserError, "400,000.00"):
            later.with_user(self.leader).action_approve_plan()
        self.assertEqual(later.state, "leader_approval")

    def test_only_approved_projects(self):
        project = self.to_approve()
        plan = self.plan(self.line(project, 0))
        with self.assertRaises(UserError):
            plan.action_submit()
        with self.assertRaises(UserError):
            self.plan(year=2028).action_submit()

    def test_the_return_needs_a_reason(self):
        plan = self.at_leader(self.line(self.approved(), 500000))
        with self.assertRaises(UserError):
            plan.with_user(self.leader).action_return("  ")
        plan.with_user(self.leader).action_return("先保民生项目")
        self.assertEqual(plan.state, "returned")
        self.assertIn(self.bureau_officer, plan.sudo().activity_ids.user_id)
        plan.with_user(self.bureau_officer).action_submit()
        plan.with_user(self.finance_approver).action_return("资金未落实")
        self.assertEqual(plan.state, "returned")

    def test_finance_works_on_the_draft_and_on_nothing_later(self):
        plan = self.plan(self.line(self.approved(), 500000))
        own = plan.line_ids.with_user(self.finance_officer)
        own.available_amount = 600000
        with self.assertRaises(AccessError):
            own.write({"approved_amount": 1})
        plan.action_submit()
        for user in (self.finance_officer, self.finance_approver, self.bureau_officer, self.leader):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                plan.line_ids.with_user(user).write({"planned_amount": 1})

    def test_a_revision_replaces_the_old_version(self):
        project = self.approved(800000)
        old = self.in_force(self.line(project, 500000))
        with self.assertRaises(UserError):
            old.with_user(self.finance_approver).action_revise()
        old.with_user(self.bureau_officer).action_revise()
        new = self.env["xinxihua.fund.plan"].search([("previous_id", "=", old.id)])
        new = new.with_user(self.bureau_officer)
        self.assertRecordValues(new, [{"version": 2, "state": "draft", "fiscal_year": 2026}])
        self.assertEqual(new.line_ids.planned_amount, 500000)
        self.assertEqual(new.line_ids.arranged_before, 0)
        with self.assertRaises(UserError):
            old.with_user(self.bureau_officer).action_revise()
        new.line_ids.write({"planned_amount": 700000, "available_amount": 700000})
        new.action_submit()
        new.with_user(self.finance_approver).action_confirm()
        self.assertEqual(old.state, "effective")
        new.with_user(self.leader).action_approve_plan()
        self.assertEqual(old.state, "superseded")
        self.assertEqual(new.state, "effective")
        self.assertEqual(old.with_user(self.bureau_officer).line_ids.planned_amount, 500000)
        with self.assertRaises(UserError):
            old.with_user(self.bureau_officer).action_revise()
        with self.assertRaises(AccessError):
            new.line_ids.with_user(self.bureau_officer).write({"planned_amount": 1})

    def test_figures_of_a_plan_in_force_stay(self):
        project = self.approved(800000)
        self.in_force(self.line(project, 100000), year=2025)
        plan = self.in_force(self.line(project, 100000), year=2026)
        project.sudo().approved_amount = 700000
        self.env["xinxihua.fund.plan.line"].flush_model()
        self.assertEqual(plan.line_ids.arranged_before, 100000)
        self.assertEqual(plan.line_ids.approved_amount, 800000)

    def test_a_county_decides_on_its_own_money(self):
        project = self.county_project()
        plan = self.plan(self.line(project, 500000, source="county"))
        with self.assertRaises(UserError):
            plan.action_submit()
        own = self.plan(self.line(project, 500000, source="county"), user=self.county_officer)
        own.action_submit()
        with self.assertRaises(UserError):
            own.with_user(self.finance_approver).action_confirm()
        own.with_user(self.county_finance).action_confirm()
        with self.assertRaises(UserError):
            own.with_user(self.leader).action_approve_plan()
        own.with_user(self.county_leader).action_approve_plan()
        self.assertEqual(own.state, "effective")
        self.assertEqual(own.sudo().reported_unit_id, self.bureau)
        self.assertEqual(own.with_user(self.bureau_officer).planned_amount, 500000)
        with self.assertRaises(UserError):
            own.with_user(self.bureau_officer).action_revise()

    def test_the_prefecture_does_not_see_a_countys_draft(self):
        project = self.county_project()
        own = self.plan(self.line(project, 500000, source="county"), user=self.county_officer)
        for user in (self.bureau_officer, self.leader, self.other_county_officer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                own.with_user(user).read(["name"])
        own.with_user(self.auditor).read(["name"])

    def test_one_plan_a_year(self):
        self.plan(self.line(self.approved(), 1))
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.plan().flush_recordset()

    def test_the_card_of_the_leader(self):
        plan = self.at_leader(self.line(self.approved(), 500000))
        wizard = (
            self.env["xinxihua.workflow.decision"]
            .with_user(self.leader)
            .create(
                {
                    "res_model": plan._name,
                    "res_id": plan.id,
                    "step": "approve_plan",
                    "opinion": "同意",
                }
            )
        )
        self.assertIn("500,000.00", wizard.card)
        self.assertIn("州本级", wizard.card)
        wizard.action_confirm()
        self.assertEqual(plan.state, "effective")

    def test_what_was_submitted_is_kept(self):
        plan = self.plan(self.line(self.approved(), 1))
        plan.action_submit()
        plan.action_withdraw()
        with self.assertRaises(UserError):
            plan.unlink()

    @freeze_time("2026-03-01")
    def test_a_list_costs_the_same_for_8_and_80(self):
        project = self.approved()
        for year in range(2010, 2090):
            self.plan(self.line(project, 1), year=year)
        names = ["name", "line_count", "planned_amount", "state", "available_steps"]

        def cost(limit):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            Plan = self.env["xinxihua.fund.plan"].with_user(self.bureau_officer)
            Plan.search([], limit=limit).read(names)
            return self.env.cr.sql_log_count - before

        cost(80)
        self.assertEqual(cost(8), cost(80))
