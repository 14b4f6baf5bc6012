# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle04(ProjectCase):
    """第四条: the informatisation plan, its adjustment, and projects outside it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.minutes = cls.env.ref("xinxihua_project.material_plan_argument_minutes")

    def plan(self, user=None, **vals):
        return (
            self.env["xinxihua.plan"]
            .with_user(user or self.bureau_officer)
            .create(
                {
                    "name": "政务信息化建设规划",
                    "year_from": 2026,
                    "year_to": 2030,
                    "goals": "一体化",
                    "item_ids": [
                        Command.create({"code": "1.1", "name": "城市大脑"}),
                        Command.create({"code": "1.2", "name": "教育数字化"}),
                    ],
                    **vals,
                }
            )
        )

    def in_force(self, **vals):
        plan = self.plan(**vals)
        plan.action_submit()
        plan.with_user(self.bureau_approver).action_approve_plan("同意")
        return plan

    def revised(self, plan):
        plan.with_user(self.bureau_officer).action_revise()
        new = self.env["xinxihua.plan"].search([("previous_id", "=", plan.id)])
        return new.with_user(self.bureau_officer)

    def test_only_the_approver_puts_it_in_force(self):
        plan = self.plan()
        plan.action_submit()
        self.assertIn(self.bureau_approver, plan.sudo().activity_ids.user_id)
        for user in (self.bureau_officer, self.leader, self.unit_officer):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                plan.with_user(user).action_approve_plan()
        with self.assertRaises(UserError):
            plan.with_user(self.bureau_approver).action_return("")
        plan.with_user(self.bureau_approver).action_approve_plan()
        self.assertEqual(plan.state, "effective")
        with self.assertRaises(AccessError):
            plan.with_user(self.bureau_officer).write({"goals": "改"})
        with self.assertRaises(AccessError):
            plan.item_ids[0].with_user(self.bureau_officer).write({"name": "改"})

    def test_goals_and_items_are_needed(self):
        plan = self.plan(goals=False, item_ids=[])
        with self.assertRaises(UserError):
            plan.action_submit()
        with self.assertRaises(UserError):
            plan.with_user(self.finance_officer).sudo(False).action_submit()

    def test_an_adjustment_needs_reason_minutes_and_approval(self):
        old = self.in_force()
        new = self.revised(old)
        self.assertEqual(new.version, 2)
        self.assertEqual(len(new.item_ids), 2)
        with self.assertRaisesRegex(UserError, self.minutes.name[:4]):
            new.action_submit()
        new.trigger_reason = "上级部署重大调整"
        with self.assertRaises(UserError):
            new.action_submit()
        new.env["xinxihua.material"]._upload(
            new, self.minutes.with_env(new.env), "纪要.pdf", b"%PDF-1.4"
        )
        new.action_submit()
        self.assertEqual(old.state, "effective")
        new.with_user(self.bureau_approver).action_approve_plan("同意调整")
        self.assertEqual((old.state, new.state), ("superseded", "effective"))
        for user in (self.unit_officer, self.auditor, self.leader, self.county_officer):
            with self.subTest(user=user.login):
                self.assertEqual(old.with_user(user).goals, "一体化")

    def test_the_first_version_needs_no_minutes(self):
        self.assertEqual(self.in_force().state, "effective")

    def test_a_unit_does_not_see_a_draft(self):
        plan = self.plan()
        with self.assertRaises(AccessError):
            plan.with_user(self.unit_officer).read(["name"])
        with self.assertRaises(AccessError):
            self.plan(user=self.unit_officer)

    def test_a_project_names_its_item_when_a_plan_is_in_force(self):
        free = self.make_project(name="尚无规划")
        free.action_submit()
        plan = self.in_force()
        project = self.make_project()
        with self.assertRaises(UserError):
            project.action_submit()
        project.plan_item_id = plan.item_ids[0]
        project.action_submit()
        self.assertEqual(project.state, "first_check")

    def test_outside_the_plan_with_a_reason(self):
        self.in_force()
        project = self.make_project(outside_plan=True)
        with self.assertRaises(UserError):
            project.action_submit()
        project.outside_plan_reason = "上级临时部署"
        project.action_submit()
        action = self.env.ref("xinxihua_project.project_action_outside_plan")
        found = (
            self.env["xinxihua.project"]
            .with_user(self.bureau_officer)
            .search([("outside_plan", "=", True), ("date_submitted", "!=", False)])
        )
        self.assertEqual(action.res_model, "xinxihua.project")
        self.assertIn(project, found)

    def test_a_plan_of_other_years_asks_nothing(self):
        plan = self.in_force(year_from=2027)
        project = self.make_project(plan_item_id=plan.item_ids[0].id)
        with self.assertRaises(UserError):
            project.action_submit()
        project.plan_item_id = False
        project.action_submit()
        self.assertEqual(project.state, "first_check")

    def test_an_item_of_a_superseded_version_is_chosen_anew(self):
        old = self.in_force()
        new = self.revised(old)
        new.trigger_reason = "上级部署重大调整"
        new.env["xinxihua.material"]._upload(
            new, self.minutes.with_env(new.env), "纪要.pdf", b"%PDF-1.4"
        )
        new.action_submit()
        new.with_user(self.bureau_approver).action_approve_plan()
        project = self.make_project(plan_item_id=old.item_ids[0].id)
        with self.assertRaises(UserError):
            project.action_submit()
        project.plan_item_id = new.item_ids[0]
        project.action_submit()

    def test_a_countys_project_falls_under_the_prefectures_plan(self):
        self.in_force()
        project = self.make_project(user=self.county_unit_officer)
        with self.assertRaises(UserError):
            project.action_submit()

    def test_a_countys_plan_does_not_bind_the_prefecture(self):
        plan = self.plan(user=self.county_officer)
        plan.action_submit()
        approver = self._user("bureau_approver", self.county_bureau, login="t_county_approver")
        with self.assertRaises(UserError):
            plan.with_user(self.bureau_approver).action_approve_plan()
        plan.with_user(approver).action_approve_plan()
        project = self.make_project()
        project.action_submit()
        self.assertEqual(project.state, "first_check")

    def test_the_rule_can_be_switched_off_by_data(self):
        self.in_force()
        self.env["xinxihua.parameter.value"].create(
            {
                "parameter_id": self.env.ref(
                    "xinxihua_project.parameter_plan_reference_required"
                ).id,
                "division_id": self.county.id,
                "date_from": "2025-06-01",
                "value": "never",
                "basis": "测试",
            }
        )
        project = self.make_project(user=self.county_unit_officer)
        project.action_submit()
        self.assertEqual(project.state, "county_review")

    def test_a_departments_plan_is_marked(self):
        plan = (
            self.env["xinxihua.department.plan"]
            .with_user(self.unit_officer)
            .create({"name": "教育数字化行动计划", "it_content": "建设平台"})
        )
        with self.assertRaises(AccessError):
            plan.with_user(self.bureau_officer).read(["name"])
        plan.action_submit()
        with self.assertRaises(UserError):
            plan.action_conform()
        with self.assertRaises(UserError):
            plan.with_user(self.bureau_officer).action_deviate("")
        plan.with_user(self.bureau_officer).action_deviate("须使用公共平台")
        self.assertEqual(plan.state, "deviating")
        with self.assertRaises(AccessError):
            plan.with_user(self.unit_officer).write({"it_content": "改"})
        with self.assertRaises(AccessError):
            plan.with_user(self.other_officer).read(["name"])
