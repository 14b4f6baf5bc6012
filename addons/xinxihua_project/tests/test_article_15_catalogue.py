# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Art. 2, 13, 15, 16, 36: checklists, required materials and header words as rows."""

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

COUNTS = {
    "execution_subtype": 6,
    "system_category": 7,
    "support_kind": 7,
    "refusal_ground": 10,
    "first_check": 4,
    "review_field": 4,
    "exclusion": 3,
}
SUBTYPES = {
    "build": ["infrastructure", "software"],
    "service": [
        "infrastructure_service",
        "software_service",
        "operation_maintenance",
        "other_service",
    ],
}
# names from the offices' workbook that are no office equipment
OTHER_NAMES = (
    "视频会议系统改造(二期)",
    "政务外网接入改造",
    "等级保护整改",
    "移动执法系统升级改造",
    "云资源扩容",
    "信创适配改造",
    "档案数字化系统",
    "密码应用改造",
)


class TestArticle15Catalogue(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Item = cls.env["xinxihua.catalogue.item"]
        cls.prefecture = cls.env.ref("xinxihua_project.division_532300")
        cls.county = cls.env.ref("xinxihua_project.division_532322")
        cls.other_county = cls.env.ref("xinxihua_project.division_532301")
        cls.today = fields.Date.today()
        cls.tomorrow = fields.Date.add(cls.today, days=1)
        cls.admin = new_test_user(
            cls.env, "catalogue.admin", groups="xinxihua_project.group_rules_admin"
        )
        cls.officer = new_test_user(
            cls.env, "catalogue.officer", groups="xinxihua_project.group_unit_officer"
        )

    def rows(self, kind, day=None, division=None):
        return self.Item._in_force(kind, day or self.today, division or self.prefecture)

    def county_row(self, **values):
        return self.Item.with_user(self.admin).create(
            {
                "kind": "refusal_ground",
                "code": "ground_3",
                "name": "本县:专网租赁",
                "sequence": 30,
                "division_id": self.county.id,
                **values,
            }
        )

    # -- what is shipped ------------------------------------------------------------

    def test_each_list_is_complete_and_names_its_article(self):
        for kind, count in COUNTS.items():
            rows = self.rows(kind, division=self.county)
            self.assertEqual(len(rows), count, kind)
            self.assertTrue(all(row.article_id for row in rows), kind)

    def test_subtypes_belong_to_their_class(self):
        rows = self.rows("execution_subtype")
        for group, codes in SUBTYPES.items():
            self.assertEqual(
                rows.filtered(lambda row, g=group: row.group_code == g).mapped("code"), codes
            )

    def test_items_quote_their_article(self):
        for kind in ("support_kind", "refusal_ground", "exclusion"):
            for row in self.rows(kind):
                self.assertIn(row.note, row.article_id.text)

    def test_office_equipment_raises_the_question(self):
        for name in ("水务局办公电脑和打印机采购", "采购正版杀毒软件", "复印机、扫描仪更新"):
            self.assertEqual(
                self.Item._suggested("exclusion", name, self.today, self.county).code,
                "exclusion_2",
            )

    def test_required_materials_hang_on_real_steps(self):
        rows = self.env["xinxihua.material.requirement"].search([])
        self.assertTrue(rows)
        for row in rows:
            self.assertIn(row.step, self.env[row.res_model]._transitions, row.code)
            self.assertTrue(row.article_id, row.code)

    def test_header_words_lead_to_their_field(self):
        project = self.env["xinxihua.import.synonym"]._headers("project")
        unit = self.env["xinxihua.import.synonym"]._headers("unit")
        wanted = {"项目名称": "name", "申报单位": "unit_name", "预算金额": "budget"}
        self.assertEqual({word: project.get(word) for word in wanted}, wanted)
        wanted = {"单位代码": "code", "统一社会信用代码": "uscc"}
        self.assertEqual({word: unit.get(word) for word in wanted}, wanted)

    # -- through time and space -----------------------------------------------------

    def test_county_row_replaces_the_prefectures_of_the_same_code(self):
        row = self.county_row()
        here = self.rows("refusal_ground", division=self.county)
        self.assertEqual(len(here), 10)
        self.assertIn(row.sudo(False), here)
        self.assertNotIn(self.env.ref("xinxihua_project.refusal_ground_3"), here)
        self.assertNotIn(row.sudo(False), self.rows("refusal_ground"))
        self.assertNotIn(row.sudo(False), self.rows("refusal_ground", division=self.other_county))

    def test_future_row_counts_from_its_day_only(self):
        row = self.county_row(date_from=self.tomorrow)
        ground = self.env.ref("xinxihua_project.refusal_ground_3")
        self.assertIn(ground, self.rows("refusal_ground", division=self.county))
        self.assertIn(row, self.rows("refusal_ground", self.tomorrow, self.county))
        self.assertNotIn(ground, self.rows("refusal_ground", self.tomorrow, self.county))

    # -- refusals -------------------------------------------------------------------

    def test_ended_row_counts_no_longer(self):
        ground = self.env.ref("xinxihua_project.refusal_ground_3").with_user(self.admin)
        ground.date_to = self.today
        self.assertIn(ground, self.rows("refusal_ground"))
        self.assertNotIn(ground, self.rows("refusal_ground", self.tomorrow))

    def test_nothing_counts_before_the_regulation_or_elsewhere(self):
        before = fields.Date.to_date("2025-05-07")
        elsewhere = self.env["xinxihua.division"].create(
            {"name": "别处州", "code": "539900", "level": "prefecture"}
        )
        self.assertFalse(self.rows("refusal_ground", before))
        self.assertFalse(self.rows("refusal_ground", division=elsewhere))

    def test_other_names_raise_no_question(self):
        for name in OTHER_NAMES:
            self.assertFalse(
                self.Item._suggested("exclusion", name, self.today, self.prefecture), name
            )

    def test_code_stands_once_in_a_list(self):
        self.county_row()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.county_row(name="又一行")

    def test_officer_changes_no_checklist(self):
        ground = self.env.ref("xinxihua_project.refusal_ground_2").with_user(self.officer)
        with self.assertRaises(AccessError):
            ground.active = False
        with self.assertRaises(AccessError):
            ground.unlink()

    def test_officer_changes_no_required_material(self):
        material = self.env.ref("xinxihua_project.material_project_plan")
        with self.assertRaises(AccessError):
            material.with_user(self.officer).mandatory = False

    def test_header_word_means_one_field(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.env["xinxihua.import.synonym"].create(
                {"purpose": "project", "field_code": "content", "name": "项目名称"}
            )
