# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The pick lists of an application offer what is in force for its division and day."""

from freezegun import freeze_time
from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import ProjectCase

KINDS = {
    "exec_subtype_id": "execution_subtype",
    "system_category_id": "system_category",
    "support_kind_ids": "support_kind",
    "exclusion_id": "exclusion",
}


@tagged("post_install", "-at_install")
class TestPickLists(ProjectCase):
    def item(self, kind, division, **vals):
        return self.env["xinxihua.catalogue.item"].create(
            {
                "kind": kind,
                "code": "elsewhere",
                "name": "别处的一项",
                "group_code": "build",
                "division_id": division.id,
                "date_from": "2025-05-08",
                **vals,
            }
        )

    def choose(self, project, name, item):
        """Choose a row, as the unit; the exclusion follows the answers on applicability."""
        if name == "exclusion_id":
            project = project.sudo()
        project.write({name: [Command.set(item.ids)] if name == "support_kind_ids" else item.id})

    def test_a_row_of_another_division_is_neither_offered_nor_taken(self):
        project = self.make_project()
        for name, kind in KINDS.items():
            item = self.item(kind, self.other_county)
            project.invalidate_recordset(["offered_item_ids"])
            with self.subTest(field=name):
                self.assertNotIn(item, project.offered_item_ids)
                with self.assertRaises(ValidationError):
                    self.choose(project, name, item)

    def test_a_row_of_the_own_division_is(self):
        project = self.make_project(user=self.county_unit_officer)
        for name, kind in KINDS.items():
            item = self.item(kind, self.county)
            project.invalidate_recordset(["offered_item_ids"])
            with self.subTest(field=name):
                self.assertIn(item, project.offered_item_ids)
                self.choose(project, name, item)

    def test_a_row_counts_from_its_first_day_to_its_last(self):
        item = self.item(
            "support_kind", self.prefecture, date_from="2026-03-01", date_to="2026-03-31"
        )
        for day, offered in (
            ("2026-02-28", False),
            ("2026-03-01", True),
            ("2026-03-31", True),
            ("2026-04-01", False),
        ):
            with self.subTest(day=day), freeze_time(f"{day} 04:00:00"):
                project = self.make_project()
                self.assertEqual(item in project.offered_item_ids, offered)
                if offered:
                    project.support_kind_ids = item
                else:
                    with self.assertRaises(ValidationError):
                        project.support_kind_ids = item

    def test_a_returned_application_keeps_the_rows_of_its_day(self):
        with freeze_time("2026-03-31 04:00:00"):
            item = self.item("support_kind", self.prefecture, date_to="2026-03-31")
            project = self.submitted(support_kind_ids=[Command.set(item.ids)])
            project.with_user(self.bureau_officer).action_return("补正")
        with freeze_time("2026-04-02 04:00:00"):
            project.invalidate_recordset(["offered_item_ids"])
            self.assertIn(item, project.offered_item_ids)
            project.support_kind_ids = [Command.clear()]
            project.support_kind_ids = item
