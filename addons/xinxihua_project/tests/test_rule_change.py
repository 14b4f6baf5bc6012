# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tests import freeze_time, tagged

from .common import ProjectCase


@tagged("post_install", "-at_install")
class TestRuleChange(ProjectCase):
    """A rule changed tomorrow does not judge again what was submitted today."""

    def new_value(self, code, value, day):
        self.env["xinxihua.parameter.value"].with_user(self.rules_admin).create(
            {
                "parameter_id": self.env.ref(f"xinxihua_project.parameter_{code}").id,
                "division_id": self.prefecture.id,
                "date_from": day,
                "value": value,
            }
        )

    def test_a_submitted_document_keeps_its_rules(self):
        with freeze_time("2026-03-02 02:00:00"):
            filed = self.make_project(480000, material=False)
            filed.action_submit()
            draft = self.make_project(480000, name="仍是草稿")
            self.new_value("approval_threshold_build", "400000", "2026-03-03")
            self.assertEqual((filed.route, draft.route), ("filing", "filing"))
        with freeze_time("2026-03-03 02:00:00"):
            self.env.add_to_compute(filed._fields["route"], filed | draft)
            self.assertEqual(filed.route, "filing", "submitted under the old threshold")
            filing = filed.sudo().filing_ids.sudo(False)
            filing.with_user(self.bureau_officer).action_return("补充")
            filed.action_submit()
            self.assertEqual(filed.state, "filing", "the first submission fixes the rules")
            draft.action_submit()
            self.assertEqual(draft.route, "approval", "the draft falls under the new one")
            self.assertEqual(draft.state, "first_check")
            self.assertIn("400,000.00", draft.route_explanation)

    def test_the_day_before_counts_until_its_last_second(self):
        with freeze_time("2026-03-02 15:59:59"):  # 23:59:59 in Shanghai
            self.new_value("approval_threshold_build", "400000", "2026-03-03")
            self.assertEqual(self.make_project(480000, material=False).route, "filing")
        with freeze_time("2026-03-02 16:00:00"):  # midnight in Shanghai
            self.assertEqual(self.make_project(480000, material=False).route, "approval")

    def test_another_prefecture_is_a_data_file(self):
        elsewhere = self.env["xinxihua.division"].create(
            {"name": "别处州", "code": "539900", "level": "prefecture"}
        )
        self.env["xinxihua.parameter.value"].create(
            [
                {
                    "parameter_id": parameter.id,
                    "division_id": elsewhere.id,
                    "date_from": "2025-01-01",
                    "value": "300000"
                    if parameter.code == "approval_threshold_build"
                    else parameter.value_ids[:1].value,
                }
                for parameter in self.env["xinxihua.parameter"].search([])
            ]
        )
        unit, bureau = self.env["xinxihua.unit"].create(
            [
                {"name": "别处州水务局", "division_id": elsewhere.id},
                {"name": "别处州大数据局", "division_id": elsewhere.id, "kind": "data_bureau"},
            ]
        )
        officer = self._user("unit_officer", unit, login="t_elsewhere")
        Item = self.env["xinxihua.catalogue.item"]
        rows = Item.search([("kind", "in", ("execution_subtype", "system_category"))])
        rows = rows.copy({"division_id": elsewhere.id})
        software = self.subtypes["software"].code
        project = self.make_project(
            300000,
            user=officer,
            material=False,
            exec_subtype_id=rows.filtered(lambda row: row.code == software).id,
            system_category_id=rows.filtered(lambda row: row.kind == "system_category")[:1].id,
        )
        self.assertEqual(project.route, "approval")
        self.assertIn("300,000.00", project.route_explanation)
        project.action_submit()
        self.assertEqual(project.handling_unit_id, bureau)
