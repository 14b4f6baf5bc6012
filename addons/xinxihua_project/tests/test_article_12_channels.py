# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestArticle12(ProjectCase):
    """第十二条: the way of an application through county and prefecture."""

    def county_project(self, amount=800000.0, **vals):
        project = self.make_project(amount, user=self.county_unit_officer, **vals)
        project.action_submit()
        return project

    def test_a_prefecture_unit_applies_to_the_prefecture(self):
        project = self.submitted()
        self.assertRecordValues(
            project, [{"state": "first_check", "handling_unit_id": self.bureau.id}]
        )

    def test_a_county_unit_goes_through_its_bureau(self):
        project = self.county_project()
        self.assertRecordValues(
            project, [{"state": "county_review", "handling_unit_id": self.county_bureau.id}]
        )
        project.with_user(self.county_officer).action_forward("材料齐全")
        self.assertRecordValues(
            project, [{"state": "first_check", "handling_unit_id": self.bureau.id}]
        )

    def test_the_county_returns_with_a_reason(self):
        project = self.county_project()
        with self.assertRaisesRegex(UserError, "意见"):
            project.with_user(self.county_officer).action_return("  ")
        project.with_user(self.county_officer).action_return("缺资金来源")
        self.assertEqual(project.state, "returned")
        project.action_submit()
        self.assertRecordValues(project, [{"state": "county_review", "round": 2}])

    def test_what_the_prefecture_returned_goes_back_to_it(self):
        project = self.county_project()
        project.with_user(self.county_officer).action_forward()
        project.with_user(self.bureau_officer).action_return("补充依据")
        project.action_submit()
        self.assertRecordValues(
            project, [{"state": "first_check", "handling_unit_id": self.bureau.id}]
        )

    def test_the_county_cannot_approve(self):
        approver = self._user("bureau_approver", self.county_bureau, login="t_county_approver")
        project = self.county_project()
        with self.assertRaisesRegex(UserError, "县级审核|状态"):
            project.with_user(approver).action_approve(approved_amount=1)
        project.with_user(self.county_officer).action_forward()
        for step in ("action_return", "action_refuse"):
            with self.assertRaisesRegex(UserError, self.bureau.name[:4]):
                getattr(project.with_user(approver), step)("越权")
        self.assertEqual(project.state, "first_check")

    def test_another_county_cannot_forward(self):
        project = self.county_project()
        with self.assertRaises(UserError):
            project.with_user(self.other_county_officer).action_forward()
        self.assertEqual(project.state, "county_review")

    def test_common_projects_are_initiated_by_data_bureaus(self):
        project = self.make_project(biz_class="common")
        with self.assertRaisesRegex(UserError, "第十二条"):
            project.action_submit()

    def test_a_data_bureau_initiates_a_common_project(self):
        officer = self._user("unit_officer", self.bureau, login="t_bureau_unit")
        project = self.make_project(user=officer, biz_class="common")
        project.action_submit()
        self.assertEqual(project.state, "first_check")

    def test_the_first_way_is_a_rule_and_not_code(self):
        self.env["xinxihua.parameter.value"].create(
            {
                "parameter_id": self.env.ref(
                    "xinxihua_project.parameter_application_via_county"
                ).id,
                "division_id": self.county.id,
                "date_from": "2025-06-01",
                "value": "false",
            }
        )
        self.assertEqual(self.county_project().state, "first_check")
