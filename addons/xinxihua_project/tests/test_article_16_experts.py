# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""第十六条第(三)项: the expert library, and who is drawn for a panel."""

from hashlib import sha256

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command, Date
from odoo.tests import freeze_time, tagged
from odoo.tests.common import TransactionCase

from ..models.ch3_approval.drawing import draw
from .experts_case import ExpertsCase


@tagged("post_install", "-at_install")
class TestDrawing(TransactionCase):
    """The pure function: the same seed and candidates give the same experts."""

    def test_the_first_of_the_order_is_drawn(self):
        candidates = {f"ZJ{number:04}": ["budget"] for number in range(20)}
        order = sorted(candidates, key=lambda code: sha256(f"7:budget:{code}".encode()).hexdigest())
        drawn = draw("7", [("budget", 3)], candidates)
        self.assertEqual([code for _field, code in drawn], order[:3])
        backwards = dict(reversed(candidates.items()))
        self.assertEqual(draw("7", [("budget", 3)], backwards), drawn)

    def test_seeds_differ_and_everybody_has_a_chance(self):
        candidates = {str(number): ["budget"] for number in range(10)}
        first = {draw(str(seed), [("budget", 1)], candidates)[0][1] for seed in range(200)}
        self.assertEqual(first, set(candidates))

    def test_an_expert_of_two_fields_changes_seats(self):
        candidates = {"A": ["technology", "budget"], "B": ["technology"]}
        for seed in range(20):
            drawn = draw(str(seed), [("technology", 1), ("budget", 1)], candidates)
            self.assertEqual(drawn, [("technology", "B"), ("budget", "A")])

    def test_nobody_sits_twice(self):
        drawn = draw("1", [("technology", 1), ("budget", 1)], {"A": ["technology", "budget"]})
        self.assertEqual(sorted(code or "-" for _field, code in drawn), ["-", "A"])


@tagged("post_install", "-at_install")
class TestArticle16Experts(ExpertsCase):
    def test_a_drawing_is_kept_and_replayed(self):
        review = self.review()
        drawing = self.draw(review, technology=2, budget=1)
        seats = review.opinion_ids
        self.assertEqual(len(seats), 3)
        self.assertEqual(seats.drawing_id, drawing)
        self.assertEqual(seats.field_id.mapped("code"), ["technology", "budget"])
        self.assertEqual(len(drawing.candidate_ids), 6)
        for _time in range(3):
            self.assertEqual(
                {code for _field, code in drawing._replay()}, set(seats.expert_id.mapped("code"))
            )
        answer = drawing.with_user(self.auditor).action_replay()
        self.assertEqual(answer["params"]["type"], "success")
        for expert in seats.expert_id:
            self.assertIn(expert.code, answer["params"]["message"])

    def test_the_library_of_tomorrow_does_not_change_the_replay(self):
        drawing = self.draw(self.review(), technology=2)
        before = drawing._replay()
        self.technicians.sudo().write({"field_ids": [Command.clear()], "active": False})
        self._library("technology", "content", 2)
        self.assertEqual(drawing._replay(), before)

    def test_a_forged_candidate_is_found_out(self):
        drawing = self.draw(self.review(), budget=1)
        winner = drawing.candidate_ids.filtered("drawn_for")
        loser = drawing.candidate_ids - winner
        self.env.cr.execute(
            "UPDATE xinxihua_expert_drawing_candidate SET drawn_for = 'budget' WHERE id = %s",
            loser.ids,
        )
        self.env.invalidate_all()
        answer = drawing.with_user(self.auditor).action_replay()
        self.assertEqual(answer["params"]["type"], "danger")

    def test_a_drawing_is_evidence(self):
        drawing = self.draw(self.review(), budget=1)
        for rows in (drawing, drawing.candidate_ids):
            for user in (self.bureau_officer, self.auditor):
                with self.assertRaises(UserError):
                    rows.with_user(user).write({"seed": "1"})
                with self.assertRaises(UserError):
                    rows.with_user(user).unlink()

    def test_seeds_are_the_servers(self):
        first = self.draw(self.review(), budget=1)
        second = self.draw(self.review(name="第二个平台"), budget=1)
        self.assertNotEqual(first.seed, second.seed)
        with self.assertRaises(AccessError):
            first.with_user(self.bureau_officer).create({"seed": "1"})

    def excluded(self, review, expert):
        """Return why an expert was left out of a drawing."""
        return self.candidate(self.draw(review, technology=1), expert).excluded_reason

    def test_own_unit_is_avoided(self):
        expert = self.technicians[0]
        expert.unit_id = self.agency
        self.assertIn(self.agency.name, self.excluded(self.review(), expert))

    def test_department_and_subordinate_units_are_avoided(self):
        review = self.review()
        self.technicians[0].unit_id = self.subordinate
        drawing = self.draw(review, technology=1)
        reason = self.candidate(drawing, self.technicians[0]).excluded_reason
        self.assertIn(self.subordinate.name, reason)
        user = self._user("unit_officer", self.subordinate, login="t_low")
        below = self.in_review(user=user, name="下级项目").with_user(self.bureau_officer)
        self.technicians[1].unit_id = self.agency
        drawing = self.draw(below._current_review(), technology=1)
        for expert in self.technicians[:2]:
            self.assertTrue(self.candidate(drawing, expert).excluded_reason)

    def test_a_user_of_the_applicant_is_avoided_whatever_the_library_says(self):
        self.technicians[0].user_id.sudo().xinxihua_unit_ids = self.agency
        self.assertIn(self.agency.name, self.excluded(self.review(), self.technicians[0]))

    def test_a_unit_of_no_relation_is_not_avoided(self):
        self.technicians[0].unit_id = self.other_agency
        self.assertFalse(self.excluded(self.review(), self.technicians[0]))

    def test_a_declared_interest_is_avoided_while_it_exists(self):
        expert = self.technicians[0]
        own = self.env["xinxihua.expert.interest"].with_user(expert.user_id)
        interest = own.create(
            {"expert_id": expert.id, "unit_id": self.agency.id, "reason": "在研课题"}
        )
        self.assertEqual(interest.declared_by_id, expert.user_id)
        self.assertIn("在研课题", self.excluded(self.review(), expert))
        interest.write({"date_from": "2025-01-01", "date_to": "2025-02-01"})
        self.assertFalse(self.excluded(self.review(name="第二个平台"), expert))

    def test_an_interest_names_somebody_and_is_not_deleted(self):
        expert = self.technicians[0]
        Interest = self.env["xinxihua.expert.interest"].with_user(expert.user_id)
        with self.assertRaises(ValidationError):
            Interest.create({"expert_id": expert.id, "reason": "无对象"})
        with self.assertRaises(AccessError):
            Interest.create(
                {"expert_id": self.technicians[1].id, "company": "某公司", "reason": "替人申报"}
            )
        interest = Interest.create({"expert_id": expert.id, "company": "某公司", "reason": "顾问"})
        for user in (expert.user_id, self.bureau_officer):
            with self.assertRaises(AccessError):
                interest.with_user(user).unlink()

    def test_drawn_too_often_is_avoided(self):
        rule = self.env.ref("xinxihua_project.parameter_expert_draw_limit")
        self.env["xinxihua.parameter.value"].create(
            {
                "parameter_id": rule.id,
                "division_id": self.prefecture.id,
                "date_from": "2025-05-09",
                "value": "1",
            }
        )
        expert = self.technicians[0]
        self.seat(self.review(), expert)
        self.assertIn("1", self.excluded(self.review(name="第二个平台"), expert))
        self.assertEqual(expert.with_user(self.bureau_officer).recent_count, 1)
        with freeze_time(Date.add(Date.today(), months=12, days=1)):
            later = self.review(name="第三个平台")
            self.assertFalse(self.excluded(later, expert))

    def test_who_is_out_of_the_library_is_not_drawn(self):
        self.technicians[0].write({"date_from": "2020-01-01", "date_to": "2025-01-01"})
        self.technicians[1].active = False
        drawing = self.draw(self.review(), technology=1)
        self.assertTrue(self.candidate(drawing, self.technicians[0]).excluded_reason)
        self.assertFalse(self.candidate(drawing, self.technicians[1]))

    def test_too_few_says_how_many_and_why(self):
        self.accountants[0].unit_id = self.agency
        review = self.review()
        with self.assertRaises(UserError) as caught:
            review.action_draw({"technology": 1, "budget": 2})
        message = str(caught.exception)
        for word in ("预算", "2", "1", self.accountants[0].name, self.agency.name):
            self.assertIn(word, message)
        self.assertFalse(review.opinion_ids)
        self.assertFalse(review.drawing_ids)

    def test_what_is_wanted_is_checked(self):
        review = self.review()
        for wanted in ({}, {"budget": 0}, {"budget": -1}, {"astrology": 1}):
            with self.assertRaises(UserError):
                review.action_draw(wanted)

    def test_only_the_organising_bureau_draws(self):
        review = self.review()
        for user in (
            self.unit_officer,
            self.county_officer,
            self.leader,
            self.auditor,
            self.experts[0].user_id,
        ):
            with self.assertRaises(AccessError):
                review.with_user(user).action_draw({"budget": 1})

    def test_a_redraw_keeps_who_declined(self):
        review = self.review()
        self.draw(review, budget=1)
        first = review.opinion_ids
        expert = first.expert_id
        first.with_user(expert.user_id).action_decline("出差")
        self.assertRecordValues(first, [{"state": "declined", "left_reason": "出差"}])
        drawing = self.draw(review, budget=1)
        self.assertIn("出差", self.candidate(drawing, expert).excluded_reason)
        self.assertEqual(len(review.opinion_ids), 2)
        self.assertEqual(review.opinion_ids._active().expert_id, self.accountants - expert)
        with self.assertRaises(AccessError):
            review.project_id.with_user(expert.user_id).read(["name"])

    def test_declining_for_an_interest_declares_it(self):
        review = self.review()
        expert = self.technicians[0]
        self.seat(review, expert)
        review.opinion_ids.with_user(expert.user_id).action_decline(
            "亲属在该单位", is_interest=True
        )
        self.assertRecordValues(
            expert.interest_ids, [{"unit_id": self.agency.id, "reason": "亲属在该单位"}]
        )

    def test_giving_up_a_seat_needs_a_reason_and_the_right_person(self):
        review = self.review()
        expert = self.technicians[0]
        self.seat(review, expert)
        seat = review.opinion_ids
        with self.assertRaises(UserError):
            seat.with_user(expert.user_id).action_decline(" ")
        with self.assertRaises(UserError):
            seat.action_release()
        for user in (self.bureau_officer, self.county_officer, self.experts[1].user_id):
            with self.assertRaises(AccessError):
                seat.with_user(user).action_decline("冒名")
        for user in (self.county_officer, self.auditor, expert.user_id):
            with self.assertRaises(AccessError):
                seat.with_user(user).action_release("越权")
        seat.action_release("时间冲突")
        self.assertEqual(seat.state, "released")

    def test_adding_by_hand_needs_a_reason_that_is_kept(self):
        review = self.review()
        with self.assertRaises(UserError):
            review.opinion_ids = [Command.create({"expert_id": self.technicians[0].id})]
        self.seat(review, self.technicians[0])
        self.assertEqual(review.opinion_ids.added_reason, "专业对口")
        with self.assertRaises(AccessError):
            review.opinion_ids.write({"added_reason": "改写"})
        with self.assertRaises(AccessError):
            review.opinion_ids.unlink()

    def test_a_conflict_is_refused_by_hand_too(self):
        review = self.review()
        self.technicians[0].unit_id = self.subordinate
        self.env["xinxihua.expert.interest"].create(
            {"expert_id": self.technicians[1].id, "unit_id": self.agency.id, "reason": "课题"}
        )
        for expert in self.technicians[:2]:
            with self.assertRaisesRegex(UserError, "第十六条"):
                self.seat(review, expert)

    def test_the_dialog_proposes_the_fields_nobody_covers(self):
        review = self.review()
        self.draw(review, budget=1)
        wizard = self.env["xinxihua.expert.draw"].with_user(self.bureau_officer)
        wizard = wizard.create({"review_id": review.id})
        counts = {line.field_id.code: line.count for line in wizard.line_ids}
        self.assertEqual(counts, {"technology": 1, "content": 1, "security": 1, "budget": 0})
        for line in wizard.line_ids:
            line.count = int(line.field_id.code == "technology")
        action = wizard.action_draw()
        self.assertEqual(action["res_model"], "xinxihua.expert.drawing")
        self.assertEqual(len(review.opinion_ids), 2)
