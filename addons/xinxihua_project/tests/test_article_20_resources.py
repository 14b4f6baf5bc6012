# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Cloud and common capabilities are granted by the prefecture, not bought (art. 20)."""

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .contract_case import ContractCase


@freeze_time("2026-01-10")
@tagged("post_install", "-at_install")
class TestArticle20(ContractCase):
    def setUp(self):
        super().setUp()
        self.project = self.approved(800000)

    def granted(self):
        request = self.make_request(self.project)
        request.action_submit()
        desk = request.with_user(self.bureau_officer)
        desk.action_grant_as_asked()
        desk.action_grant()
        return request

    def test_granted_as_asked(self):
        request = self.granted()
        self.assertEqual(request.state, "granted")
        self.assertEqual(request.sudo().bureau_id, self.bureau)
        self.assertIn("〔2026〕1号", request.grant_number)
        self.assertRecordValues(
            request.grant_ids, [{"name": "云主机", "quantity": 4, "specification": "8核16G"}]
        )

    def test_less_is_granted_with_a_reason(self):
        request = self.make_request(self.project)
        request.action_submit()
        desk = request.with_user(self.bureau_officer)
        line = request.line_ids
        with self.assertRaisesRegex(ValidationError, "云主机"), self.env.cr.savepoint():
            desk.env["xinxihua.resource.grant"].create({"line_id": line.id, "quantity": 0})
        desk.env["xinxihua.resource.grant"].create(
            {"line_id": line.id, "quantity": 0, "note": "现有资源可以满足。"}
        )
        desk.action_grant()
        self.assertEqual(request.state, "granted")

    def test_idle_when_used_too_little(self):
        grant = self.granted().grant_ids.with_user(self.bureau_officer)
        self.assertFalse(grant.is_idle)
        grant.write({"date_measured": "2026-06-01", "used_share": 0.0999})
        self.assertTrue(grant.is_idle)
        grant.used_share = 0.1
        self.assertFalse(grant.is_idle)

    def test_a_purchase_of_what_is_granted_is_refused(self):
        self.env.ref("xinxihua_project.cost_category_software").is_granted = False
        line = self.project.sudo().cost_line_ids
        line.copy({"category_id": self.env.ref("xinxihua_project.cost_category_cloud").id})
        cloud = self.project.sudo().cost_line_ids - line
        cloud.unit_price = 100000
        plan = self.make_plan(self.project, 700000.01)
        with self.assertRaisesRegex(UserError, "700,000.01.*700,000.00.*第二十条"):
            plan.action_submit()
        plan.package_ids.write({"budget_amount": 700000, "ceiling_amount": 700000})
        plan.action_submit()

    # -- refusals -------------------------------------------------------------------------

    def test_everything_missing_is_named(self):
        request = self.make_request(self.project, purpose=False)
        request.line_ids.write({"specification": False})
        with self.assertRaises(UserError) as refusal:
            request.action_submit()
        for words in ("第二十条", "云主机"):
            self.assertIn(words, str(refusal.exception))

    def test_only_granted_kinds(self):
        request = self.make_request(self.project)
        request.line_ids.category_id = self.env.ref("xinxihua_project.cost_category_hardware")
        with self.assertRaisesRegex(UserError, "采购方案"):
            request.action_submit()

    def test_no_grant_without_a_row_for_each_line(self):
        request = self.make_request(self.project)
        request.action_submit()
        with self.assertRaisesRegex(UserError, "云主机"):
            request.with_user(self.bureau_officer).action_grant()

    def test_more_than_asked_is_refused(self):
        request = self.make_request(self.project)
        request.action_submit()
        with self.assertRaisesRegex(ValidationError, "5.*4"):
            self.env["xinxihua.resource.grant"].with_user(self.bureau_officer).create(
                {
                    "line_id": request.line_ids.id,
                    "quantity": 5,
                    "date_from": "2026-02-01",
                    "date_until": "2026-03-01",
                }
            )

    def test_a_given_grant_stays(self):
        grant = self.granted().grant_ids
        with self.assertRaises(UserError):
            grant.with_user(self.bureau_officer).write({"quantity": 1})
        with self.assertRaises(AccessError):
            grant.with_user(self.bureau_officer).unlink()

    def test_units_do_not_grant_themselves(self):
        request = self.make_request(self.project)
        request.action_submit()
        values = {
            "line_id": request.line_ids.id,
            "quantity": 1,
            "date_from": "2026-02-01",
            "date_until": "2026-03-01",
        }
        for user in (self.unit_officer, self.county_officer, self.finance_officer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["xinxihua.resource.grant"].with_user(user).create(values)
            with self.subTest(user=user.login), self.assertRaises(UserError):
                request.with_user(user).action_grant()
