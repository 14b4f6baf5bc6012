# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Art. 37, 38: the figures of the law through time and space, and who may change them."""

from datetime import date

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import TransactionCase, freeze_time, new_test_user

from ..models.ch1_general.parameter_codec import parse_value

FIGURES = {
    "approval_threshold_build": 500000.0,
    "approval_threshold_service": 200000.0,
    "procurement_limit": 600000.0,
    "overlap_rule": "approval_first",
    "multi_year_basis": "whole_term",
    "catalogue_below_threshold": "filing",
    "application_via_county": True,
    "change_filing_scale": 0.1,
    "reserve_validity_months": 24,
    "self_evaluation_due": "03-31",
    "performance_fail_score": 60.0,
    "effective_date": date(2025, 5, 8),
}
# who receives what; the text names the prefecture, or the own level (本级)
ADDRESSEES = {
    "prefecture": (
        "application annual_list emergency approval procurement_plan resource_request "
        "self_evaluation"
    ),
    "own": "fund_plan small_project contract change acceptance om_application money_return",
}
BAD_VALUES = {
    "approval_threshold_build": ("五十万", "", "50,0000"),
    "change_filing_scale": ("十分之一", "10%%"),
    "approval_days": ("30.5", "一个月"),
    "reserve_validity_months": ("两年",),
    "self_evaluation_due": ("02-30", "3月31日"),
    "application_via_county": ("也许",),
    "effective_date": ("2025-13-01",),
    "overlap_rule": ("whoever_first",),
    "addressee_approval": ("nation",),
}


class TestArticle37Parameter(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.prefecture = cls.env.ref("xinxihua_project.division_532300")
        cls.county = cls.env.ref("xinxihua_project.division_532322")
        cls.other_county = cls.env.ref("xinxihua_project.division_532301")
        cls.elsewhere = cls.env["xinxihua.division"].create(
            {"name": "别处州", "code": "539900", "level": "prefecture"}
        )
        cls.today = fields.Date.today()
        cls.admin = new_test_user(
            cls.env, "parameter.admin", groups="xinxihua_project.group_rules_admin"
        )
        cls.threshold = cls.env.ref("xinxihua_project.parameter_approval_threshold_build")
        cls.in_force = cls.env.ref(
            "xinxihua_project.parameter_value_approval_threshold_build"
        ).with_user(cls.admin)

    def get(self, code, day=None, division=None):
        return self.env["xinxihua.parameter"]._get(
            code, day or self.today, division or self.prefecture
        )

    def add(self, value, date_from, division=None, code="approval_threshold_build", user=None):
        """Add a dated value, as the rules administrator unless another user is named."""
        parameter = self.env.ref(f"xinxihua_project.parameter_{code}")
        return (
            self.env["xinxihua.parameter.value"]
            .with_user(user or self.admin)
            .create(
                {
                    "parameter_id": parameter.id,
                    "division_id": (division or self.prefecture).id,
                    "date_from": date_from,
                    "value": value,
                }
            )
        )

    def day(self, days):
        return fields.Date.add(self.today, days=days)

    # -- what is shipped ------------------------------------------------------------

    def test_every_parameter_counts_today_everywhere_in_the_prefecture(self):
        parameters = self.env["xinxihua.parameter"].search([])
        self.assertGreaterEqual(len(parameters), 60)
        for division in self.prefecture | self.prefecture.child_ids:
            for parameter in parameters:
                value = self.get(parameter.code, division=division)
                self.assertNotIn(value, (None, ""), parameter.code)

    def test_every_shipped_value_fits_its_parameter(self):
        for row in self.env["xinxihua.parameter.value"].search([]):
            parameter = row.parameter_id
            parse_value(row.value, parameter.value_type, parameter.choices)
            self.assertTrue(parameter.article_id, parameter.code)
            self.assertTrue(parameter.note, parameter.code)

    def test_figures_of_the_regulation(self):
        for code, value in FIGURES.items():
            self.assertEqual(self.get(code), value, code)

    def test_addressee_matrix(self):
        for level, acts in ADDRESSEES.items():
            for act in acts.split():
                self.assertEqual(self.get(f"addressee_{act}"), level, act)

    def test_procurement_limit_is_the_provinces_and_older(self):
        self.assertEqual(self.get("procurement_limit", date(2024, 2, 1)), 600000.0)

    # -- a new value ----------------------------------------------------------------

    def test_future_value_counts_from_its_day_only(self):
        self.add("800000", self.day(30))
        self.assertEqual(self.get("approval_threshold_build"), 500000.0)
        self.assertEqual(self.get("approval_threshold_build", self.day(29)), 500000.0)
        self.assertEqual(self.get("approval_threshold_build", self.day(30)), 800000.0)

    def test_future_value_may_be_corrected_and_taken_back(self):
        row = self.add("800000", self.day(30))
        row.value = "900000"
        self.assertEqual(self.get("approval_threshold_build", self.day(30)), 900000.0)
        row.unlink()
        self.assertEqual(self.get("approval_threshold_build", self.day(30)), 500000.0)

    def test_county_value_counts_before_the_prefectures_and_there_only(self):
        self.add("300000", self.day(0), self.county)
        code = "approval_threshold_build"
        self.assertEqual(self.get(code, division=self.county), 300000.0)
        self.assertEqual(self.get(code, division=self.other_county), 500000.0)
        self.assertEqual(self.get(code, self.day(-1), self.county), 500000.0)

    def test_another_prefecture_brings_its_own_figures(self):
        self.add("1000000", date(2025, 1, 1), self.elsewhere)
        self.assertEqual(self.get("approval_threshold_build", division=self.elsewhere), 1000000.0)
        self.assertEqual(self.get("approval_threshold_build"), 500000.0)

    # -- refusals -------------------------------------------------------------------

    def test_value_in_force_is_not_changed(self):
        with self.assertRaisesRegex(UserError, "never changed"):
            self.in_force.value = "1"
        with self.assertRaisesRegex(UserError, "never changed"):
            self.in_force.date_from = self.day(5)
        with self.assertRaisesRegex(UserError, "never changed"):
            self.in_force.division_id = self.county
        self.assertEqual(self.get("approval_threshold_build"), 500000.0)

    def test_value_in_force_is_not_deleted(self):
        with self.assertRaisesRegex(UserError, "never changed"):
            self.in_force.unlink()
        with self.assertRaisesRegex(UserError, "never changed"):
            self.threshold.with_user(self.admin).value_ids = [
                fields.Command.delete(self.in_force.id)
            ]

    def test_new_value_is_not_backdated(self):
        with self.assertRaisesRegex(UserError, "today or later"):
            self.add("800000", self.day(-1))

    def test_county_value_is_not_backdated_under_the_prefectures(self):
        with self.assertRaisesRegex(UserError, "today or later"):
            self.add("800000", self.day(-1), self.county)

    def test_future_value_is_not_moved_into_the_past(self):
        row = self.add("800000", self.day(30))
        with self.assertRaisesRegex(UserError, "today or later"):
            row.date_from = self.day(-1)

    def test_future_value_is_history_once_its_day_has_come(self):
        row = self.add("800000", self.day(30))
        with freeze_time(self.day(30)), self.assertRaisesRegex(UserError, "never changed"):
            row.value = "700000"

    def test_nothing_counts_before_the_regulation(self):
        with self.assertRaisesRegex(UserError, "no value"):
            self.get("approval_threshold_build", date(2025, 5, 7))

    def test_nothing_counts_in_another_prefecture(self):
        with self.assertRaisesRegex(UserError, "no value"):
            self.get("approval_threshold_build", division=self.elsewhere)

    def test_unknown_parameter_is_named(self):
        with self.assertRaisesRegex(UserError, "approval_threshold_moon"):
            self.get("approval_threshold_moon")

    def test_values_that_do_not_fit_are_refused(self):
        for code, values in BAD_VALUES.items():
            for value in values:
                with self.subTest(code=code, value=value), self.assertRaises(ValidationError):
                    self.add(value, self.day(10), code=code)

    def test_nobody_but_the_rules_admin_adds_a_value(self):
        for role in ("unit_leader", "bureau_approver", "finance_approver", "auditor"):
            user = new_test_user(
                self.env, f"parameter.{role}", groups=f"xinxihua_project.group_{role}"
            )
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.add("1", self.day(10), user=user)
