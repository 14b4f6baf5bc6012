# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .co_review_case import give_opinions, reviewer_of
from .common import ProjectCase

SUBJECTS = ["network_security", "classified_protection", "cryptography", "secrecy"]


class CoReviewCase(ProjectCase):
    def review(self, project, code):
        """Return the question on a subject, as its own reviewer sees it."""
        row = project.sudo().co_review_ids.filtered(
            lambda review: review.subject_id.code == code and review.round == project.round
        )
        return row.sudo(False).with_user(reviewer_of(self, row.unit_id))

    def waiting(self, *but):
        """Return a project to be approved, with opinions missing on ``but``."""
        project = self.in_review()
        give_opinions(self, project, but=but)
        self.panel(project, co_review=False)
        project.with_user(self.bureau_officer).action_conclude_review()
        return project

    def approve(self, project):
        approver = project.with_user(self.bureau_approver)
        return approver.action_approve("同意", approved_amount=800000)

    def set_rule(self, code, value):
        self.env["xinxihua.parameter.value"].create(
            {
                "parameter_id": self.env.ref(f"xinxihua_project.parameter_{code}").id,
                "division_id": self.prefecture.id,
                "date_from": "2025-05-09",
                "value": value,
            }
        )


@tagged("post_install", "-at_install")
class TestArticle03CoReview(CoReviewCase):
    """第三条第(四)项: each body gives its own opinion, all at the same time."""

    def test_all_bodies_are_asked_when_the_first_check_passes(self):
        project = self.submitted()
        self.assertFalse(project.sudo().co_review_ids)
        self.check_all(project)
        with freeze_time("2026-03-02 02:00:00"):
            project.with_user(self.bureau_officer).action_pass_first_check()
        reviews = project.sudo().co_review_ids
        self.assertEqual(reviews.subject_id.mapped("code"), SUBJECTS)
        self.assertEqual(
            [review.unit_id.kind for review in reviews],
            ["cyberspace", "police", "secrecy_crypto", "secrecy_crypto"],
        )
        self.assertEqual(set(reviews.mapped("state")), {"open"})
        # ten working days
        self.assertEqual(set(reviews.mapped("date_due")), {fields.Date.to_date("2026-03-16")})

    def test_each_body_finds_only_its_own_question_in_its_inbox(self):
        user = reviewer_of(self, self.env.ref("xinxihua_project.unit_police_532300"))
        project = self.in_review()
        own = self.review(project, "classified_protection")
        self.assertEqual(own.search([("project_id", "=", project.id)]), own)
        self.assertIn(user, own.sudo().activity_ids.user_id)
        crypto = self.review(project, "cryptography")
        self.assertNotIn(user, crypto.sudo().activity_ids.user_id)
        own.action_agree("符合")
        self.assertFalse(own.sudo().activity_ids)

    def test_nobody_answers_for_another_body(self):
        project = self.in_review()
        crypto = self.review(project, "cryptography")
        police = self.security_reviewer
        with self.assertRaises(AccessError):
            crypto.with_user(police).action_agree("同意")
        for user in (self.bureau_officer, self.bureau_approver, self.leader, self.auditor):
            with self.assertRaisesRegex(UserError, "角色"):
                crypto.with_user(user).action_agree("同意")
        with self.assertRaises(AccessError):
            crypto.with_user(self.unit_officer).action_agree("同意")
        self.assertEqual(crypto.state, "open")

    def test_an_opinion_is_submitted_once(self):
        own = self.review(self.in_review(), "network_security")
        own.action_agree("符合要求")
        self.assertRecordValues(own, [{"state": "agreed", "opinion": "符合要求"}])
        with self.assertRaises(UserError):
            own.action_disagree("改主意")
        with self.assertRaises(AccessError):
            own.write({"opinion": "改主意"})

    def test_conditions_and_reasons_are_not_left_out(self):
        project = self.in_review()
        own = self.review(project, "classified_protection")
        for conditions in (None, " "):
            with self.assertRaisesRegex(UserError, "同意的条件"):
                own.action_agree_conditionally("可以", conditions=conditions)
        own.action_agree_conditionally("可以", conditions="完成三级测评")
        self.assertRecordValues(own, [{"state": "conditional", "conditions": "完成三级测评"}])
        with self.assertRaisesRegex(UserError, "不同意"):
            self.review(project, "secrecy").action_disagree()

    def test_the_reviewer_answers_on_the_decision_screen(self):
        project = self.in_review()
        own = self.review(project, "classified_protection")
        target = {"res_model": own._name, "res_id": own.id}
        upload = own.env["xinxihua.material.upload"].create(
            {
                **target,
                "requirement_id": self.env.ref("xinxihua_project.material_co_review_opinion").id,
                "file": base64.b64encode(b"%PDF-1.4"),
                "filename": "意见书.pdf",
            }
        )
        upload.action_upload()
        self.assertEqual(own.material_ids.name, "意见书.pdf")
        wizard = own.env["xinxihua.workflow.decision"].create(
            {**target, "step": "agree_conditionally", "opinion": "可以", "conditions": "测评"}
        )
        self.assertIn(project.name, wizard.card)
        wizard.action_confirm()
        self.assertRecordValues(own, [{"state": "conditional", "conditions": "测评"}])

    def test_the_file_is_seen_only_by_who_is_asked(self):
        project = self.submitted()
        own_file = project.with_user(self.security_reviewer)
        self.assertFalse(own_file.search([("id", "=", project.id)]))
        self.check_all(project)
        project.with_user(self.bureau_officer).action_pass_first_check()
        self.assertTrue(own_file.search([("id", "=", project.id)]))
        self.assertTrue(own_file.material_ids)
        police = self.env.ref("xinxihua_project.unit_police_532300")
        stranger = police.copy({"name": "另一公安机关", "code": "T990", "uscc": False})
        user = self._user("security_reviewer", stranger, login="t_stranger")
        self.assertFalse(project.with_user(user).search([("id", "=", project.id)]))

    def test_the_unit_reads_answers_and_no_open_question(self):
        project = self.in_review()
        rows = self.env["xinxihua.co.review"].with_user(self.unit_officer)
        domain = [("project_id", "=", project.id)]
        self.assertFalse(rows.search(domain))
        self.review(project, "secrecy").action_agree("同意")
        self.assertEqual(rows.search(domain).subject_id.code, "secrecy")
        self.assertFalse(rows.with_user(self.other_officer).search(domain))

    def test_a_body_above_answers_where_the_level_has_none(self):
        self.set_rule("addressee_co_review", "own")
        project = self.make_project(user=self.county_unit_officer)
        project.action_submit()
        project.with_user(self.county_officer).action_forward()
        self.check_all(project)
        county_police = self.env["xinxihua.unit"].create(
            {"name": "测试县公安局", "kind": "police", "division_id": self.county.id}
        )
        project.with_user(self.bureau_officer).action_pass_first_check()
        by_code = {row.subject_id.code: row.unit_id for row in project.sudo().co_review_ids}
        self.assertEqual(by_code["classified_protection"], county_police)
        self.assertEqual(by_code["network_security"].division_id, self.prefecture)

    def test_without_any_body_the_message_says_whom_to_add(self):
        self.env["xinxihua.unit"].search([("kind", "=", "cyberspace")]).active = False
        project = self.submitted()
        self.check_all(project)
        with self.assertRaisesRegex(UserError, "网络安全与网络数据安全审查.*网信.*第三条"):
            project.with_user(self.bureau_officer).action_pass_first_check()


@tagged("post_install", "-at_install")
class TestArticle03CoReviewGate(CoReviewCase):
    """第三条, 第十六条: a missing opinion, and a refusal, block the approval."""

    def test_a_missing_opinion_blocks_the_approval(self):
        project = self.waiting("cryptography")
        self.assertNotIn("approve", project.with_user(self.bureau_approver).available_steps)
        with self.assertRaisesRegex(UserError, "密码应用审查.*机要.*"):
            self.approve(project)
        self.review(project, "cryptography").action_agree("同意")
        self.approve(project)
        self.assertEqual(project.state, "approved")

    def test_a_refusal_blocks_until_it_is_settled(self):
        project = self.waiting("secrecy")
        own = self.review(project, "secrecy")
        own.action_disagree("含敏感信息")
        with self.assertRaisesRegex(UserError, "保密审查.*不同意.*含敏感信息"):
            self.approve(project)
        for user in (self.unit_officer, self.other_county_officer):
            with self.assertRaises(UserError):
                own.with_user(user).action_ask_again("已整改")
        own.with_user(self.bureau_officer).action_ask_again("已删除敏感信息")
        self.assertRecordValues(own, [{"state": "open", "opinion": False}])
        self.assertIn("含敏感信息", own.sudo().workflow_log_ids.mapped("opinion"))
        own.action_agree("同意")
        self.approve(project)

    def test_an_exception_opens_its_own_subject_only(self):
        project = self.waiting("cryptography", "secrecy")
        approver = project.with_user(self.bureau_approver)
        self.assertTrue(approver.can_grant_exception)
        self.assertFalse(project.with_user(self.bureau_officer).can_grant_exception)
        for code in ("cryptography", "secrecy"):
            with self.assertRaisesRegex(UserError, "协同审查"):
                self.approve(project)
            approver.action_grant_exception(
                {
                    "ground_id": self.review(project, code).sudo().subject_id.id,
                    "basis_kind": "superior",
                    "basis_title": "关于加快建设的通知",
                    "basis_number": "云数〔2026〕3号",
                    "authority": "省数据局",
                    "basis_date": "2026-01-01",
                    "reason": "省级已统一审查",
                }
            )
        self.approve(project)
        self.assertEqual(set(project.sudo().co_review_ids.mapped("state")), {"agreed", "cancelled"})

    def test_whether_a_missing_opinion_blocks_is_a_rule(self):
        self.set_rule("co_review_blocks_approval", "false")
        project = self.waiting("cryptography")
        self.approve(project)
        self.assertEqual(project.state, "approved")

    def test_the_stage_is_a_rule(self):
        self.set_rule("co_review_stage", "expert_review")
        project = self.in_review()
        give_opinions(self, project, but=("secrecy",))
        self.panel(project, co_review=False)
        with self.assertRaisesRegex(UserError, "保密审查"):
            project.with_user(self.bureau_officer).action_conclude_review()

    def test_at_the_first_check_the_bodies_are_asked_on_submission(self):
        self.set_rule("co_review_stage", "first_check")
        project = self.submitted()
        self.assertEqual(len(project.sudo().co_review_ids), 4)
        self.check_all(project)
        with self.assertRaisesRegex(UserError, "协同审查"):
            project.with_user(self.bureau_officer).action_pass_first_check()
        give_opinions(self, project)
        project.with_user(self.bureau_officer).action_pass_first_check()
        self.assertEqual(len(project.sudo().co_review_ids), 4)

    def test_a_return_takes_the_questions_back_and_the_next_round_asks_anew(self):
        project = self.waiting("secrecy")
        project.with_user(self.bureau_officer).action_return("补正方案")
        rows = project.sudo().co_review_ids
        self.assertEqual(
            rows.sorted("sequence").mapped("state"), ["agreed", "agreed", "agreed", "cancelled"]
        )
        self.assertFalse(rows.activity_ids)
        project.action_submit()
        self.check_all(project)
        project.with_user(self.bureau_officer).action_pass_first_check()
        self.assertEqual(set(project.sudo()._current_co_reviews().mapped("state")), {"open"})
        self.assertEqual(len(project.sudo().co_review_ids), 8)

    def test_a_refused_project_asks_nobody_any_more(self):
        project = self.in_review()
        project.with_user(self.bureau_approver).action_refuse("重复建设")
        self.assertEqual(set(project.sudo().co_review_ids.mapped("state")), {"cancelled"})
