# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class UnitImport(models.TransientModel):
    """Reads the list of budget units: adds new ones, updates known ones, deletes none.

    Rights: the rules administrator, with the own rights on units.
    """

    _name = "xinxihua.unit.import"
    _inherit = "xinxihua.workbook.upsert.mixin"
    _description = "Import of Units"
    _purpose = "unit"
    _needed = (("code",), ("name",), ("division_code", "division_name"))
    _single = ("code", "name", "uscc", "division_code")

    line_ids = fields.One2many(
        "xinxihua.unit.import.line", "import_id", string="Rows", readonly=True
    )

    @api.model
    def _line_vals(self, row):
        return {
            "sheet_row": row.number,
            "status": row.status,
            "code": row.texts["code"],
            "name": row.texts["name"],
            "uscc": row.texts["uscc"],
            "division_id": row.vals.get("division_id") or row.unit.division_id.id,
            "unit_id": row.unit.id,
            "message": "\n".join([*row.faults, *row.changes]),
            "cells": row.cells,
        }

    def _nothing_to_write(self):
        return self.env._(
            "There is no new or changed unit. Correct the workbook and read it again."
        )

    def _written_action(self, lines_sudo):
        units = lines_sudo.unit_id.sudo(False)
        return {
            **units._get_records_action(name=self.env._("Imported Units")),
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", units.ids)],
        }

    def _write_rows(self, rows):
        """Create and update with the user's own rights; departments come last."""
        Unit = self.env["xinxihua.unit"].with_context(active_test=False)
        new = [row for row in rows if row.status == "new"]
        for row, unit in zip(new, Unit.create([row.vals for row in new]), strict=True):
            row.unit = unit
        for row in rows:
            if row.status == "changed" and row.vals:
                row.unit.write(row.vals)
        parents = {row.parent_code: Unit for row in rows if row.parent_code}
        found = Unit.search([("code", "in", list(parents))])
        parents.update({unit.code: unit for unit in found})
        for row in rows:
            parent = parents.get(row.parent_code)
            if parent and row.unit.parent_id != parent:
                row.unit.parent_id = parent
