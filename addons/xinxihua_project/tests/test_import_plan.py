# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Do plans and their items come in from a workbook, as drafts, and nothing twice?"""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ProjectCase
from .ledger_case import LedgerMixin
from .workbook_case import WorkbookMixin

HEADER = ["序号", "规划名称", "起始年", "终止年", "规划目标", "事项编号", "规划事项", "建设目标"]
PLAN = "测试数字政府规划"


@tagged("post_install", "-at_install")
class TestImportPlan(LedgerMixin, ProjectCase):
    def preview(self, *rows, header=None, user=None):
        lines = [["信息化规划事项表"], header or HEADER, *rows, ["制表人:"]]
        read = WorkbookMixin.upload.__func__
        return read(type(self), user or self.bureau_officer, lines, "xinxihua.plan.import")

    def row(self, name, code="", plan=PLAN, first=2026, last=2030, goal="共享", number=1):
        return [number, plan, first, last, "一体化", code, name, goal]

    def plan(self, **vals):
        return (
            self.env["xinxihua.plan"]
            .with_user(self.bureau_officer)
            .create({"name": PLAN, "year_from": 2026, "year_to": 2030, "goals": "目标", **vals})
        )

    def test_a_plan_with_its_items_becomes_a_draft(self):
        wizard = self.preview(
            self.row("数据共享平台", "A1"),
            self.row("视频会议", "A2"),
            self.row("门户整合", plan="测试第二规划", first="2027年", last=2028),
        )
        self.assertEqual(wizard.new_count, 3, wizard.line_ids.mapped("message"))
        found = [("name", "in", (PLAN, "测试第二规划"))]
        self.assertFalse(self.env["xinxihua.plan"].search(found), "a preview creates nothing")
        wizard.action_import()
        plans = self.env["xinxihua.plan"].search(found, order="id")
        self.assertEqual(plans.mapped("state"), ["draft"] * 2)
        self.assertEqual(plans.unit_id, self.bureau)
        first, second = plans
        self.assertEqual((first.year_from, first.year_to, first.goals), (2026, 2030, "一体化"))
        self.assertEqual((second.year_from, second.year_to), (2027, 2028))
        self.assertEqual(first.item_ids.mapped("code"), ["A1", "A2"])
        self.assertEqual(wizard.imported_count, 3)
        with self.assertRaises(UserError):
            wizard.action_import()

    def test_known_items_are_updated_and_none_deleted(self):
        plan = self.plan(
            item_ids=[
                Command.create({"code": "A1", "name": "旧名", "goal": "共享"}),
                Command.create({"name": "视频会议", "goal": "旧目标"}),
                Command.create({"code": "A9", "name": "留下"}),
            ]
        )
        rows = [self.row("新名", "A1"), self.row("视频会议"), self.row("留下", "A9", goal="")]
        wizard = self.preview(*rows)
        self.assertEqual(wizard.line_ids.mapped("status"), ["changed", "changed", "unchanged"])
        self.assertIn("旧名 → 新名", wizard.line_ids[0].message)
        wizard.action_import()
        self.assertEqual(plan.item_ids.mapped("name"), ["新名", "视频会议", "留下"])
        self.assertEqual(plan.item_ids.mapped("goal"), ["共享", "共享", False])
        self.assertEqual(self.preview(*rows).unchanged_count, 3)

    def test_a_plan_under_way_takes_no_items(self):
        plan = self.plan(item_ids=[Command.create({"name": "条目"})])
        plan.action_submit()
        for state in ("报批中", "生效"):
            wizard = self.preview(self.row("新事项"))
            self.assertEqual(wizard.line_ids.status, "bad", state)
            self.assertIn(PLAN, wizard.line_ids.message)
            if plan.state == "approval":
                plan.with_user(self.bureau_approver).action_approve_plan("同意")
        revised = self.env["xinxihua.plan"].browse(
            plan.with_user(self.bureau_officer).action_revise()["res_id"]
        )
        wizard = self.preview(self.row("新事项"))
        self.assertEqual(wizard.line_ids.status, "new", wizard.line_ids.message)
        wizard.action_import()
        self.assertIn("新事项", revised.item_ids.mapped("name"))
        self.assertNotIn("新事项", plan.item_ids.mapped("name"))

    def test_what_is_wrong_is_said_row_by_row(self):
        wizard = self.preview(
            self.row("甲", "A1"),
            self.row("乙", "A1"),
            self.row("丙", first=2027),
            self.row("丁", last="明年"),
            self.row("戊", plan=""),
            self.row("己", plan="另一规划", first=2030, last=2026),
        )
        self.assertEqual(
            wizard.line_ids.mapped("status"), ["new", "bad", "bad", "bad", "bad", "bad"]
        )
        doubled, years, word, blank, order = wizard.line_ids[1:].mapped("message")
        self.assertIn("第3行", doubled)
        self.assertIn("2026", years)
        self.assertIn("终止年", word)
        self.assertIn("规划名称", blank)
        self.assertIn("终止年", order)

    def test_a_bureau_of_another_division_is_refused(self):
        header = [*HEADER, "编制单位"]
        wizard = self.preview([*self.row("甲"), self.county_bureau.name], header=header)
        self.assertEqual(wizard.line_ids.status, "bad")
        self.assertIn(self.county_bureau.name, wizard.line_ids.message)
        wizard = self.preview([*self.row("甲"), self.bureau.name], header=header)
        self.assertEqual(wizard.line_ids.status, "new", wizard.line_ids.message)

    def test_a_secret_row_leaves_nothing(self):
        wizard = self.preview([*self.row("密事"), "机密"], header=[*HEADER, "密级"])
        line = wizard.line_ids
        self.assertEqual((line.status, line.name, line.cells), ("secret", False, False))

    def test_only_the_bureau_imports(self):
        for user in (self.unit_officer, self.auditor, self.rules_admin):
            with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_model"):
                self.preview(self.row("甲"), user=user)

    def test_the_exported_list_comes_in_again(self):
        plan = self.plan(
            item_ids=[
                Command.create({"code": "A1", "name": "甲", "goal": "共享"}),
                Command.create({"name": "=乙"}),
            ]
        )
        data = self.export(self.bureau_officer, "plan_item", plan.item_ids)
        read = WorkbookMixin.upload.__func__
        wizard = read(type(self), self.bureau_officer, data, "xinxihua.plan.import")
        self.assertEqual(
            wizard.line_ids.mapped("status"), ["unchanged"] * 2, wizard.line_ids.mapped("message")
        )
