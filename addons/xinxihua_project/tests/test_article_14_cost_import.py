# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import ProjectCase
from .workbook_case import xlsx

MODEL = "xinxihua.cost.import"
HEADER = ["费用类别", "名称", "计量单位", "数量", "单价(元)", "金额(元)", "价格依据"]
SERVER = ["硬件设备购置", "服务器", "台", "2", "50,000.00", "100,000.00", "三家询价"]
MODULE = ["软件开发", "业务受理模块", "人月", "10.5", "20000", "", "人月单价"]


@tagged("post_install", "-at_install")
class TestArticle14CostImport(ProjectCase):
    """第十四条: cost lines are pasted or read from a workbook, as often as one likes."""

    def setUp(self):
        super().setUp()
        self.project = self.make_project(310000, cost_line_ids=[])

    def paste(self, *rows, header=None, user=None, project=None):
        wizard = (
            self.env[MODEL]
            .with_user(user or self.unit_officer)
            .create(
                {
                    "project_id": (project or self.project).id,
                    "pasted": "\n".join("\t".join(cells) for cells in (header or HEADER, *rows)),
                }
            )
        )
        wizard.action_preview()
        return wizard

    def lines(self):
        return [
            (line.category_id.code, line.name, line.quantity, line.unit_price, line.amount)
            for line in self.project.cost_line_ids
        ]

    def test_a_pasted_table_becomes_lines_after_a_preview(self):
        wizard = self.paste(SERVER, MODULE)
        self.assertEqual(wizard.line_ids.mapped("status"), ["new", "new"])
        self.assertEqual((wizard.rows_amount, wizard.budget_amount), (310000, 310000))
        self.assertFalse(self.project.cost_line_ids, "a preview writes nothing")
        wizard.action_import()
        self.assertEqual(
            self.lines(),
            [
                ("hardware", "服务器", 2, 50000, 100000),
                ("development", "业务受理模块", 10.5, 20000, 210000),
            ],
        )
        self.assertEqual(self.project.cost_line_ids[0].price_basis, "三家询价")
        self.assertFalse(self.project.missing_items)

    def test_pasted_again_nothing_is_doubled(self):
        self.paste(SERVER, MODULE).action_import()
        again = self.paste(SERVER, MODULE)
        self.assertEqual(again.line_ids.mapped("status"), ["unchanged", "unchanged"])
        with self.assertRaisesRegex(UserError, "没有新增或者变更"):
            again.action_import()
        changed = self.paste(SERVER, [*MODULE[:4], "18000", "", ""])
        self.assertEqual(changed.line_ids.mapped("status"), ["unchanged", "changed"])
        self.assertIn("20000", changed.line_ids[1].message)
        changed.action_import()
        self.assertEqual([row[3] for row in self.lines()], [50000, 18000])
        self.assertEqual(self.project.cost_line_ids[1].price_basis, "人月单价")

    def test_two_lines_of_one_name_stay_two(self):
        self.paste(SERVER, SERVER).action_import()
        again = self.paste(SERVER, SERVER, SERVER)
        self.assertEqual(again.line_ids.mapped("status"), ["unchanged", "unchanged", "new"])
        again.action_import()
        self.assertEqual(len(self.project.cost_line_ids), 3)

    def test_all_faults_are_told_at_once_with_row_column_value_and_reason(self):
        wizard = self.paste(
            ["没有的类别", "甲", "项", "1", "10", "", ""],
            ["", "乙", "项", "两台", "10", "", ""],
            ["", "丙", "项", "1", "约3万", "", ""],
            ["", "丁", "项", "2", "10", "25", ""],
            ["", "戊", "项", "1", "", "", ""],
            SERVER,
        )
        self.assertEqual((wizard.bad_count, wizard.new_count), (5, 1))
        expected = (
            ("第2行", "费用类别", "没有的类别", "硬件设备购置"),
            ("第3行", "数量", "两台"),
            ("第4行", "单价(元)", "约3万"),
            ("第5行", "金额(元)", "25", "20.00"),
            ("第6行", "单价(元)"),
        )
        for line, words in zip(wizard.line_ids, expected, strict=False):
            for word in words:
                self.assertIn(word, line.message)
        wizard.action_import()
        self.assertEqual([row[1] for row in self.lines()], ["服务器"])

    def test_other_headers_units_and_a_total_row(self):
        wizard = self.paste(
            ["云主机", "4", "1.5"],
            ["合计", "", "6"],
            header=["建设内容", "数量", "单价(万元)"],
        )
        wizard.action_import()
        self.assertEqual(self.lines(), [("cloud", "云主机", 4, 15000, 60000)])

    def test_a_workbook_is_read_as_well(self):
        vals = {
            "project_id": self.project.id,
            "file": base64.b64encode(xlsx([HEADER, SERVER, MODULE])),
            "filename": "明细.xlsx",
        }
        wizard = self.env[MODEL].with_user(self.unit_officer).create(vals)
        wizard.action_import()
        self.assertEqual(len(self.project.cost_line_ids), 2)

    def test_without_its_header_a_table_is_refused(self):
        with self.assertRaisesRegex(UserError, "单价"):
            self.paste(SERVER, header=["甲", "乙", "丙", "丁", "戊", "己", "庚"])

    def test_a_secret_row_leaves_nothing(self):
        wizard = self.paste(SERVER, ["软件开发", "机密★模块", "项", "1", "1", "", ""])
        self.assertEqual(wizard.secret_count, 1)
        self.assertNotIn("机密", str(wizard.line_ids.sudo().read()))

    def test_only_who_may_write_the_project(self):
        for user in (self.other_officer, self.bureau_officer):
            with self.assertRaises(AccessError):
                self.paste(SERVER, user=user)
        wizard = self.paste(SERVER, MODULE)
        with self.assertRaises(AccessError):
            wizard.with_user(self.other_officer).action_import()
        self.project.write({"cost_line_ids": self._cost_lines(310000)})
        self.project.action_submit()
        with self.assertRaises(AccessError):
            wizard.action_import()
        with self.assertRaises(AccessError):
            self.project.action_import_costs()

    def test_the_form_opens_it_for_its_project(self):
        action = self.project.action_import_costs()
        Wizard = self.env[MODEL].with_user(self.unit_officer).with_context(**action["context"])
        self.assertEqual(Form(Wizard).project_id, self.project)
