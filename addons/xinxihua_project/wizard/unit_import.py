# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

CREATABLE = ("new", "changed")


class UnitImport(models.TransientModel):
    """Reads the list of budget units: adds new ones, updates known ones, deletes none.

    Rights: the rules administrator, with the own rights on units.
    """

    _name = "xinxihua.unit.import"
    _inherit = "xinxihua.workbook.import.mixin"
    _description = "Import of Units"
    _purpose = "unit"
    _needed = (("code",), ("name",), ("division_code", "division_name"))
    _single = ("code", "name", "uscc", "division_code")

    line_ids = fields.One2many(
        "xinxihua.unit.import.line", "import_id", string="Rows", readonly=True
    )
    new_count = fields.Integer("New", compute="_compute_counts")
    changed_count = fields.Integer("Changed", compute="_compute_counts")
    unchanged_count = fields.Integer("Unchanged", compute="_compute_counts")
    bad_count = fields.Integer("Faulty", compute="_compute_counts")
    creatable_count = fields.Integer("Units to Write", compute="_compute_counts")
    imported_count = fields.Integer("Imported", compute="_compute_counts")

    @api.depends("line_ids.status", "line_ids.is_imported")
    def _compute_counts(self):
        counts = {}
        for wizard, status, done, count in self.env["xinxihua.unit.import.line"]._read_group(
            [("import_id", "in", self.ids)], ["import_id", "status", "is_imported"], ["__count"]
        ):
            counts[wizard, status, done] = count
        statuses = self.line_ids._fields["status"].get_values(self.env)
        for wizard in self:
            for status in statuses:
                wizard[f"{status}_count"] = sum(
                    counts.get((wizard, status, done), 0) for done in (True, False)
                )
            for name, done in (("imported_count", True), ("creatable_count", False)):
                wizard[name] = sum(counts.get((wizard, s, done), 0) for s in CREATABLE)

    def _replace_lines(self, rows):
        self.sudo().line_ids.unlink()
        self.env["xinxihua.unit.import.line"].sudo().create(
            [{"import_id": self.id, **self._line_vals(row)} for row in self._judged(rows)]
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

    def action_import(self):
        """Write the units that the preview showed as new or changed, and only those."""
        self._claim()
        lines_sudo = self.sudo().line_ids.filtered(
            lambda line: line.status in CREATABLE and not line.is_imported
        )
        if not lines_sudo:
            raise UserError(
                self.env._(
                    "There is no new or changed unit. Correct the workbook and read it again."
                )
            )
        rows = self._judged([(line.sheet_row, line.cells) for line in lines_sudo])
        self._write_units([row for row in rows if row.status in CREATABLE])
        for line, row in zip(lines_sudo, rows, strict=True):
            done = row.status in CREATABLE
            line.write({**self._line_vals(row), "is_imported": done})
        units = lines_sudo.unit_id.sudo(False)
        return {
            **units._get_records_action(name=self.env._("Imported Units")),
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", units.ids)],
        }

    def _write_units(self, rows):
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
