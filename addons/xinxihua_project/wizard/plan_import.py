# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class PlanImport(models.TransientModel):
    """Reads informatisation plans with their items: adds and updates, deletes none.

    Rights: the bureau's officers, with their own rights. Only plans that are drawn up or
    were returned take items; one in force is adjusted by a new version first (article 4).
    """

    _name = "xinxihua.plan.import"
    _inherit = "xinxihua.workbook.upsert.mixin"
    _description = "Import of Plans"
    _purpose = "plan"
    _needed = (("plan_name",), ("name",))
    _single = ("plan_name", "code", "name", "year_from", "year_to")

    line_ids = fields.One2many(
        "xinxihua.plan.import.line", "import_id", string="Rows", readonly=True
    )

    @api.model
    def _line_vals(self, row):
        if row.status == "secret":
            return {"sheet_row": row.number, "status": "secret", "message": row.faults[0]}
        return {
            "sheet_row": row.number,
            "status": row.status,
            "plan_name": row.texts["plan_name"],
            "code": row.texts["code"],
            "name": row.texts["name"],
            "plan_id": row.plan.id,
            "item_id": row.item.id,
            "message": "\n".join([*row.faults, *row.changes]),
            "cells": row.cells,
        }

    def _nothing_to_write(self):
        return self.env._(
            "There is no new or changed plan item. Correct the workbook and read it again."
        )

    def _written_action(self, lines_sudo):
        plans = lines_sudo.plan_id.sudo(False)
        return {
            **plans._get_records_action(name=self.env._("Imported Plans")),
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", plans.ids)],
        }

    def _write_rows(self, rows):
        """Create the plans, then create and update items, with the user's own rights."""
        Plan, Item = self.env["xinxihua.plan"], self.env["xinxihua.plan.item"]
        fresh = {}
        for row in rows:
            if not row.plan:
                fresh.setdefault(row.key, row)
        plans = dict(zip(fresh, Plan.create([r.plan_vals for r in fresh.values()]), strict=True))
        for row in rows:
            row.plan = row.plan or plans[row.key]
        new = [row for row in rows if row.status == "new"]
        vals_list = [{**row.vals, "plan_id": row.plan.id} for row in new]
        for row, item in zip(new, Item.create(vals_list), strict=True):
            row.item = item
        for row in rows:
            if row.status == "changed":
                row.item.write(row.vals)
