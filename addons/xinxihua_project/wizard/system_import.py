# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class SystemImport(models.TransientModel):
    """Reads the ledger of information systems: adds and updates rows, deletes none.

    Rights: officers of the units and of the bureaus, with their own rights.
    """

    _name = "xinxihua.system.import"
    _inherit = ["xinxihua.workbook.upsert.mixin", "xinxihua.workbook.units.mixin"]
    _description = "Import of Systems"
    _purpose = "system"
    _needed = (("name",), ("unit_name", "unit_code"))
    _single = ("code", "name", "unit_name", "date_online", "investment")

    line_ids = fields.One2many(
        "xinxihua.system.import.line", "import_id", string="Rows", readonly=True
    )

    @api.model
    def _line_vals(self, row):
        if row.status == "secret":
            return {"sheet_row": row.number, "status": "secret", "message": row.faults[0]}
        return {
            "sheet_row": row.number,
            "status": row.status,
            "code": row.texts["code"],
            "name": row.texts["name"],
            "unit_name": row.texts["unit_name"] or row.texts["unit_code"],
            "system_id": row.system.id,
            "message": "\n".join([*row.faults, *row.changes]),
            "cells": row.cells,
        }

    def _nothing_to_write(self):
        return self.env._(
            "There is no new or changed system. Correct the workbook and read it again."
        )

    def _written_action(self, lines_sudo):
        systems = lines_sudo.system_id.sudo(False)
        return {
            **systems._get_records_action(name=self.env._("Imported Systems")),
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", systems.ids)],
        }

    def _write_rows(self, rows):
        """Create and update with the user's own rights."""
        System = self.env["xinxihua.information.system"]
        new = [row for row in rows if row.status == "new"]
        for row, system in zip(new, System.create([row.vals for row in new]), strict=True):
            row.system = system
        for row in rows:
            if row.status == "changed":
                row.system.write(row.vals)
