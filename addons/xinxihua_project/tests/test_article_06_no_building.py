# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Art. 6: no procurement, contract or payment before the approval; elevated reviews."""

from unittest.mock import patch

from freezegun import freeze_time
from odoo.exceptions import UserError
from odoo.tests import tagged

from .rounds_case import RoundsCase


@tagged("post_install", "-at_install")
class TestNoBuilding(RoundsCase):
    def test_every_state_before_the_decision_is_refused(self):
        refused = self.to_approve()
        refused.with_user(self.bureau_approver).action_refuse("重复建设")
        returned = self.submitted()
        returned.with_user(self.bureau_officer).action_return("补正")
        filing = self.make_project(100000, material=False)
        filing.action_submit()
        for project in (
            self.make_project(),
            self.submitted(),
            self.in_review(),
            self.to_approve(),
            self.submitted(user=self.county_unit_officer),
            refused,
            returned,
            filing,
        ):
            with self.subTest(state=project.state):
                self.assertTrue(project._building_refusal())

    def test_a_place_on_the_list_is_no_approval(self):
        project = self.to_approve()
        self.published(project)
        self.assertTrue(project._building_refusal())

    def test_an_approval_opens(self):
        self.assertFalse(self.approved()._building_refusal())

    def test_an_accepted_filing_opens(self):
        project = self.make_project(100000, material=False)
        project.action_submit()
        filing = project.filing_ids.with_user(self.bureau_officer)
        filing.action_return("补正")
        self.assertTrue(project._building_refusal())
        project.action_submit()
        filing.action_accept()
        self.assertEqual(project.state, "filed")
        self.assertFalse(project._building_refusal())

    def test_the_day_before_the_approval(self):
        with freeze_time("2026-06-10 02:00:00"):
            project = self.approved()
        day = project.approval_date
        self.assertTrue(project._building_refusal(day.replace(day=day.day - 1)))
        self.assertFalse(project._building_refusal(day))

    def test_no_exception_opens_it(self):
        project = self.submitted()
        project.with_user(self.bureau_approver).action_grant_exception(
            {
                "ground_id": self.grounds[0].id,
                "basis_kind": "law",
                "basis_title": "法",
                "basis_number": "1",
                "authority": "省",
                "basis_date": "2025-01-01",
                "reason": "因",
            }
        )
        self.assertTrue(project._building_refusal())

    def test_the_consent_to_an_emergency_opens_it(self):
        project = self.submitted()
        with patch.object(type(project), "_emergency_unlock", return_value=True):
            self.assertFalse(project._building_refusal())
        self.assertFalse(project._emergency_unlock())

    # -- elevated review --------------------------------------------------------------------------

    def elevated(self, project, **vals):
        return (
            self.env["xinxihua.elevated.review"]
            .with_user(self.bureau_officer)
            .create(
                {
                    "project_id": project.id,
                    "document_number": "云数〔2026〕5号",
                    "document_date": "2026-05-20",
                    **vals,
                }
            )
        )

    @freeze_time("2026-06-10 02:00:00")
    def test_the_countdown_from_the_registration(self):
        project = self.to_approve()
        row = self.elevated(project)
        self.assertFalse(project.elevated_review)
        row.action_register()
        self.assertTrue(project.elevated_review)
        self.assertEqual(project.elevated_document, "云数〔2026〕5号")
        self.assertEqual((str(row.date_due), row.days_left), ("2026-07-10", 30))
        desk = row.sudo().activity_ids
        self.assertIn(self.bureau_approver, desk.user_id)
        self.assertEqual(set(desk.mapped("date_deadline")), {row.date_due})

    def test_the_countdown_starts_anew_with_the_annual_list(self):
        with freeze_time("2026-06-10 02:00:00"):
            project = self.to_approve()
            row = self.elevated(project)
            row.action_register()
        with freeze_time("2026-06-20 02:00:00"):
            self.published(project)
        self.assertEqual(str(row.date_due), "2026-07-20")
        desk = row.sudo().activity_ids
        self.assertEqual(set(desk.mapped("date_deadline")), {row.date_due})

    def test_the_decision_ends_it(self):
        approved, refused = self.reviewed(2)
        rows = self.elevated(approved) | self.elevated(refused)
        rows.action_register()
        approved.with_user(self.bureau_approver).action_approve("同意", approved_amount=800000)
        refused.with_user(self.bureau_approver).action_refuse("重复建设")
        self.assertEqual(rows.mapped("state"), ["done", "done"])
        self.assertFalse(rows.sudo().activity_ids)

    def test_what_the_countdown_needs(self):
        project = self.to_approve()
        with self.assertRaises(UserError):
            self.elevated(project, document_number=False).action_register()
        row = self.elevated(self.approved())
        with self.assertRaises(UserError):
            row.action_register()
        for user in (self.unit_officer, self.county_officer, self.auditor):
            with self.assertRaises(UserError):
                row.with_user(user).action_register()
