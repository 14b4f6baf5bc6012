# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

CREATABLE = ("new", "changed")


class SystemImport(models.TransientModel):
    """Reads the ledger of information systems: adds and updates rows, deletes none.

    Rights: officers of the units and of the bureaus, with their own rights.
    """

    _name = "xinxihua.system.import"
    _inherit = ["xinxihua.workbook.import.mixin", "xinxihua.workbook.units.mixin"]
    _description = "Import of Systems"
    _purpose = "system"
    _needed = (("name",), ("unit_name", "unit_code"))
    _single = ("code", "name", "unit_name", "date_online", "investment")

    line_ids = fields.One2many(
        "xinxihua.system.import.line", "import_id", string="Rows", readonly=True
    )
    new_count = fields.Integer("New", compute="_compute_counts")
    changed_count = fields.Integer("Changed", compute="_compute_counts")
    unchanged_count = fields.Integer("Unchanged", compute="_compute_counts")
    bad_count = fields.Integer("Faulty", compute="_compute_counts")
    secret_count = fields.Integer("Secret", compute="_compute_counts")
    creatable_count = fields.Integer("Systems to Write", compute="_compute_counts")
    imported_count = fields.Integer("Imported", compute="_compute_counts")

    @api.depends("line_ids.status", "line_ids.is_imported")
    def _compute_counts(self):
        counts = {}
        for wizard, status, done, count in self.env["xinxihua.system.import.line"]._read_group(
            [("import_id", "in", self.ids)], ["import_id", "status", "is_imported"], ["__count"]
        ):
            counts[wizard, status, done] = count
        for wizard in self:
            for status in self.line_ids._fields["status"].get_values(self.env):
                wizard[f"{status}_count"] = sum(
                    counts.get((wizard, status, done), 0) for done in (True, False)
                )
            for name, done in (("imported_count", True), ("creatable_count", False)):
                wizard[name] = sum(counts.get((wizard, s, done), 0) for s in CREATABLE)

    def _replace_lines(self, rows):
        self.sudo().line_ids.unlink()
        self.env["xinxihua.system.import.line"].sudo().create(
            [{"import_id": self.id, **self._line_vals(row)} for row in self._judged(rows)]
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

    def action_import(self):
        """Write the systems that the preview showed as new or changed, and only those."""
        self._claim()
        lines_sudo = self.sudo().line_ids.filtered(
            lambda line: line.status in CREATABLE and not line.is_imported
        )
        if not lines_sudo:
            raise UserError(
                self.env._(
                    "There is no new or changed system. Correct the workbook and read it again."
                )
            )
        rows = self._judged([(line.sheet_row, line.cells) for line in lines_sudo])
        self._write_systems(rows)
        for line, row in zip(lines_sudo, rows, strict=True):
            line.write({**self._line_vals(row), "is_imported": row.status in CREATABLE})
        systems = lines_sudo.system_id.sudo(False)
        return {
            **systems._get_records_action(name=self.env._("Imported Systems")),
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", systems.ids)],
        }

    def _write_systems(self, rows):
        """Create and update with the user's own rights."""
        System = self.env["xinxihua.information.system"]
        new = [row for row in rows if row.status == "new"]
        for row, system in zip(new, System.create([row.vals for row in new]), strict=True):
            row.system = system
        for row in rows:
            if row.status == "changed":
                row.system.write(row.vals)
