# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Two leaders at the same time: the same money is not given twice."""

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger
from psycopg2.errors import SerializationFailure


@tagged("post_install", "-at_install")
class TestTwoLeaders(TransactionCase):
    """Two real transactions: what they need is committed, and taken away at the end."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
            bureau = env.ref("xinxihua_project.unit_data_bureau_532300")
            agency = env["xinxihua.unit"].create(
                {"name": "并发测试局", "division_id": bureau.division_id.id}
            )
            project = env["xinxihua.project"].create(
                {
                    "name": "并发测试项目",
                    "unit_id": agency.id,
                    "state": "approved",
                    "approved_amount": 800000,
                }
            )
            plans = env["xinxihua.fund.plan"]
            for year in (2097, 2098):
                plans |= plans.create(
                    {
                        "fiscal_year": year,
                        "unit_id": bureau.id,
                        "state": "leader_approval",
                        "line_ids": [
                            (
                                0,
                                0,
                                {
                                    "project_id": project.id,
                                    # county money needs no list; its level is judged elsewhere
                                    "source": "central",
                                    "available_amount": 500000,
                                    "planned_amount": 500000,
                                },
                            )
                        ],
                    }
                )
            cls.made = [(record._name, record.ids) for record in (plans, project, agency)]
            cls.plan_ids = plans.ids
        cls.addClassCleanup(cls.take_away)

    @classmethod
    def take_away(cls):
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            for name, ids in cls.made:
                env["mail.message"].search([("model", "=", name), ("res_id", "in", ids)]).unlink()
                cr.execute(
                    "DELETE FROM xinxihua_workflow_log WHERE res_model = %s AND res_id = ANY(%s)",
                    [name, ids],
                )
                cr.execute(f"DELETE FROM {env[name]._table} WHERE id = ANY(%s)", [ids])

    def plan(self, cr, index):
        env = api.Environment(cr, SUPERUSER_ID, {"lang": "zh_CN"})
        return env["xinxihua.fund.plan"].browse(self.plan_ids[index])

    def approve(self, plan):
        """Take the leader's step as the judge does, without asking who it is."""
        plan._before_judging("approve_plan")
        reasons = plan._blocker_sums().get(plan.id) or ""
        if "800,000.00" in reasons:
            raise UserError(reasons)
        plan._take_step("approve_plan", "同意", {})
        plan.env.flush_all()

    def test_the_second_is_told_then_counts_anew(self):
        with self.registry.cursor() as first, self.registry.cursor() as second:
            # the second leader has opened the plan: its transaction sees the sums of now
            second.execute("SELECT 1 FROM xinxihua_fund_plan")
            self.approve(self.plan(first, 0))
            # while the first is at it, the second is told and can try again
            with self.assertRaises(UserError):
                self.approve(self.plan(second, 1))
            first.commit()
            # the same transaction must not go on with what it saw before: Odoo retries
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                self.approve(self.plan(second, 1))
            second.rollback()
            with self.assertRaisesRegex(UserError, "500,000.00"):
                self.approve(self.plan(second, 1))
            self.assertEqual(self.plan(second, 1).state, "leader_approval")
            second.rollback()
            first.rollback()
