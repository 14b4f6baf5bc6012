# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The bureau may be elsewhere: the applicant records its decisions, under the same judge."""

import base64
import re

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .co_review_case import give_opinions
from .scope_case import ScopeCase

SCAN = base64.b64encode(b"%PDF-1.4 stamped").decode()


@tagged("post_install", "-at_install")
class TestExternalBureau(ScopeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bureau.with_user(cls.rules_admin).is_external = True

    def paper(self, document, step, number="楚数批〔2026〕7号", **extra):
        """Record the paper behind a step as the unit's officer."""
        given = {
            "external_number": number,
            "external_date": self.today(),
            "external_file": SCAN,
            "external_filename": "扫描件.pdf",
        }
        own = document.with_user(self.unit_officer)
        return own.action_record_external(step, **{**given, **extra})

    def checked(self):
        """Return a project whose first check the officer has recorded."""
        project = self.submitted()
        self.judge(project)
        return project

    def judge(self, project):
        """Write what the bureau found, as the officer reads it in its paper."""
        project._current_first_check().line_ids.write({"verdict": "pass"})
        project.ground_ids.write({"verdict": "none", "evidence": "见初审意见"})

    def conclude(self, review, amount=None):
        if amount:
            self.cut(review, amount)
        review.write({"conclusion": "pass", "panel_opinion": "同意"})

    def bodies_elsewhere(self):
        subjects = self.env["xinxihua.catalogue.item"].search([("kind", "=", "co_review")])
        kinds = subjects.mapped("group_code")
        self.env["xinxihua.unit"].search([("kind", "in", kinds)]).is_external = True

    def test_the_whole_way_without_anybody_of_the_bureau(self):
        self.bodies_elsewhere()
        project = self.checked()
        self.assertIn(self.unit_officer, project.activity_ids.user_id)
        self.assertNotIn(self.bureau, project.activity_ids.user_id.xinxihua_unit_ids)
        self.paper(project, "pass_first_check", "初审意见1号")
        project.action_pass_first_check("初审通过")
        review = project._current_review()
        self.conclude(review, 700000)
        for number, opinion in enumerate(project.co_review_ids):
            self.assertIn(self.unit_officer, opinion.activity_ids.user_id)
            with self.assertRaises(UserError):
                opinion.action_agree("同意")
            self.paper(opinion, "agree", f"协审{number}号")
            opinion.action_agree("同意")
        self.assertTrue(all(project.co_review_ids.workflow_log_ids.mapped("on_behalf")))
        self.paper(project, "conclude_review", "评审意见2号")
        project.action_conclude_review("评审通过")
        self.paper(project, "approve")
        project.action_approve("同意", approved_amount=700000)
        self.assertRecordValues(
            project,
            [
                {
                    "state": "approved",
                    "approval_number": "楚数批〔2026〕7号",
                    "approved_amount": 700000,
                    "approval_date": self.today(),
                }
            ],
        )
        log = project.workflow_log_ids.filtered(lambda row: row.step == "approve")
        self.assertTrue(log.on_behalf)
        self.assertEqual(log.unit_id, self.bureau)
        self.assertEqual(log.user_id, self.unit_officer)
        self.assertEqual(log.external_id.number, "楚数批〔2026〕7号")
        self.assertIn("楚数批〔2026〕7号", log.step_label)
        self.assertIn("扫描件.pdf", project.material_ids.mapped("name"))
        self.assertEqual(log.external_id.material_id.file, SCAN.encode())
        self.assertFalse(
            project.workflow_log_ids.filtered(lambda row: row.step == "submit").on_behalf
        )

    def test_the_decision_screen_asks_for_the_paper(self):
        project = self.checked()
        vals = {"res_model": project._name, "res_id": project.id, "step": "pass_first_check"}
        Decision = self.env["xinxihua.workflow.decision"].with_user(self.unit_officer)
        wizard = Decision.create(vals)
        self.assertTrue(wizard.is_external)
        self.assertEqual(wizard.external_unit_name, self.bureau.name)
        with self.assertRaises(UserError):
            wizard.action_confirm()
        wizard.write(
            {
                "external_number": "1号",
                "external_date": self.today(),
                "external_file": SCAN,
                "external_filename": "a.pdf",
            }
        )
        wizard.action_confirm()
        self.assertEqual(project.state, "expert_review")

    def test_conditions_of_a_body_elsewhere_come_through_the_same_screen(self):
        self.bodies_elsewhere()
        project = self.checked()
        self.paper(project, "pass_first_check", "初审意见1号")
        project.action_pass_first_check()
        opinion = project.co_review_ids[:1]
        Decision = self.env["xinxihua.workflow.decision"].with_user(self.unit_officer)
        wizard = Decision.create(
            {
                "res_model": opinion._name,
                "res_id": opinion.id,
                "step": "agree_conditionally",
                "conditions": "先定级备案",
                "external_number": "网信函5号",
                "external_date": self.today(),
                "external_file": SCAN,
            }
        )
        wizard.action_confirm()
        self.assertRecordValues(opinion, [{"state": "conditional", "conditions": "先定级备案"}])
        self.assertEqual(opinion.external_ids.number, "网信函5号")
        other = project.co_review_ids - opinion
        with self.assertRaises(UserError):
            other[:1].with_user(self.other_officer).action_record_external(
                "agree", "1号", self.today(), SCAN
            )

    def test_without_the_paper_no_step(self):
        project = self.checked()
        self.assertIn("pass_first_check", project.available_steps)
        with self.assertRaisesRegex(UserError, re.escape(self.bureau.name)):
            project.action_pass_first_check()
        for left_out in ("external_number", "external_date", "external_file"):
            with self.assertRaises(UserError, msg=left_out):
                self.paper(project, "pass_first_check", **{left_out: False})
        with self.assertRaises(UserError):
            self.paper(project, "pass_first_check", external_file="不是文件")
        self.assertEqual(project.state, "first_check")

    def test_a_paper_serves_one_step_once(self):
        project = self.checked()
        self.paper(project, "return", "退件1号")
        project.action_return("补正")
        project.action_submit()
        with self.assertRaises(UserError):
            project.action_return("再退")
        with self.assertRaises(UserError):
            project.action_refuse("不予批准")

    @freeze_time("2026-05-10 04:00:00")
    def test_the_day_of_the_paper(self):
        with freeze_time("2026-05-01 04:00:00"):
            project = self.checked()
        for wrong in ("2026-05-11", "2026-04-30"):
            with self.assertRaises(UserError, msg=wrong):
                self.paper(project, "pass_first_check", external_date=wrong)
        for right in ("2026-05-01", "2026-05-10"):
            self.paper(project, "pass_first_check", external_date=right)

    def test_the_same_judge_applies(self):
        project = self.submitted()
        self.paper(project, "pass_first_check")
        with self.assertRaises(UserError):
            project.action_pass_first_check()
        self.judge(project)
        project.action_pass_first_check()
        self.paper(project, "conclude_review")
        with self.assertRaises(UserError):
            project.action_conclude_review()
        review = project._current_review()
        with self.assertRaises(UserError):
            review.line_ids[0].recommended_amount = 900000
        with self.assertRaises(UserError):
            review.recommended_amount = 700000
        self.conclude(review)
        project.action_conclude_review()
        self.paper(project, "approve")
        with self.assertRaisesRegex(UserError, "第三条"):
            project.action_approve("同意", approved_amount=800000)
        give_opinions(self, project)
        with self.assertRaises(UserError):
            project.action_approve("同意", approved_amount=900000)
        self.assertEqual(project.state, "approval")

    def test_nobody_else_records(self):
        project = self.checked()
        for user in (self.other_officer, self.bureau_officer, self.bureau_approver, self.auditor):
            own = project.with_user(user)
            with self.assertRaises(UserError):
                own.action_record_external("pass_first_check", "1号", self.today(), SCAN, "a.pdf")
        self.paper(project, "pass_first_check")
        for user in (self.other_officer, self.bureau_officer, self.bureau_approver):
            with self.assertRaises(UserError):
                project.with_user(user).action_pass_first_check()

    def test_a_bureau_that_works_here_decides_itself(self):
        self.bureau.is_external = False
        project = self.submitted()
        with self.assertRaisesRegex(UserError, re.escape(self.bureau.name)):
            self.paper(project, "pass_first_check")
        self.assertNotIn("pass_first_check", project.available_steps)
        with self.assertRaises(AccessError):
            check = self.env["xinxihua.first.check"].search([("project_id", "=", project.id)])
            check.with_user(self.unit_officer).line_ids.write({"verdict": "pass"})
        with self.assertRaises(UserError):
            project.action_pass_first_check()

    def test_only_the_rules_administrator_marks_a_unit(self):
        for user in (self.unit_officer, self.bureau_approver):
            with self.assertRaises(AccessError):
                self.bureau.with_user(user).is_external = False

    def test_filing_with_a_bureau_elsewhere(self):
        project = self.submitted(100000)
        filing = project.filing_ids
        self.assertEqual(filing.state, "submitted")
        self.paper(filing, "return", "补正1号")
        filing.with_user(self.unit_officer).action_return("缺预算明细")
        self.assertEqual(project.state, "returned")
        project.action_submit()
        self.paper(filing, "accept", "楚数备〔2026〕3号")
        filing.with_user(self.unit_officer).action_accept()
        self.assertEqual(project.state, "filed")
        self.assertEqual(project.filing_number, "楚数备〔2026〕3号")
        self.assertEqual(filing.date_accepted, self.today())

    def test_a_chain_of_the_bureau_does_not_hold_it_up(self):
        self.define_chain("pass_first_check", self.bureau, ("科长", "bureau_officer", {}))
        project = self.checked()
        self.paper(project, "pass_first_check")
        project.action_pass_first_check()
        self.assertEqual(project.state, "expert_review")

    def test_what_was_recorded_is_never_changed(self):
        project = self.checked()
        self.paper(project, "pass_first_check")
        row = project.external_ids
        for change in (lambda: row.write({"number": "2"}), row.unlink):
            with self.assertRaises(UserError):
                change()
        with self.assertRaises(AccessError):
            row.with_user(self.other_officer).read(["number"])
