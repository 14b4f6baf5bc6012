# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The first way through in a real browser, at a desk and on a phone, by different people."""

from odoo.tests import HttpCase, tagged

from .common import ProjectCase

TASKS = "/odoo/xinxihua-inbox?view_type=kanban"


class TourCase(ProjectCase, HttpCase):
    name = "浏览器里申报的平台"

    def tour(self, name, user, url=TASKS):
        self.start_tour(url, f"xinxihua_{name}", login=user.login, timeout=180)
        self.env.invalidate_all()

    def approve_after_a_refusal(self):
        """The approver types too much first: the server refuses, and Odoo logs the refusal."""
        with self.assertLogs("odoo.http", "WARNING") as refusals:
            self.tour("approver_approves", self.bureau_approver)
        self.assertEqual(len(refusals.output), 1, refusals.output)
        self.assertIn("批复金额600,000.00元超过", refusals.output[0])

    def application(self, **kwargs):
        return self.make_project(550000, name=self.name, **kwargs)


@tagged("post_install", "-at_install")
class TestToursDesktop(TourCase):
    browser_size = "1400x900"

    def test_from_the_desk_of_the_agency_to_the_approval(self):
        self.tour("unit_applies", self.county_unit_officer, "/odoo/xinxihua-projects/new")
        project = self.env["xinxihua.project"].search([("name", "=", self.name)])
        self.assertRecordValues(
            project,
            [
                {
                    "state": "county_review",
                    "unit_id": self.county_agency.id,
                    "funding_summary": "县(市)级资金 550,000.00",
                }
            ],
        )
        self.tour("card_forward", self.county_officer)
        self.assertEqual(project.state, "first_check")
        self.tour("bureau_passes_first_check", self.bureau_officer)
        self.assertEqual(project.state, "expert_review")
        grounds = project.with_user(self.bureau_officer).ground_ids
        self.assertEqual(grounds.filtered("verdict").mapped("verdict"), ["none"])
        (grounds - grounds.filtered("verdict")).write({"verdict": "none", "evidence": "已核实"})
        self.panel(project)
        project.with_user(self.bureau_officer).action_conclude_review()
        self.approve_after_a_refusal()
        self.assertRecordValues(project, [{"state": "approved", "approved_amount": 500000}])
        self.assertTrue(project.project_project_id.account_id)


@tagged("post_install", "-at_install")
class TestToursPhone(TourCase):
    browser_size = "390x844"
    touch_enabled = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_leader = cls._user("unit_leader", cls.agency, login="t_leader_2")

    def test_sign_hand_over_return_and_approve_with_one_thumb(self):
        self.define_chain(
            "submit",
            self.agency,
            ("分管领导", "unit_leader", {"user_ids": [(6, 0, self.unit_leader.ids)]}),
        )
        project = self.application()
        project.action_submit()
        self.tour("card_hand_over", self.unit_leader)
        self.tour("card_sign", self.second_leader)
        self.assertEqual(project.state, "first_check")
        self.tour("card_return", self.bureau_officer)
        self.assertEqual(project.state, "returned")
        project.action_submit()
        project.with_user(self.unit_leader).action_sign()
        self.check_all(project)
        project.with_user(self.bureau_officer).action_pass_first_check()
        self.panel(project)
        project.with_user(self.bureau_officer).action_conclude_review()
        project.funding_ids.sudo().source = "county"
        self.approve_after_a_refusal()
        self.assertEqual(project.state, "approved")

    def test_a_county_forwards(self):
        project = self.application(user=self.county_unit_officer)
        project.action_submit()
        self.tour("card_forward", self.county_officer)
        self.assertEqual(project.state, "first_check")
