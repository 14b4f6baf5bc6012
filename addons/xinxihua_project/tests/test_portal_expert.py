# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A portal expert reviews on a phone; nobody looks early, over the page or JSON-2."""

from datetime import timedelta

from lxml import html
from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .experts_case import ExpertsCase

REVIEWS = "/my/xinxihua/reviews"
SECRET = "只有本人知道"


@tagged("post_install", "-at_install")
class TestPortalExpert(ExpertsCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.panel_review = self.review()
        self.seat(self.panel_review, self.experts)
        self.own = self.sheet(self.panel_review, self.experts[0])
        self.url = f"{REVIEWS}/{self.own.id}"

    def login(self, user):
        self.env.flush_all()
        self.authenticate(user.login, user.login)

    def page(self, url):
        self.env.flush_all()
        answer = self.url_open(url)
        self.env.invalidate_all()
        return answer

    def post(self, step, sheet=None, token=True, **typed):
        """Send the form of a page with its token."""
        url = f"{REVIEWS}/{(sheet or self.own).id}"
        if token:
            tree = html.fromstring(self.page(self.url).text)
            typed["csrf_token"] = tree.xpath("//input[@name='csrf_token']/@value")[0]
        self.env.flush_all()
        answer = self.url_open(f"{url}/{step}", data=typed)
        self.env.invalidate_all()
        return answer

    def json2(self, user, model, method, **arguments):
        """Return the answer of a JSON-2 call."""
        keys = self.env["res.users.apikeys"].with_user(user).sudo()
        key = keys._generate("rpc", "test", fields.Datetime.now() + timedelta(days=1))
        self.env.flush_all()
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule", "odoo.orm.models"):
            return self.url_open(
                f"/json/2/{model}/{method}",
                json=arguments,
                headers={"Authorization": f"bearer {key}"},
            )

    def test_the_whole_way_on_the_page(self):
        self.login(self.experts[0].user_id)
        self.assertIn(self.panel_review.project_id.name, self.page(REVIEWS).text)
        page = self.page(self.url).text
        for word in (self.agency.name, "800,000.00", "软件开发", "建设方案.pdf"):
            self.assertIn(word, page)
        self.assertNotIn('name="opinion"', page, "the declaration comes first")
        self.post("declare")
        self.assertTrue(self.own.date_declared)
        typed = {f"amount_{self.own.line_ids.id}": "750,000.50", "opinion": SECRET}
        typed |= {f"score_{row.id}": "90" for row in self.own.score_ids}
        self.post("save", verdict="pass", **typed)
        self.assertRecordValues(
            self.own,
            [{"opinion": SECRET, "score": 90, "suggested_amount": 750000.5, "verdict": "pass"}],
        )
        self.assertIn(SECRET, self.page(self.url).text)
        self.post("submit", verdict="pass_revised", **typed)
        seat = self.own.sudo().opinion_id
        self.assertRecordValues(seat, [{"state": "submitted", "verdict": "pass_revised"}])
        self.assertNotIn('name="opinion"', self.page(self.url).text)

    def test_what_is_missing_is_said_and_what_was_typed_is_kept(self):
        self.login(self.experts[0].user_id)
        self.post("declare")
        line = self.own.line_ids
        for amount, opinion in (("很多", "甲"), ("800000.01", "乙"), ("1", "")):
            page = self.post("submit", **{f"amount_{line.id}": amount, "opinion": opinion}).text
            self.assertIn("alert-danger", page)
            self.assertIn(opinion, page)
        self.assertFalse(self.own.sudo().opinion_id.date_submitted)
        self.assertEqual(line.suggested_amount, 800000)

    def test_declining(self):
        self.login(self.experts[0].user_id)
        self.assertIn("alert-danger", self.post("decline", reason="").text)
        self.post("decline", reason="亲属任职", is_interest="1")
        self.assertEqual(self.own.sudo().opinion_id.state, "declined")
        self.assertEqual(self.experts[0].interest_ids.unit_id, self.agency)
        self.assertEqual(self.page(self.url).status_code, 404)

    def test_the_material_is_downloaded_by_the_panel_only(self):
        material = self.panel_review.sudo().project_id.material_ids
        url = f"/web/content/xinxihua.material/{material.id}/file/plan.pdf?download=1"
        self.login(self.experts[0].user_id)
        self.assertEqual(self.page(url).content, b"%PDF-1.4 plan")
        self.login(self.technicians[0].user_id)
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_rule"):
            self.assertGreaterEqual(self.page(url).status_code, 400)

    def test_anothers_page_is_not_found(self):
        self.written(self.panel_review, self.experts[0], opinion=SECRET)
        for expert in (self.experts[1], self.technicians[0]):
            self.login(expert.user_id)
            answer = self.page(self.url)
            self.assertEqual(answer.status_code, 404)
            self.assertNotIn(SECRET, answer.text)
            self.assertNotIn(f"{REVIEWS}/{self.own.id}", self.page(REVIEWS).text)
        for user in (self.bureau_officer, self.unit_officer, self.auditor):
            self.login(user)
            self.assertEqual(self.page(self.url).status_code, 404)

    def test_nobody_posts_for_another(self):
        second = self.sheet(self.panel_review, self.experts[1])
        self.login(self.experts[0].user_id)
        answer = self.post("declare", sheet=second)
        self.assertEqual(answer.status_code, 404)
        self.assertFalse(second.sudo().date_declared)

    def test_a_form_without_its_token_is_refused(self):
        self.login(self.experts[0].user_id)
        with mute_logger("odoo.http"):
            self.assertEqual(self.post("declare", token=False, agreed="1").status_code, 400)
        self.assertFalse(self.own.date_declared)

    def test_the_others_appear_when_the_panel_closes(self):
        for expert in self.experts:
            self.written(self.panel_review, expert, opinion=f"意见{expert.code}").action_submit()
        self.login(self.experts[0].user_id)
        self.assertNotIn(f"意见{self.experts[1].code}", self.page(self.url).text)
        self.panel_review.write({"conclusion": "pass", "panel_opinion": "同意"})
        self.panel_review.project_id.action_conclude_review()
        self.assertIn(f"意见{self.experts[1].code}", self.page(self.url).text)

    def test_an_early_look_over_json2_is_refused(self):
        self.written(self.panel_review, self.experts[0], opinion=SECRET, score=97)
        seat = self.own.sudo().opinion_id
        for user in (self.experts[1].user_id, self.bureau_officer, self.auditor):
            for record in (self.own, self.own.score_ids):
                answer = self.json2(user, record._name, "read", ids=record.ids, fields=["score"])
                self.assertEqual(answer.status_code, 403, answer.text)
            for model in ("xinxihua.expert.sheet", "xinxihua.expert.opinion"):
                answer = self.json2(
                    user, model, "search_read", domain=[("score", "=", 97)], fields=["opinion"]
                )
                self.assertEqual(answer.json(), [])
                answer = self.json2(
                    user,
                    model,
                    "formatted_read_group",
                    domain=[("review_id", "=", self.panel_review.id)],
                    groupby=[],
                    aggregates=["score:max"],
                )
                self.assertNotIn("97", answer.text)
        answer = self.json2(
            self.experts[1].user_id, "xinxihua.expert.opinion", "read", ids=seat.ids
        )
        self.assertEqual(answer.status_code, 403)

    def test_steps_of_others_are_refused_over_json2(self):
        seat = self.own.sudo().opinion_id
        for user, model, method, arguments in (
            (self.bureau_officer, "xinxihua.expert.sheet", "write", {"vals": {"verdict": "pass"}}),
            (self.experts[1].user_id, "xinxihua.expert.sheet", "action_submit", {}),
        ):
            answer = self.json2(user, model, method, ids=self.own.ids, **arguments)
            self.assertEqual(answer.status_code, 403, answer.text)
        for user, method in (
            (self.bureau_officer, "action_decline"),
            (self.experts[1].user_id, "action_release"),
            (self.unit_officer, "action_submit"),
        ):
            answer = self.json2(user, seat._name, method, ids=seat.ids)
            self.assertEqual(answer.status_code, 403, answer.text)
        answer = self.json2(
            self.experts[0].user_id,
            "xinxihua.expert.review",
            "action_draw",
            ids=self.panel_review.ids,
            wanted={"budget": 1},
        )
        self.assertEqual(answer.status_code, 403, answer.text)
