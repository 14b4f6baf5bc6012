# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The prefecture buys once for several levels, each pays its share (art. 21)."""

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .contract_case import ContractCase


@freeze_time("2026-01-10")
@tagged("post_install", "-at_install")
class TestArticle21(ContractCase):
    def joint(self, first, second, amount=800000, **vals):
        project = self.approved(amount, name="统采平台")
        return self.make_plan(
            project,
            amount,
            **{
                "is_joint": True,
                "share_ids": [
                    Command.create({"payer_id": self.agency.id, "share": first}),
                    Command.create({"payer_id": self.county_agency.id, "share": second}),
                ],
                **vals,
            },
        )

    def test_shares_of_a_hundred(self):
        plan = self.joint(60, 40)
        plan.action_submit()
        self.assertEqual(plan.share_ids.mapped("amount"), [480000, 320000])

    def test_no_cent_is_lost(self):
        plan = self.joint(33.33, 66.67, amount=1000000.01)
        self.assertEqual(round(sum(plan.share_ids.mapped("amount")), 2), 1000000.01)

    def test_a_hundredth_is_missing(self):
        plan = self.joint(60, 39.99)
        with self.assertRaisesRegex(UserError, "99.99.*第二十一条"):
            plan.action_submit()

    def test_shares_without_the_mark(self):
        plan = self.joint(60, 40, is_joint=False)
        with self.assertRaisesRegex(UserError, "多级"):
            plan.action_submit()

    def test_a_county_does_not_buy_for_the_prefecture(self):
        project = self.make_project(800000, user=self.county_unit_officer)
        plan = self.env["xinxihua.procurement"].create(
            {"name": "x", "project_id": project.id, "is_joint": True}
        )
        self.assertTrue(
            any("第二十一条" in str(reason) for reason in plan._wrong_paper() if reason)
        )

    def test_payers_read_nothing_they_may_not_write(self):
        plan = self.joint(60, 40)
        share = plan.share_ids[0]
        with self.assertRaises(AccessError):
            share.with_user(self.county_unit_officer).write({"share": 1})
        plan.action_submit()
        with self.assertRaises(AccessError):
            share.write({"share": 50})
