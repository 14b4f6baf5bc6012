# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Overdue things of articles 5, 6, 9 and 11: one list, by division, with who must act."""

from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time
from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .rounds_case import RoundsCase


@tagged("post_install", "-at_install")
class TestOverdue(RoundsCase):
    def overdue(self, document, user=None):
        """Return the overdue rows of a document that a user sees."""
        # the days are counted anew with each frozen time
        self.env["xinxihua.overdue"].invalidate_model()
        return (
            self.env["xinxihua.overdue"]
            .with_user(user or self.auditor)
            .search([("res_model", "=", document._name), ("res_id", "=", document.id)])
        )

    def at(self, day):
        """Return noon of a local day, as frozen time."""
        return freeze_time(f"{day} 04:00:00")

    def consented(self):
        Consent = self.env["xinxihua.emergency.consent"].with_user(self.unit_officer)
        consent = Consent.create(
            {
                "project_id": self.make_project(name="应急").id,
                "type_id": self.env.ref("xinxihua_project.emergency_type_accident").id,
                "facts": "堤坝险情",
            }
        )
        consent.action_submit()
        consent.with_user(self.bureau_officer).action_forward()
        consent.with_user(self.leader).action_consent()
        return consent

    def test_a_make_up_from_day_91(self):
        with self.at("2026-03-01"):
            consent = self.consented()
        due = consent.date_due
        self.assertEqual(consent.desk_due, due)
        for days, late in ((0, 0), (1, 1), (40, 40)):
            with self.at(due + timedelta(days=days)):
                row = self.overdue(consent)
                self.assertEqual(row.mapped("days_late"), [late] if late else [])
        with self.at(due + timedelta(days=1)):
            row = self.overdue(consent)
            self.assertEqual((row.unit_id, row.date_due), (self.agency, due))
            self.assertEqual(row.division_id, self.prefecture)
            self.assertIn(self.unit_officer.name, row.user_names)
            self.assertTrue(row.matter)
            self.assertEqual(row.res_name, "应急")
            self.assertEqual(
                row.with_user(self.auditor).action_open_document()["res_id"], consent.id
            )

    def test_who_sees_what(self):
        with self.at("2026-03-01"):
            consent = self.consented()
        with self.at("2026-09-01"):
            for user in (self.leader, self.auditor, self.bureau_officer, self.unit_officer):
                with self.subTest(user=user.login):
                    self.assertTrue(self.overdue(consent, user))
            for user in (self.other_officer, self.county_officer, self.county_unit_officer):
                with self.subTest(user=user.login):
                    self.assertFalse(self.overdue(consent, user))
            for user in (self.rules_admin, self.security_reviewer):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    self.overdue(consent, user)

    def test_the_edge_of_the_day_is_local(self):
        with self.at("2026-03-01"):
            consent = self.consented()
        day = consent.date_due
        # 23:59 and 00:01 of Shanghai
        with freeze_time(f"{day} 15:59:00"):
            self.assertFalse(self.overdue(consent))
        with freeze_time(f"{day} 16:01:00"):
            self.assertTrue(self.overdue(consent))

    def test_a_desk_of_the_bureau_until_it_acts(self):
        with self.at("2026-03-02"):
            project = self.submitted()
        due = project.desk_due
        self.assertTrue(due)
        with self.at(due + timedelta(days=3)):
            row = self.overdue(project)
            self.assertEqual((row.unit_id, row.days_late), (self.bureau, 3))
            project.with_user(self.bureau_officer).action_return("补正")
            self.assertFalse(self.overdue(project))

    def test_a_budget_that_was_not_reported(self):
        project = self.to_approve()
        with self.at("2026-06-10"):
            self.published(project)
        task = project.sudo().budget_task_ids
        with self.at("2026-07-10"):
            self.assertFalse(self.overdue(task))
        with self.at("2026-07-11"):
            self.assertEqual(self.overdue(task).unit_id, self.agency)
            task.with_user(self.unit_officer).action_prepare()
            self.assertFalse(self.overdue(task))

    # -- migrations (art. 9) --------------------------------------------------------------

    def system(self, **vals):
        return self.env["xinxihua.information.system"].create(
            {
                "name": "测试旧系统",
                "unit_id": self.agency.id,
                "date_online": "2018-01-01",
                "hosting": "own",
                "date_migration": "2026-06-30",
                **vals,
            }
        )

    def run_cron(self):
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=60):
            self.env["xinxihua.information.system"]._cron_migration()

    def reminders(self, system):
        kind = self.env.ref("xinxihua_project.mail_activity_type_migration")
        return system.sudo().activity_ids.filtered(lambda row: row.activity_type_id == kind)

    def test_a_late_migration_asks_the_unit_once(self):
        system, moved, stopped = self.system(), self.system(hosting="cloud"), self.system()
        stopped.with_user(self.unit_officer).action_stop("停用")
        with self.at("2026-06-30"):
            self.run_cron()
            self.assertFalse(self.overdue(system))
            self.assertFalse(self.reminders(system))
        with self.at("2026-07-01"):
            self.run_cron()
            self.run_cron()
            own = self.reminders(system)
            self.assertEqual(own.user_id, self.unit_officer | self.unit_leader)
            self.assertEqual(len(own), 2, "once a person")
            self.assertEqual(self.overdue(system).mapped("source"), ["migration"])
            self.assertFalse(self.overdue(moved))
            self.assertFalse(self.overdue(stopped))
            self.assertFalse(self.reminders(moved) | self.reminders(stopped))

    def test_a_step_leaves_the_reminder_and_the_migration_clears_it(self):
        system = self.system()
        with self.at("2026-07-01"):
            self.run_cron()
            criterion = self.env["xinxihua.catalogue.item"].search(
                [("kind", "=", "zombie_criterion")], limit=1
            )
            system.with_user(self.bureau_officer).action_mark_zombie("闲置", criterion.ids)
            self.assertTrue(self.reminders(system))
            system.with_user(self.unit_officer).write({"date_migration": "2026-12-31"})
            self.assertFalse(self.reminders(system))
            self.assertFalse(system.date_reminded)
        with self.at("2027-01-01"):
            self.run_cron()
            self.assertTrue(self.reminders(system))
            self.assertEqual(set(self.overdue(system).mapped("source")), {"desk", "migration"})
            system.with_user(self.unit_officer).write({"hosting": "cloud"})
            self.assertFalse(self.reminders(system))
            self.assertEqual(self.overdue(system).mapped("source"), ["desk"])

    def test_the_clock_commits_its_progress(self):
        systems = self.env["xinxihua.information.system"]
        for index in range(3):
            systems |= self.system(name=f"旧系统 {index}")
        with self.at("2026-07-01"):
            before = self.env.cr.sql_log_count
            systems._remind_of_migration()
            self.assertLess(self.env.cr.sql_log_count - before, 80)
            self.assertEqual(
                set(systems.mapped("date_reminded")), {fields.Date.to_date("2026-06-30")}
            )

    def test_the_list_costs_the_same_for_8_rows_and_for_80(self):
        for index in range(80):
            self.system(name=f"旧系统 {index}")
        self.env.flush_all()
        names = (
            "res_name",
            "type_name",
            "unit_id",
            "matter",
            "date_due",
            "days_late",
            "user_names",
        )
        wanted = {
            name: {"fields": {"display_name": {}}} if name == "unit_id" else {} for name in names
        }

        def cost(limit):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows = self.env["xinxihua.overdue"].with_user(self.leader)
            found = rows.web_search_read([("source", "=", "migration")], wanted, limit=limit)
            self.assertEqual(len(found["records"]), limit)
            return self.env.cr.sql_log_count - before

        with self.at("2026-07-01"):
            cost(80)
            self.assertEqual(cost(8), cost(80))
