# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""第十六条第(三)项: experts write alone; the panel concludes and cuts line by line."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .experts_case import ExpertsCase

SECRET = "只有本人知道"


@tagged("post_install", "-at_install")
class TestArticle16Sheets(ExpertsCase):
    def panel_of_three(self):
        """Return an open review with three seats, nothing written."""
        review = self.review()
        self.seat(review, self.experts)
        return review

    def others(self):
        """Return the users who must not read what an expert has not submitted."""
        return (
            self.bureau_officer,
            self.bureau_approver,
            self.leader,
            self.auditor,
            self.finance_officer,
            self.unit_officer,
            self.experts[1].user_id,
        )

    def found(self, user, model, domain):
        """Tell whether a user finds rows; no access is the best answer."""
        Model = self.env[model].with_user(user)
        try:
            return Model.search(domain)
        except AccessError:
            return Model

    def test_nobody_reads_or_finds_what_is_not_submitted(self):
        review = self.panel_of_three()
        sheet = self.written(review, self.experts[0], opinion=SECRET, score=97)
        sheet.line_ids.write({"suggested_amount": 123456})
        self.env.flush_all()
        for user in self.others():
            with self.subTest(user=user.login):
                for record in (sheet, sheet.score_ids, sheet.line_ids):
                    with self.assertRaises(AccessError):
                        record.with_user(user).read()
                    self.assertFalse(record & self.found(user, record._name, []))
                for domain in ([("score", "=", 97)], [("opinion", "=", SECRET)]):
                    self.assertFalse(self.found(user, "xinxihua.expert.opinion", domain))
                    self.assertFalse(self.found(user, "xinxihua.expert.sheet", domain))
                domain = [("sheet_ids.score", "=", 97), ("id", "=", sheet.sudo().opinion_id.id)]
                self.assertFalse(self.found(user, "xinxihua.expert.opinion", domain))

    def test_sums_of_the_panel_tell_nothing_either(self):
        review = self.panel_of_three()
        self.written(review, self.experts[0], score=97)
        Opinion = self.env["xinxihua.expert.opinion"].with_user(self.bureau_officer)
        self.assertEqual(
            Opinion._read_group([("review_id", "=", review.id)], [], ["score:avg", "score:max"]),
            [(0.0, 0.0)],
        )
        self.assertFalse(any(review.line_ids.mapped("average_suggestion")))

    def test_after_submission_the_bureau_reads_and_colleagues_wait(self):
        review = self.panel_of_three()
        sheet = self.written(review, self.experts[0], opinion=SECRET)
        sheet.action_submit()
        seat = sheet.opinion_id
        self.assertEqual(seat.with_user(self.bureau_officer).opinion, SECRET)
        self.assertEqual(sheet.with_user(self.auditor).opinion, SECRET)
        colleague = self.experts[1].user_id
        for record in (sheet, seat, review.line_ids):
            with self.assertRaises(AccessError):
                record.with_user(colleague).read()
        for expert in self.experts[1:]:
            self.written(review, expert).action_submit()
        review.write({"conclusion": "pass", "panel_opinion": "同意"})
        review.project_id.action_conclude_review()
        for record in (sheet, seat, review.line_ids):
            self.assertTrue(record.with_user(colleague).read())

    def test_the_declaration_comes_first_and_stays(self):
        review = self.panel_of_three()
        sheet = self.sheet(review, self.experts[0])
        for vals in ({"verdict": "pass"}, {"opinion": "可行"}):
            with self.assertRaisesRegex(UserError, self.agency.name):
                sheet.write(vals)
        for rows, vals in ((sheet.score_ids, {"score": 1}), (sheet.line_ids, {"note": "x"})):
            with self.assertRaises(UserError):
                rows.write(vals)
        with self.assertRaises(UserError):
            sheet.action_submit()
        self.assertEqual(sheet.opinion_id.state, "invited")
        sheet.action_declare()
        self.assertEqual(sheet.opinion_id.state, "writing")
        self.assertTrue(sheet.date_declared)
        with self.assertRaises(UserError):
            sheet.write({"no_interest": False})
        with self.assertRaises(AccessError):
            sheet.write({"date_declared": "2020-01-01 00:00:00"})

    def test_only_the_expert_writes_and_nobody_after_submission(self):
        review = self.panel_of_three()
        sheet = self.written(review, self.experts[0])
        for user in self.others():
            with self.assertRaises(AccessError):
                sheet.with_user(user).write({"verdict": "fail"})
            with self.assertRaises(AccessError):
                sheet.with_user(user).action_submit()
        sheet.action_submit()
        for record, vals in (
            (sheet, {"verdict": "fail"}),
            (sheet.score_ids, {"score": 1}),
            (sheet.line_ids, {"suggested_amount": 1}),
            (sheet.opinion_id, {"verdict": "fail"}),
        ):
            with self.assertRaises(AccessError):
                record.write(vals)
        with self.assertRaises(AccessError):
            sheet.opinion_id.action_submit()
        with self.assertRaises(AccessError):
            sheet.opinion_id.action_decline("反悔")

    def test_verdict_score_and_opinion_are_needed(self):
        review = self.panel_of_three()
        for vals, lacks in (
            ({"verdict": False}, "结论"),
            ({"opinion": " "}, "意见"),
            ({"score": 0}, "评分"),
            ({"verdict": False, "opinion": False, "score": 0}, "结论、综合评分、意见"),
        ):
            sheet = self.written(review, self.experts[0], **vals)
            with self.assertRaisesRegex(UserError, lacks):
                sheet.action_submit()
        self.written(review, self.experts[0], verdict="fail", score=0).action_submit()

    def test_scores_by_criterion_make_the_overall_score(self):
        review = self.panel_of_three()
        sheet = self.written(review, self.experts[0])
        self.assertEqual(
            sheet.score_ids.criterion_id.mapped("code"),
            ["technology", "content", "security", "budget"],
        )
        for row, score in zip(sheet.score_ids, (80, 90, 70, 100), strict=True):
            row.score = score
        sheet.action_submit()
        self.assertEqual(sheet.opinion_id.score, 85)
        with self.assertRaises(AccessError):
            sheet.score_ids[0].write({"score": 0})

    def test_a_suggestion_lies_within_the_line(self):
        review = self.panel_of_three()
        sheet = self.written(review, self.experts[0])
        for amount in (-0.01, 800000.01):
            with self.assertRaises(ValidationError):
                sheet.line_ids.write({"suggested_amount": amount})
        sheet.line_ids.write({"suggested_amount": 0})
        sheet.line_ids.write({"suggested_amount": 800000})


@tagged("post_install", "-at_install")
class TestArticle16Panel(ExpertsCase):
    def review_of_two_lines(self):
        """Return an open review of 500,000 and 300,000 yuan, opinions submitted."""
        review = self.review(cost_line_ids=self._cost_lines(500000, 300000))
        self.seat(review, self.experts)
        for expert, amount in zip(self.experts, (450000, 420000, 480000.01), strict=True):
            sheet = self.written(review, expert)
            sheet.line_ids[0].suggested_amount = amount
            sheet.action_submit()
        return review

    def conclude(self, review, **vals):
        review.write({"conclusion": "pass", "panel_opinion": "同意", **vals})
        return review.project_id.action_conclude_review()

    def test_lines_are_those_of_the_application(self):
        review = self.review_of_two_lines()
        self.assertEqual(review.line_ids.mapped("applied_amount"), [500000, 300000])
        self.assertEqual(review.line_ids.mapped("recommended_amount"), [500000, 300000])
        self.assertEqual(review.recommended_amount, 800000)
        self.assertEqual(review.line_ids.mapped("average_suggestion"), [450000, 300000])

    def test_the_recommended_budget_is_the_sum_of_the_lines(self):
        review = self.review_of_two_lines()
        review.line_ids[0].write({"recommended_amount": 450000.55, "reason": "工作量偏高"})
        self.assertEqual(review.recommended_amount, 750000.55)
        self.assertEqual(review.reduction, 49999.45)
        self.assertEqual(review.line_ids[0].reduction, 49999.45)
        self.conclude(review)
        self.assertEqual(review.project_id.state, "approval")
        self.assertEqual(review.project_id._proposed_amount(), 750000.55)

    def test_another_sum_is_refused(self):
        review = self.review_of_two_lines()
        with self.assertRaisesRegex(UserError, "800,000.00.*700,000.00"):
            review.write({"recommended_amount": 700000})
        review.write({"recommended_amount": 800000})

    def test_a_line_is_cut_and_never_raised(self):
        line = self.review_of_two_lines().line_ids[1]
        for amount in (-0.01, 300000.01):
            with self.assertRaisesRegex(ValidationError, "300,000.00.*第十六条"):
                line.write({"recommended_amount": amount})
        line.write({"recommended_amount": 0, "reason": "已有同类设备"})

    def test_a_cut_without_reason_is_refused(self):
        review = self.review_of_two_lines()
        review.line_ids[1].recommended_amount = 299999.99
        for reason in (False, " "):
            review.line_ids[1].reason = reason
            with self.assertRaisesRegex(UserError, "0.01"):
                self.conclude(review)
        review.line_ids[1].reason = "按询价"
        self.conclude(review)

    def test_passed_after_revision_says_what_to_revise(self):
        review = self.review_of_two_lines()
        with self.assertRaises(UserError):
            self.conclude(review, conclusion="pass_revised")
        self.conclude(review, conclusion="pass_revised", revision_note="补充密码应用方案")

    def test_not_passed_is_refused_or_returned(self):
        review = self.review_of_two_lines()
        with self.assertRaisesRegex(UserError, "第十六条"):
            self.conclude(review, conclusion="fail")
        project = review.project_id
        with self.assertRaises(UserError):
            project.action_return()
        project.action_return("按专家意见重新编制")
        self.assertEqual(project.state, "returned")
        self.assertEqual(review.state, "closed")

    def test_a_closed_panel_stays(self):
        review = self.review_of_two_lines()
        self.conclude(review)
        for record, vals in (
            (review, {"conclusion": "fail"}),
            (review.line_ids, {"reason": "改写"}),
        ):
            with self.assertRaises(AccessError):
                record.write(vals)
        with self.assertRaises(AccessError):
            review.action_draw({"budget": 1})
        with self.assertRaises(AccessError):
            self.seat(review, self.technicians[0])

    def test_what_the_server_keeps_is_not_written(self):
        line = self.review_of_two_lines().line_ids[0]
        for vals in ({"applied_amount": 1}, {"name": "x"}, {"average_suggestion": 1}):
            with self.assertRaises(AccessError):
                line.write(vals)
        with self.assertRaises(AccessError):
            line.review_id.line_ids = [Command.create({"name": "新增", "applied_amount": 1})]
        for user in (self.unit_officer, self.county_officer, self.leader, self.auditor):
            with self.assertRaises(AccessError):
                line.with_user(user).write({"recommended_amount": 1})

    def test_who_gave_up_the_seat_does_not_count(self):
        review = self.review()
        self.seat(review, self.experts)
        review.opinion_ids[0].action_release("出差")
        for expert in self.experts[1:]:
            self.written(review, expert).action_submit()
        with self.assertRaisesRegex(UserError, "2.*3"):
            self.conclude(review)
        self.seat(review, self.technicians[0])
        self.written(review, self.technicians[0]).action_submit()
        self.conclude(review)
