# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Art. 5: the reserve and its clock."""

from unittest.mock import patch

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time
from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .rounds_case import RoundsCase, publish, upload_to

# two years from here without and with a 29 February
ENTRY_730 = "2025-06-02 02:00:00"
ENTRY_731 = "2026-06-01 02:00:00"


@tagged("post_install", "-at_install")
class TestReserve(RoundsCase):
    def run_clock(self):
        """Run the cron without its commits."""
        with patch.object(
            type(self.env["ir.cron"]), "_commit_progress", return_value=float("inf")
        ) as commits:
            self.env["xinxihua.reserve.entry"]._cron_clock()
        return commits

    def in_reserve(self, moment=ENTRY_730):
        """Return a project that a list published at a moment left over, and its stay."""
        with freeze_time(moment):
            rest = self.to_approve()
            self.row = self.published(self.to_approve(), year=fields.Date.to_date(moment[:10]).year)
        return rest, self.stay_of(rest)

    def later(self, stay, days):
        """Return a moment of the morning some days after the entry."""
        return f"{stay.date_entry + relativedelta(days=days)} 02:00:00"

    def test_the_rest_enters_at_publication(self):
        refused = self.to_approve()
        refused.with_user(self.bureau_approver).action_refuse("重复建设")
        checking = self.submitted()
        rest, stay = self.in_reserve("2026-06-01 02:00:00")
        self.assertEqual((stay.state, str(stay.date_entry)), ("active", "2026-06-01"))
        self.assertEqual(str(stay.date_expiry), "2028-06-01")
        self.assertEqual(stay.list_id, self.row)
        self.assertFalse(self.stay_of(refused), "refused projects do not enter")
        self.assertFalse(self.stay_of(checking), "what is not reviewed does not enter")
        self.assertFalse(self.stay_of(self.row.line_ids.project_id))
        self.assertEqual(rest.state, "approval")

    def test_day_729_730_731(self):
        _rest, stay = self.in_reserve(ENTRY_730)
        self.assertEqual((stay.date_expiry - stay.date_entry).days, 730)
        with freeze_time(self.later(stay, 729)):
            self.run_clock()
            self.assertEqual(stay.state, "active")
        with freeze_time(self.later(stay, 730)):
            self.run_clock()
            self.assertEqual((stay.state, stay.is_barred), ("expired", True))
            logs = len(stay.sudo().workflow_log_ids)
        with freeze_time(self.later(stay, 731)):
            self.run_clock()
            self.assertEqual(len(stay.sudo().workflow_log_ids), logs, "idempotent")

    def test_two_years_over_a_leap_day_are_731_days(self):
        _rest, stay = self.in_reserve(ENTRY_731)
        with freeze_time(self.later(stay, 730)):
            self.run_clock()
            self.assertEqual(stay.state, "active")
        with freeze_time(self.later(stay, 731)):
            self.run_clock()
            self.assertEqual(stay.state, "expired")

    def test_the_day_is_the_local_one(self):
        _rest, stay = self.in_reserve(ENTRY_730)
        day = stay.date_expiry - relativedelta(days=1)
        with freeze_time(f"{day} 15:59:59"):
            self.run_clock()
            self.assertEqual(stay.state, "active")
        with freeze_time(f"{day} 16:00:00"):
            self.run_clock()
            self.assertEqual(stay.state, "expired")

    def test_warnings_90_and_30_days_ahead(self):
        _rest, stay = self.in_reserve(ENTRY_730)
        for days, first, last in ((639, False, False), (640, True, False), (699, True, False)):
            with freeze_time(self.later(stay, days)):
                self.run_clock()
                self.assertEqual(bool(stay.date_first_warning), first)
                self.assertEqual(bool(stay.date_last_warning), last)
        users = stay.activity_ids.user_id
        self.assertIn(self.unit_officer, users)
        self.assertIn(self.bureau_officer, users)
        self.assertEqual(set(stay.activity_ids.mapped("date_deadline")), {stay.date_expiry})
        with freeze_time(self.later(stay, 700)):
            self.run_clock()
            count = len(stay.activity_ids)
            self.run_clock()
            self.assertTrue(stay.date_last_warning)
            self.assertEqual(len(stay.activity_ids), count, "warned once")
        with freeze_time(self.later(stay, 730)):
            self.run_clock()
            self.assertFalse(stay.activity_ids)

    def test_the_clock_commits_its_progress(self):
        self.in_reserve(ENTRY_730)
        with freeze_time("2027-06-02 02:00:00"):
            commits = self.run_clock()
        self.assertTrue(commits.called)

    def test_an_expired_project_applies_again(self):
        rest, stay = self.in_reserve(ENTRY_730)
        with freeze_time(self.later(stay, 730)):
            self.run_clock()
            row = self.list_of(rest, year=2027)
            with self.assertRaises(UserError):
                row.action_submit()
            with self.assertRaises(UserError):
                rest.with_user(self.bureau_approver).action_approve("同意", approved_amount=1)
            rest.with_user(self.bureau_officer).action_return("已出库,重新申报")
            self.assertFalse(stay.is_barred)
            rest.action_submit()
            self.check_all(rest)
            rest.with_user(self.bureau_officer).action_pass_first_check()
            self.panel(rest)
            rest.with_user(self.bureau_officer).action_conclude_review()
            publish(self, row, self.finance_approver)
            self.assertEqual(rest.annual_list_id, row)

    def test_promotion_without_filing_again(self):
        rest, stay = self.in_reserve(ENTRY_730)
        with freeze_time(self.later(stay, 300)):
            row = self.list_of(rest, year=2026)
            with self.assertRaises(UserError):
                row.action_submit()
            own = stay.with_user(self.unit_officer)
            own.write({"confirmed_amount": 800000.01, "changed_facts": "设备价格上涨"})
            with self.assertRaises(UserError):
                own.action_reconfirm()
            own.confirmed_amount = 750000
            own.action_reconfirm()
            self.assertEqual(row.total_amount, 750000)
            with self.assertRaises(AccessError):
                own.confirmed_amount = 1
            submitted = rest.date_submitted
            publish(self, row, self.finance_approver)
        self.assertEqual((stay.state, stay.selected_list_id), ("selected", row))
        self.assertEqual((rest.annual_list_id, rest.date_submitted), (row, submitted))

    def test_who_confirms_again(self):
        _rest, stay = self.in_reserve()
        for user in (self.other_officer, self.bureau_officer, self.auditor):
            with self.assertRaises(UserError):
                stay.with_user(user).write({"confirmed_amount": 1, "changed_facts": "无"})
            with self.assertRaises(UserError):
                stay.with_user(user).action_reconfirm()

    def test_a_project_already_inside_keeps_its_clock(self):
        rest, stay = self.in_reserve(ENTRY_730)
        with freeze_time(self.later(stay, 300)):
            self.published(self.to_approve(), year=2026)
        self.assertEqual(self.stay_of(rest), stay)
        self.assertEqual(str(stay.date_entry), ENTRY_730[:10])

    def test_the_stay_ends_with_the_project(self):
        for step, state in (("action_refuse", "left"), ("action_return", "left")):
            rest = self.to_approve()
            row = self.published(self.to_approve(), year=2040 if step == "action_refuse" else 2041)
            self.assertEqual(self.stay_of(rest).list_id, row)
            getattr(rest.with_user(self.bureau_approver), step)("重复建设")
            self.assertEqual(self.stay_of(rest).state, state)

    # -- the single case ----------------------------------------------------------------------

    def decision(self, stay, **vals):
        return (
            self.env["xinxihua.reserve.decision"]
            .with_user(self.bureau_officer)
            .create(
                {
                    "entry_id": stay.id,
                    "document_number": "楚政专纪〔2027〕3号",
                    "document_date": "2027-05-20",
                    "reason": "州政府专题会议议定",
                    **vals,
                }
            )
        )

    def test_a_decision_extends(self):
        rest, stay = self.in_reserve(ENTRY_730)
        with freeze_time(self.later(stay, 740)):
            self.run_clock()
            row = self.decision(stay, date_until="2027-12-31")
            approver = row.with_user(self.bureau_approver)
            with self.assertRaises(UserError):
                approver.action_record()
            upload_to(row, "reserve_decision", self.bureau_officer)
            with self.assertRaises(UserError):
                row.action_record()
            approver.action_record()
            self.assertEqual((stay.state, stay.is_barred), ("active", False))
            self.assertEqual(str(stay.date_expiry), "2027-12-31")
        with freeze_time("2027-12-30 02:00:00"):
            self.run_clock()
            self.assertEqual(stay.state, "active")
        with freeze_time("2027-12-31 02:00:00"):
            self.run_clock()
            self.assertEqual(stay.state, "expired")
        self.assertIn("decision", stay.sudo().workflow_log_ids.mapped("step"))
        self.assertEqual(rest.state, "approval")

    def test_a_decision_selects_through_an_amendment(self):
        rest, stay = self.in_reserve(ENTRY_730)
        with freeze_time(self.later(stay, 740)):
            self.run_clock()
            row = self.decision(stay, kind="select", list_id=self.row.id)
            upload_to(row, "reserve_decision", self.bureau_officer)
            row.with_user(self.bureau_approver).action_record()
            amendment = row.amendment_id
            self.assertEqual(amendment.line_ids.project_id, rest)
            self.assertFalse(rest.annual_list_id, "two confirmations are still needed")
            self.run_clock()
            self.assertEqual(stay.state, "active", "the clock stands still")
            own = stay.with_user(self.unit_officer)
            own.write({"confirmed_amount": 800000, "changed_facts": "无变化"})
            own.action_reconfirm()
            publish(self, amendment, self.finance_approver)
        self.assertEqual((rest.annual_list_id, stay.state), (self.row, "selected"))

    def test_what_a_decision_lacks(self):
        _rest, stay = self.in_reserve(ENTRY_730)
        for vals in (
            {"date_until": stay.date_expiry},
            {"date_until": False},
            {"kind": "select"},
            {"date_until": "2030-01-01", "reason": False},
            {"date_until": "2030-01-01", "document_number": False},
            {"date_until": "2030-01-01", "document_date": False},
        ):
            row = self.decision(stay, **vals)
            upload_to(row, "reserve_decision", self.bureau_officer)
            with self.subTest(vals=vals), self.assertRaises(UserError):
                row.with_user(self.bureau_approver).action_record()
            self.assertEqual(row.state, "draft")

    def test_a_recorded_decision_is_kept(self):
        _rest, stay = self.in_reserve(ENTRY_730)
        row = self.decision(stay, date_until="2030-01-01")
        upload_to(row, "reserve_decision", self.bureau_officer)
        row.with_user(self.bureau_approver).action_record()
        with self.assertRaises(UserError):
            row.with_user(self.bureau_approver).unlink()
        with self.assertRaises(AccessError):
            row.with_user(self.bureau_approver).reason = "改"

    def test_the_list_of_the_reserve(self):
        rest, stay = self.in_reserve()
        Stay = self.env["xinxihua.reserve.entry"]
        for user, seen in (
            (self.unit_officer, True),
            (self.other_officer, False),
            (self.bureau_officer, True),
            (self.county_officer, False),
            (self.auditor, True),
        ):
            self.assertEqual(stay in Stay.with_user(user).search([]), seen, user.login)
        with self.assertRaises(AccessError):
            rest.with_user(self.unit_officer).write({"reserve_entry_ids": [Command.clear()]})
