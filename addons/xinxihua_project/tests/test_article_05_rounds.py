# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Art. 5: central applications in a window, supplementary ones outside of it."""

from ast import literal_eval

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .rounds_case import RoundsCase, add_mandate, make_round, upload_to

# the window of the tests: 1 March 00:00:00 to 31 March 23:59:59 in Chuxiong
OPENS = "2026-02-28 16:00:00"
CLOSES = "2026-03-31 15:59:59"


@tagged("post_install", "-at_install")
class TestRounds(RoundsCase):
    def supplementary(self):
        project = add_mandate(self, self.make_project())
        upload_to(project, "mandate_document", self.unit_officer)
        return project

    def test_without_a_published_round_applications_come_in(self):
        make_round(self, OPENS, CLOSES, publish=False)
        with freeze_time("2026-02-01 02:00:00"):
            project = self.submitted()
        self.assertEqual(project.state, "first_check")
        self.assertFalse(project.round_id)

    def test_the_edges_of_the_window_to_the_second(self):
        current = make_round(self, OPENS, CLOSES)
        for moment, allowed in (
            ("2026-02-28 15:59:59", False),
            (OPENS, True),
            (CLOSES, True),
            ("2026-03-31 16:00:00", False),
        ):
            with self.subTest(moment=moment), freeze_time(moment):
                project = self.make_project()
                if not allowed:
                    with self.assertRaises(UserError):
                        project.action_submit()
                    self.assertEqual(project.state, "draft")
                    continue
                project.action_submit()
                self.assertEqual(project.round_id, current)
                self.assertEqual(project.accepted_kind, "central")

    @freeze_time("2026-02-28 15:59:59")
    def test_the_refusal_names_the_next_window_in_local_time(self):
        make_round(self, OPENS, CLOSES)
        with self.assertRaisesRegex(UserError, "2026-03-01 00:00:00.*2026-03-31 23:59:59"):
            self.make_project().action_submit()

    @freeze_time("2026-05-01 02:00:00")
    def test_the_fiscal_year_on_the_form_opens_nothing(self):
        make_round(self, OPENS, CLOSES)
        for year in (2025, 2027):
            with self.assertRaises(UserError):
                self.make_project(fiscal_year=year).action_submit()

    @freeze_time("2027-05-01 02:00:00")
    def test_a_round_of_last_year_binds_no_more(self):
        make_round(self, OPENS, CLOSES)
        self.assertEqual(self.submitted().state, "first_check")
        self.env["xinxihua.parameter.value"].create(
            {
                "parameter_id": self.env.ref(
                    "xinxihua_project.parameter_application_rounds_required"
                ).id,
                "division_id": self.prefecture.id,
                "date_from": "2027-04-01",
                "value": "always",
            }
        )
        with self.assertRaises(UserError):
            self.make_project().action_submit()

    @freeze_time("2026-05-01 02:00:00")
    def test_filings_need_no_round(self):
        make_round(self, OPENS, CLOSES)
        project = self.make_project(100000, material=False)
        project.action_submit()
        self.assertEqual(project.state, "filing")

    @freeze_time("2026-03-10 02:00:00")
    def test_a_county_unit_applies_in_the_round_of_the_prefecture(self):
        current = make_round(self, OPENS, CLOSES)
        project = self.submitted(user=self.county_unit_officer)
        self.assertEqual((project.state, project.round_id), ("county_review", current))

    @freeze_time("2026-03-10 02:00:00")
    def test_a_supplement_inside_the_window_is_sent_to_the_round(self):
        make_round(self, OPENS, CLOSES)
        project = self.supplementary()
        with self.assertRaisesRegex(UserError, "测试集中申报批次"):
            project.action_submit()
        project.application_kind = "central"
        project.action_submit()
        self.assertEqual(project.state, "first_check")

    @freeze_time("2026-05-01 02:00:00")
    def test_a_supplement_outside_comes_in_with_evidence_and_urgency(self):
        make_round(self, OPENS, CLOSES)
        project = self.supplementary()
        project.action_submit()
        self.assertEqual((project.state, project.accepted_kind), ("first_check", "supplementary"))
        self.assertFalse(project.round_id)

    @freeze_time("2026-05-01 02:00:00")
    def test_a_supplement_lacks_one_thing_at_a_time(self):
        without_file = add_mandate(self, self.make_project())
        without_evidence = self.supplementary()
        without_evidence.mandate_ids.unlink()
        without_urgency = self.supplementary()
        without_urgency.urgency = "  "
        for project in (without_file, without_evidence, without_urgency):
            with self.assertRaises(UserError):
                project.action_submit()
            self.assertEqual(project.state, "draft")

    def test_a_returned_application_stays_in_its_round(self):
        current = make_round(self, OPENS, CLOSES)
        with freeze_time("2026-03-10 02:00:00"):
            project = self.submitted()
            project.with_user(self.bureau_officer).action_return("补正")
        with freeze_time("2026-05-01 02:00:00"):
            project.action_submit()
            self.assertEqual((project.state, project.round_id), ("first_check", current))

    def test_a_withdrawn_application_needs_an_open_window_again(self):
        make_round(self, OPENS, CLOSES)
        with freeze_time("2026-03-10 02:00:00"):
            project = self.submitted()
            project.action_withdraw()
            self.assertFalse(project.round_id)
        with freeze_time("2026-05-01 02:00:00"), self.assertRaises(UserError):
            project.action_submit()

    def test_a_returned_filing_that_grew_needs_the_window(self):
        make_round(self, OPENS, CLOSES)
        with freeze_time("2026-05-01 02:00:00"):
            project = self.make_project(100000)
            project.action_submit()
            project.filing_ids.with_user(self.bureau_officer).action_return("补正")
            project.write({"budget_amount": 900000, "procurement_amount": 900000})
            project.funding_ids.amount = 900000
            project.cost_line_ids.unit_price = 900000
            self.assertEqual((project.state, project.route), ("returned", "approval"))
            with self.assertRaises(UserError):
                project.action_submit()

    def test_the_review_list_fills_itself(self):
        domain = self.env["ir.actions.act_window"]._for_xml_id(
            "xinxihua_project.project_action_review_list"
        )["domain"]
        Project = self.env["xinxihua.project"].with_user(self.bureau_officer)

        def listed():
            return Project.search(literal_eval(domain))

        project = self.submitted(user=self.county_unit_officer)
        self.assertNotIn(project, listed())
        project.with_user(self.county_officer).action_forward()
        self.assertIn(project, listed())
        project.with_user(self.bureau_officer).action_return("补正")
        self.assertNotIn(project, listed())

    # -- the round itself -------------------------------------------------------------------------

    def test_who_publishes_and_what_it_needs(self):
        row = make_round(self, OPENS, CLOSES, publish=False)
        with self.assertRaises(UserError):
            row.action_publish()
        upload_to(row, "round_notice", self.bureau_officer)
        for user in (self.auditor, self.leader, self.unit_officer, self.county_officer):
            with self.assertRaises(UserError):
                row.with_user(user).action_publish()
        row.notice_number = False
        with self.assertRaises(UserError):
            row.action_publish()
        row.notice_number = "楚数〔2026〕1号"
        row.action_publish()
        with self.assertRaises(AccessError):
            row.with_user(self.bureau_officer).date_close = "2026-06-01 00:00:00"

    def test_windows_of_a_division_do_not_overlap(self):
        make_round(self, OPENS, CLOSES)
        with self.assertRaises(UserError):
            make_round(self, CLOSES, "2026-05-01 00:00:00")
        make_round(self, "2026-03-31 16:00:00", "2026-05-01 00:00:00")

    def test_window_state(self):
        row = make_round(self, OPENS, CLOSES, publish=False)
        self.assertEqual(row.window, "draft")
        upload_to(row, "round_notice", self.bureau_officer)
        row.action_publish()
        for moment, state in (
            ("2026-02-28 15:59:59", "upcoming"),
            (CLOSES, "open"),
            ("2026-03-31 16:00:00", "closed"),
        ):
            with freeze_time(moment):
                row.invalidate_recordset(["window"])
                self.assertEqual(row.window, state)

    def test_a_round_with_applications_is_not_taken_back(self):
        row = make_round(self, OPENS, CLOSES)
        with freeze_time("2026-03-10 02:00:00"):
            self.submitted()
        with self.assertRaises(UserError):
            row.action_revoke("笔误")
        with self.assertRaises(UserError):
            row.unlink()
        other = make_round(self, "2026-08-01 00:00:00", "2026-09-01 00:00:00")
        other.action_revoke("笔误")
        self.assertEqual(other.state, "draft")

    def test_units_see_published_rounds_only(self):
        draft = make_round(self, OPENS, CLOSES, publish=False)
        Round = self.env["xinxihua.application.round"].with_user(self.county_unit_officer)
        self.assertNotIn(draft, Round.search([]))
        upload_to(draft, "round_notice", self.bureau_officer)
        draft.action_publish()
        self.assertIn(draft, Round.search([]))
