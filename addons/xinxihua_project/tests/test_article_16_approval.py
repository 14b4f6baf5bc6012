# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle16Thresholds(ProjectCase):
    """第十六条: from which amount the prefecture approves."""

    def route(self, amount, **vals):
        return self.make_project(amount, material=False, **vals).route

    def test_construction(self):
        self.assertEqual(self.route(499999.99), "filing")
        self.assertEqual(self.route(500000.00), "approval")
        self.assertEqual(self.route(550000), "approval", "below 60万, art. 16 wins")

    def test_service(self):
        self.assertEqual(self.route(199999.99, exec_class="service"), "filing")
        self.assertEqual(self.route(200000.00, exec_class="service"), "approval")

    def test_a_service_is_judged_by_its_procurement_budget(self):
        project = self.make_project(250000, exec_class="service", procurement_amount=180000)
        self.assertEqual(project.route, "filing")
        project.procurement_amount = 200000
        self.assertEqual(project.route, "approval")

    def test_a_switch_of_class_at_300000(self):
        project = self.make_project(300000, material=False)
        self.assertEqual(project.route, "filing")
        project.write(
            {"exec_class": "service", "exec_subtype_id": self.subtypes["software_service"].id}
        )
        self.assertEqual(project.route, "approval")

    def test_a_switch_of_class_on_the_form(self):
        project = self.make_project(300000, material=False)
        with Form(project) as form:
            form.exec_class = "service"
            form.exec_subtype_id = self.subtypes["software_service"]
            self.assertEqual(form.route, "approval")

    def test_a_multi_year_service_counts_whole(self):
        years = [
            Command.create({"source": "own", "year": year, "amount": 80000})
            for year in (2026, 2027, 2028)
        ]
        project = self.make_project(240000, exec_class="service", term_years=3, funding_ids=years)
        self.assertEqual(project.route, "approval")

    def test_multi_year_basis_is_a_rule(self):
        self.env["xinxihua.parameter.value"].create(
            {
                "parameter_id": self.env.ref("xinxihua_project.parameter_multi_year_basis").id,
                "division_id": self.prefecture.id,
                "date_from": "2025-05-09",
                "value": "largest_year",
            }
        )
        years = [
            Command.create({"source": "own", "year": year, "amount": 80000})
            for year in (2026, 2027, 2028)
        ]
        project = self.make_project(240000, exec_class="service", term_years=3, funding_ids=years)
        self.assertEqual(project.route, "filing")

    def test_the_explanation_names_article_and_figures(self):
        project = self.make_project(550000, material=False)
        for word in ("第十六条", "550,000.00", "500,000.00", "第十七条", "600,000.00"):
            self.assertIn(word, project.route_explanation)


@tagged("post_install", "-at_install")
class TestArticle16Steps(ProjectCase):
    """第十六条: argument, first check, experts, approval."""

    def test_submission_needs_the_internal_argument(self):
        for name in ("argument_date", "argument_people", "argument_conclusion"):
            project = self.make_project(**{name: False})
            with self.assertRaisesRegex(UserError, "第十六条"):
                project.action_submit()
        project = self.make_project(argument_date="2999-01-01")
        with self.assertRaises(UserError):
            project.action_submit()

    def test_the_first_check_has_four_criteria(self):
        check = self.check_all(self.submitted(), False)
        self.assertEqual(
            check.line_ids.criterion_id.mapped("name"),
            ["必要性", "紧迫性", "合理性", "完整性"],
        )

    def test_each_criterion_counts(self):
        project = self.submitted()
        check = self.check_all(project)
        for verdict in ("fail", False):
            check.line_ids[2].verdict = verdict
            with self.assertRaisesRegex(UserError, "合理性.*第十六条"):
                project.with_user(self.bureau_officer).action_pass_first_check()

    def test_only_the_handling_bureau_writes_verdicts(self):
        project = self.submitted()
        line = project.sudo()._current_first_check().line_ids[0]
        for user in (self.unit_officer, self.county_officer, self.leader, self.auditor):
            with self.assertRaises(AccessError):
                line.with_user(user).write({"verdict": "pass"})

    def test_verdicts_of_a_closed_check_stay(self):
        project = self.in_review()
        line = project.sudo().first_check_ids.line_ids[0]
        with self.assertRaises(AccessError):
            line.with_user(self.bureau_officer).write({"verdict": "fail"})

    def test_each_return_is_a_round_with_its_own_check(self):
        project = self.submitted()
        self.check_all(project, "fail")
        project.with_user(self.bureau_officer).action_return("预算依据不足")
        self.assertRecordValues(project, [{"state": "returned", "round": 1}])
        project.action_submit()
        self.assertRecordValues(project, [{"state": "first_check", "round": 2}])
        checks = project.sudo().first_check_ids.sorted("round")
        self.assertEqual(checks.mapped("state"), ["closed", "open"])
        self.assertEqual(set(checks[0].line_ids.mapped("verdict")), {"fail"})

    def test_a_panel_has_enough_experts(self):
        project = self.in_review()
        review = self.panel(project)
        review.sudo().opinion_ids[0].write({"date_submitted": False, "left": "declined"})
        with self.assertRaisesRegex(UserError, "2.*3"):
            project.with_user(self.bureau_officer).action_conclude_review()

    def test_a_panel_waits_for_every_expert(self):
        project = self.in_review()
        review = self.panel(project)
        review.sudo().opinion_ids[1].sudo().date_submitted = False
        with self.assertRaisesRegex(UserError, review.sudo().opinion_ids[1].expert_id.name[:8]):
            project.with_user(self.bureau_officer).action_conclude_review()

    def test_the_panel_may_not_raise_the_budget(self):
        project = self.in_review()
        with self.assertRaisesRegex(UserError, "800,000.01"):
            self.panel(project, amount=800000.01)

    def test_a_failed_panel_leads_to_refusal_only(self):
        project = self.in_review()
        self.panel(project, conclusion="fail")
        with self.assertRaises(UserError):
            project.with_user(self.bureau_officer).action_conclude_review()
        project.with_user(self.bureau_approver).action_refuse("评审不通过")
        self.assertEqual(project.state, "refused")

    def test_an_expert_of_the_applicant_is_refused(self):
        project = self.in_review()
        expert = self.env["xinxihua.expert"].create(
            {"user_id": self.unit_leader.id, "unit_id": self.agency.id}
        )
        review = project.with_user(self.bureau_officer)._current_review()
        with self.assertRaisesRegex(UserError, self.agency.name):
            self.seat(review, expert)

    def test_nobody_writes_in_an_experts_place(self):
        project = self.in_review()
        review = project.with_user(self.bureau_officer)._current_review()
        with self.assertRaises(AccessError):
            review.opinion_ids = [
                Command.create(
                    {"expert_id": self.experts[0].id, "added_reason": "x", "verdict": "pass"}
                )
            ]
        self.seat(review, self.experts)
        first, second, _third = review.opinion_ids
        for user in (self.bureau_officer, second.sudo().user_id, self.unit_officer):
            with self.assertRaises(AccessError):
                first.with_user(user).write({"verdict": "pass"})
            with self.assertRaises(AccessError):
                first.with_user(user).action_submit()

    def test_a_submitted_opinion_is_closed(self):
        review = self.panel(self.in_review())
        opinion = review.sudo().opinion_ids[0]
        own = opinion.with_user(opinion.user_id)
        with self.assertRaises(AccessError):
            own.write({"score": 10})
        with self.assertRaises(UserError):
            review.with_user(self.bureau_officer).opinion_ids = [Command.delete(opinion.id)]

    def test_approval_has_number_amount_and_date(self):
        project = self.approved(800000)
        self.assertEqual(project.state, "approved")
        self.assertEqual(project.approved_amount, 800000)
        self.assertRegex(project.approval_number, r"〔\d{4}〕\d+号$")
        second = self.approved(900000, name="第二个平台")
        self.assertNotEqual(second.approval_number, project.approval_number)

    def test_the_approved_amount_is_bounded(self):
        project = self.to_approve()
        approver = project.with_user(self.bureau_approver)
        for amount in (0, -1, 800000.01, None):
            with self.assertRaises(UserError):
                approver.action_approve(approved_amount=amount)
        approver.action_approve(approved_amount=800000.00)
        self.assertEqual(project.state, "approved")

    def test_the_date_of_the_approval_is_bounded(self):
        project = self.to_approve()
        approver = project.with_user(self.bureau_approver)
        for day in ("2999-01-01", "2025-05-08"):
            with self.assertRaises(UserError):
                approver.action_approve(approved_amount=1000, approval_date=day)

    def test_a_number_is_used_once(self):
        self.to_approve().with_user(self.bureau_approver).action_approve(
            approved_amount=1000, approval_number="楚数批〔2025〕900号"
        )
        project = self.to_approve(name="第二个平台")
        with self.assertRaisesRegex(UserError, "900号"):
            project.with_user(self.bureau_approver).action_approve(
                approved_amount=1000, approval_number="楚数批〔2025〕900号"
            )

    def test_nobody_below_the_approver_approves(self):
        project = self.to_approve()
        for user in (
            self.unit_officer,
            self.unit_leader,
            self.county_officer,
            self.bureau_officer,
            self.finance_officer,
            self.leader,
            self.auditor,
        ):
            with self.assertRaises(UserError):
                project.with_user(user).action_approve(approved_amount=1000)
        self.assertEqual(project.state, "approval")

    def test_no_step_is_jumped(self):
        project = self.submitted()
        with self.assertRaises(UserError):
            project.with_user(self.bureau_approver).action_approve(approved_amount=1000)
        with self.assertRaises(UserError):
            project.with_user(self.bureau_approver).action_conclude_review()

    def test_an_approved_project_opens_an_odoo_project(self):
        project = self.approved()
        opened = project.sudo().project_project_id
        self.assertEqual(opened.name, project.name)
        self.assertTrue(opened.account_id, "it has its own analytic account")
        self.assertEqual(opened.xinxihua_project_id, project.sudo())
        self.assertNotEqual(
            self.approved(name="第二个平台").sudo().project_project_id.account_id,
            opened.account_id,
        )

    def test_the_link_to_the_approval_cannot_be_forged(self):
        project = self.submitted()
        manager = self._user(
            "unit_officer", self.agency, login="t_pm", groups="project.group_project_manager"
        )
        Odoo = self.env["project.project"].with_user(manager)
        with self.assertRaises(AccessError):
            Odoo.create({"name": "未批先建", "xinxihua_project_id": project.id})
        with self.assertRaises(AccessError):
            Odoo.with_context(default_xinxihua_project_id=project.id).create({"name": "x"})
        Default = self.env["ir.default"].with_user(manager)
        Default.set("project.project", "xinxihua_project_id", project.id, user_id=True)
        self.assertFalse(Odoo.create({"name": "x"}).xinxihua_project_id)

    def test_a_submitted_project_is_not_deleted(self):
        project = self.submitted()
        project.with_user(self.bureau_officer).action_return("补正")
        with self.assertRaises(UserError):
            project.unlink()
        self.make_project().unlink()
