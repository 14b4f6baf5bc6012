# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Art. 3: the divisions and the bodies that stand in them."""

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import TransactionCase, new_test_user
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

COUNTIES = {
    "532301": "楚雄市",
    "532302": "禄丰市",
    "532322": "双柏县",
    "532323": "牟定县",
    "532324": "南华县",
    "532325": "姚安县",
    "532326": "大姚县",
    "532327": "永仁县",
    "532328": "元谋县",
    "532329": "武定县",
}
PREFECTURE_KINDS = [
    "data_bureau",
    "finance",
    "cyberspace",
    "police",
    "secrecy_crypto",
    "audit",
    "government_office",
]


class TestArticle03DivisionUnit(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Division = cls.env["xinxihua.division"]
        cls.Unit = cls.env["xinxihua.unit"]
        cls.prefecture = cls.env.ref("xinxihua_project.division_532300")
        cls.admin = new_test_user(
            cls.env, "division.admin", groups="xinxihua_project.group_rules_admin"
        )

    # -- divisions ------------------------------------------------------------------

    def test_ten_counties_and_the_zone_under_the_prefecture(self):
        children = self.prefecture.child_ids
        found = {row.code: row.name for row in children.filtered("code")}
        self.assertEqual(found, COUNTIES)
        zone = children.filtered(lambda row: not row.code)
        self.assertEqual(zone, self.env.ref("xinxihua_project.division_gaoxin"))
        self.assertEqual(set(children.mapped("level")), {"county"})

    def test_tree_goes_up_to_the_province(self):
        county = self.env.ref("xinxihua_project.division_532327")
        self.assertEqual(county._ancestor("own"), county)
        self.assertEqual(county._ancestor("county"), county)
        self.assertEqual(county._ancestor("prefecture"), self.prefecture)
        self.assertEqual(county._ancestor("province").code, "530000")

    def test_former_code_of_lufeng_is_found(self):
        found = self.Division._by_code(["532331", "532302", "532301"])
        self.assertEqual(found["532331"].code, "532302")
        self.assertEqual(found["532331"], found["532302"])
        self.assertEqual(found["532301"].name, "楚雄市")

    def test_unknown_code_is_not_found(self):
        self.assertEqual(self.Division._by_code(["532399"]), {})

    def test_code_belongs_to_one_division(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.Division.create({"name": "又一个楚雄市", "code": "532301", "level": "county"})

    def test_former_code_belongs_to_one_division(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.env["xinxihua.division.alias"].create(
                {"division_id": self.prefecture.id, "code": "532331"}
            )

    def test_division_does_not_contain_itself(self):
        with self.assertRaises(UserError):
            self.prefecture.parent_id = self.env.ref("xinxihua_project.division_532301")

    def test_division_with_units_is_not_deleted(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.env.ref("xinxihua_project.division_532301").unlink()

    # -- units ------------------------------------------------------------------------

    def test_each_kind_has_its_body(self):
        for kind in PREFECTURE_KINDS:
            self.assertEqual(
                self.Unit._addressee(kind, self.prefecture),
                self.env.ref(f"xinxihua_project.unit_{kind}_532300"),
            )
        for county in self.prefecture.child_ids:
            for kind in ("data_bureau", "finance"):
                unit = self.Unit._addressee(kind, county)
                self.assertEqual((unit.kind, unit.division_id), (kind, county))

    def test_numbers_of_each_bureau_are_its_own_and_have_no_gaps(self):
        bureau = self.env.ref("xinxihua_project.unit_data_bureau_532300")
        county = self.env.ref("xinxihua_project.unit_data_bureau_532322")
        day = fields.Date.to_date("2031-03-01")
        numbers = [
            bureau._next_number("approval", day),
            bureau._next_number("filing", day),
            bureau._next_number("filing", day),
            county._next_number("filing", day),
        ]
        self.assertEqual(
            numbers,
            ["楚数批〔2031〕1号", "楚数备〔2031〕1号", "楚数备〔2031〕2号", "双数备〔2031〕1号"],
        )

    def test_document_codes_of_the_bureaus_differ(self):
        bureaus = self.Unit.search([("kind", "=", "data_bureau")])
        codes = bureaus.mapped("document_code")
        self.assertTrue(all(codes))
        self.assertEqual(len(codes), len(set(codes)))

    def test_division_without_bureau_is_named(self):
        township = self.Division.create(
            {"name": "某某镇", "level": "township", "parent_id": self.prefecture.id}
        )
        with self.assertRaisesRegex(UserError, "某某镇.*Units"):
            self.Unit._addressee("data_bureau", township)
        with self.assertRaises(UserError):
            self.Unit._addressee("data_bureau", self.Division)

    def test_genuine_credit_code_is_taken(self):
        unit = self.Unit.with_user(self.admin).create(
            {
                "name": "某单位",
                "division_id": self.prefecture.id,
                "uscc": "115323000151673132",
            }
        )
        self.assertEqual(unit.kind, "agency")

    def test_wrong_credit_code_is_refused(self):
        unit = self.env.ref("xinxihua_project.unit_audit_532300").with_user(self.admin)
        wrong = {
            "check character": "115323000151673133",
            "length": "11532300015167313",
            "forbidden letter": "11532300015167313I",
            "words": "无",
        }
        for fault, code in wrong.items():
            with self.subTest(fault), self.assertRaises(ValidationError):
                unit.uscc = code

    def test_credit_code_belongs_to_one_unit(self):
        values = {"division_id": self.prefecture.id, "uscc": "115323000151673132"}
        self.Unit.create({"name": "甲", **values})
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.Unit.create({"name": "乙", **values})

    def test_unit_is_not_its_own_department(self):
        unit = self.env.ref("xinxihua_project.unit_audit_532300")
        with self.assertRaises(UserError):
            unit.parent_id = unit

    def test_bureau_does_not_change_units(self):
        approver = new_test_user(
            self.env, "division.approver", groups="xinxihua_project.group_bureau_approver"
        )
        unit = self.env.ref("xinxihua_project.unit_audit_532300").with_user(approver)
        with self.assertRaises(AccessError):
            unit.kind = "data_bureau"
        with self.assertRaises(AccessError):
            self.prefecture.with_user(approver).name = "别名"
