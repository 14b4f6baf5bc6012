# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle10(ProjectCase):
    """第十条: lead and participants plan a joint project together."""

    def joint(self, lead=60.0, other=40.0, **vals):
        return self.make_project(
            lead_share=lead,
            participant_ids=[
                Command.create(
                    {
                        "unit_id": self.other_agency.id,
                        "role": "数据提供",
                        "contribution": "水文数据",
                        "share": other,
                    }
                )
            ],
            **vals,
        )

    def confirmed(self, **kwargs):
        project = self.joint(**kwargs)
        project.with_user(self.other_officer).action_confirm_part()
        return project

    def test_submitted_when_all_have_confirmed(self):
        project = self.joint()
        with self.assertRaisesRegex(UserError, self.other_agency.name):
            project.action_submit()
        project.action_ask_participants()
        self.assertEqual(project.sudo().activity_ids.user_id, self.other_officer)
        own = project.with_user(self.other_officer)
        self.assertTrue(own.can_confirm_part)
        own.action_confirm_part()
        self.assertFalse(project.sudo().activity_ids)
        self.assertFalse(own.can_confirm_part)
        log = project.sudo().workflow_log_ids[:1]
        self.assertEqual((log.step, log.unit_id), ("confirm_part", self.other_agency))
        project.action_submit()
        self.assertEqual(project.state, "first_check")

    def test_shares_add_up_to_exactly_100(self):
        for lead, other, right in (
            (59.99, 40.0, False),
            (60.01, 40.0, False),
            (60.0, 40.0, True),
            (33.34, 66.66, True),
            (0.1, 99.9, True),
        ):
            project = self.confirmed(lead=lead, other=other, name=f"联合 {lead}")
            with self.subTest(lead=lead):
                if right:
                    project.action_submit()
                    self.assertEqual(project.state, "first_check")
                else:
                    with self.assertRaises(UserError):
                        project.action_submit()

    def test_three_thirds(self):
        project = self.confirmed(lead=33.34, other=33.33)
        project.participant_ids = [
            Command.create({"unit_id": self.county_agency.id, "role": "试点", "share": 33.33})
        ]
        project.with_user(self.county_unit_officer).action_confirm_part()
        project.action_submit()
        self.assertEqual(project.state, "first_check")

    def test_a_change_asks_for_the_confirmation_again(self):
        for vals in ({"role": "统一门户"}, {"share": 39.5}, {"contribution": "更多"}):
            project = self.confirmed(name=str(vals))
            row = project.participant_ids
            self.assertTrue(row.is_confirmed)
            row.write(vals)
            self.assertFalse(row.is_confirmed)
        project = self.confirmed()
        project.write({"budget_amount": 900000})
        self.assertFalse(project.participant_ids.is_confirmed)

    def test_nobody_confirms_for_another_unit(self):
        project = self.joint()
        for user in (self.unit_officer, self.unit_leader):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                project.with_user(user).action_confirm_part()
        for user in (self.county_unit_officer, self.bureau_officer):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                project.with_user(user).action_confirm_part()
        with self.assertRaises(AccessError):
            project.participant_ids.write({"confirmed_terms": "x", "date_confirmed": "2026-01-01"})
        self.assertFalse(project.participant_ids.is_confirmed)

    def test_a_participant_reads_and_does_not_write(self):
        project = self.joint()
        own = project.with_user(self.other_officer)
        self.assertEqual(own.funding_ids.amount, 800000)
        for record, vals in ((own, {"name": "x"}), (own.participant_ids, {"share": 1})):
            with self.assertRaises(AccessError):
                record.write(vals)
        with self.assertRaises(AccessError):
            self.make_project().with_user(self.other_officer).read(["name"])
        with self.assertRaises(UserError):
            own.action_submit()

    def test_nothing_to_confirm_after_the_submission(self):
        project = self.confirmed()
        project.action_submit()
        with self.assertRaises(UserError):
            project.with_user(self.other_officer).action_confirm_part()
        with self.assertRaises(AccessError):
            project.participant_ids.write({"share": 10})

    def test_the_lead_is_no_participant(self):
        with self.assertRaises(ValidationError):
            self.make_project(
                participant_ids=[
                    Command.create({"unit_id": self.agency.id, "role": "x", "share": 50})
                ]
            )

    def test_a_unit_takes_part_once(self):
        project = self.joint()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            project.participant_ids = [
                Command.create({"unit_id": self.other_agency.id, "role": "x", "share": 1})
            ]
            self.env.flush_all()

    def test_a_project_of_one_unit_needs_no_share(self):
        project = self.make_project()
        project.action_submit()
        self.assertEqual(project.state, "first_check")
