# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle11(ProjectCase):
    """第十一条: build first with the leader's consent, make up the approval in time."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.type = cls.env.ref("xinxihua_project.emergency_type_natural_disaster")

    def request(self, project=None, user=None):
        user = user or self.unit_officer
        project = project or self.make_project(user=user)
        return (
            self.env["xinxihua.emergency.consent"]
            .with_user(user)
            .create({"project_id": project.id, "type_id": self.type.id, "facts": "地震监测"})
        )

    def at_leader(self, **kwargs):
        consent = self.request(**kwargs)
        consent.action_submit()
        consent.with_user(self.bureau_officer).action_forward("情况属实")
        return consent

    def consented(self, **kwargs):
        consent = self.at_leader(**kwargs)
        consent.with_user(self.leader).action_consent("同意")
        return consent

    def test_five_types_are_data(self):
        codes = self.env["xinxihua.catalogue.item"]._in_force(
            "emergency_type", self.env.cr.now().date(), self.prefecture
        )
        self.assertEqual(len(codes), 5)

    def test_through_the_bureau_to_the_leader(self):
        consent = self.request()
        project = consent.project_id
        consent.action_submit()
        self.assertFalse(project._emergency_unlock())
        with self.assertRaises(UserError):
            consent.with_user(self.leader).action_consent()
        self.assertIn(self.bureau_officer, consent.sudo().activity_ids.user_id)
        consent.with_user(self.bureau_officer).action_forward("情况属实")
        self.assertIn(self.leader, consent.sudo().activity_ids.user_id)
        self.assertFalse(project._emergency_unlock())
        for user in (self.bureau_officer, self.bureau_approver, self.unit_officer):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                consent.with_user(user).action_consent()
        self.assertEqual(project.with_user(self.leader).name, project.name)
        consent.with_user(self.leader).action_consent("同意先建")
        self.assertEqual(consent.state, "consented")
        self.assertTrue(project._emergency_unlock())
        self.assertIn(self.unit_officer, consent.sudo().activity_ids.user_id)

    def test_refused_or_returned_unlocks_nothing(self):
        consent = self.at_leader()
        with self.assertRaises(UserError):
            consent.with_user(self.leader).action_refuse(" ")
        consent.with_user(self.leader).action_refuse("不属突发事件")
        self.assertFalse(consent.project_id._emergency_unlock())
        again = self.request(project=consent.project_id)
        again.action_submit()
        with self.assertRaises(UserError):
            again.with_user(self.bureau_officer).action_return()
        again.with_user(self.bureau_officer).action_return("补充事实")
        self.assertEqual(again.state, "returned")
        self.assertFalse(again.project_id._emergency_unlock())

    def test_overdue_from_day_91(self):
        with freeze_time("2026-01-05 02:00:00"):
            consent = self.consented()
            self.assertEqual(str(consent.date_due), "2026-04-05")
            activity = consent.sudo().activity_ids[:1]
            self.assertEqual(activity.date_deadline, consent.date_due)
        overdue = [("is_overdue", "=", True), ("id", "=", consent.id)]
        for day, late in (("2026-04-05 04:00:00", False), ("2026-04-06 04:00:00", True)):
            with freeze_time(day):
                self.env.invalidate_all()
                for user in (self.leader, self.auditor, self.bureau_officer):
                    with self.subTest(day=day, user=user.login):
                        found = consent.with_user(user).search(overdue)
                        self.assertEqual(bool(found), late)
                        self.assertEqual(consent.with_user(user).is_overdue, late)

    def test_the_edge_of_the_day_is_local(self):
        with freeze_time("2026-01-05 02:00:00"):
            consent = self.consented().with_context(tz="Asia/Shanghai")
        with freeze_time("2026-04-05 15:59:59"):
            self.assertFalse(consent.is_overdue)
            consent.invalidate_recordset(["is_overdue"])
        with freeze_time("2026-04-05 16:00:00"):
            self.assertTrue(consent.is_overdue)

    def test_acceptance_waits_for_the_ordinary_approval(self):
        consent = self.consented()
        project = consent.project_id
        self.assertIn(str(consent.date_due), project._acceptance_refusal_emergency())
        project.action_submit()
        self.check_all(project)
        project.with_user(self.bureau_officer).action_pass_first_check()
        self.panel(project)
        project.with_user(self.bureau_officer).action_conclude_review()
        self.assertTrue(project._acceptance_refusal_emergency())
        project.with_user(self.bureau_approver).action_approve("同意", approved_amount=800000)
        self.assertFalse(project._acceptance_refusal_emergency())
        self.assertEqual(consent.state, "made_up")
        self.assertTrue(consent.date_made_up)
        self.assertFalse(consent.sudo().activity_ids)
        self.assertTrue(project._emergency_unlock())

    def test_a_filing_makes_up_a_small_project(self):
        consent = self.consented(project=self.make_project(100000, material=False))
        project = consent.project_id
        project.action_submit()
        project.sudo().filing_ids.sudo(False).with_user(self.bureau_officer).action_accept()
        self.assertEqual(consent.state, "made_up")
        self.assertFalse(project._acceptance_refusal_emergency())

    def test_consent_waives_no_check(self):
        project = self.consented().project_id
        project.action_submit()
        with self.assertRaises(UserError):
            project.with_user(self.bureau_officer).action_pass_first_check()

    def test_an_ordinary_project_is_neither_unlocked_nor_blocked(self):
        project = self.make_project()
        self.assertFalse(project._emergency_unlock())
        self.assertFalse(project._acceptance_refusal_emergency())

    def test_an_approved_project_needs_no_consent(self):
        consent = self.request(project=self.approved())
        with self.assertRaises(UserError):
            consent.action_submit()

    def test_one_consent_a_project(self):
        consent = self.request()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.request(project=consent.project_id)

    def test_a_county_asks_the_prefecture(self):
        consent = self.consented(user=self.county_unit_officer)
        self.assertEqual(consent.state, "consented")
        log = consent.sudo().workflow_log_ids.filtered(lambda row: row.step == "forward")
        self.assertEqual(log.unit_id, self.bureau)

    def test_who_reads_and_who_writes(self):
        consent = self.request()
        for user in (self.bureau_officer, self.leader, self.other_officer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                consent.with_user(user).read(["facts"])
        with self.assertRaises(AccessError):
            self.request(user=self.unit_officer, project=self.make_project(user=self.other_officer))
        consent.action_submit()
        with self.assertRaises(AccessError):
            consent.write({"facts": "改"})
        with self.assertRaises(AccessError):
            self.request().write({"date_consented": "2026-01-01"})
        with self.assertRaises(AccessError):
            self.request().write({"state": "consented"})
