# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import csv
import io

from odoo import api, fields, models
from odoo.exceptions import UserError

CREATABLE = ("new", "changed")


class CostImport(models.TransientModel):
    """Reads cost lines of one project from a workbook or a pasted table.

    Lines are added and changed, none is deleted; read twice, nothing is doubled.
    Rights: whoever may write the project, with their own rights.
    """

    _name = "xinxihua.cost.import"
    _inherit = "xinxihua.workbook.import.mixin"
    _description = "Import of Cost Lines"
    _purpose = "cost_line"
    _needed = (("name",), ("unit_price", "amount"))
    _single = ("category", "name", "uom_name", "quantity", "unit_price", "amount", "price_basis")

    project_id = fields.Many2one("xinxihua.project", required=True, ondelete="cascade", index=True)
    pasted = fields.Text(
        "Pasted Table",
        help="Cells copied in a spreadsheet, with their header row.",
    )
    line_ids = fields.One2many(
        "xinxihua.cost.import.line", "import_id", string="Rows", readonly=True
    )
    currency_id = fields.Many2one(related="project_id.currency_id")
    budget_amount = fields.Monetary(related="project_id.budget_amount", string="Budget")
    new_count = fields.Integer("New", compute="_compute_counts")
    changed_count = fields.Integer("Changed", compute="_compute_counts")
    unchanged_count = fields.Integer("Unchanged", compute="_compute_counts")
    bad_count = fields.Integer("Faulty", compute="_compute_counts")
    secret_count = fields.Integer("Secret", compute="_compute_counts")
    creatable_count = fields.Integer("Lines to Write", compute="_compute_counts")
    rows_amount = fields.Monetary("Sum of the Rows", compute="_compute_counts")

    @api.depends("line_ids.status", "line_ids.is_imported", "line_ids.amount")
    def _compute_counts(self):
        for wizard in self:
            lines = wizard.line_ids
            for status in lines._fields["status"].get_values(self.env):
                wizard[f"{status}_count"] = len(lines.filtered(lambda r, s=status: r.status == s))
            wizard.creatable_count = len(
                lines.filtered(lambda row: row.status in CREATABLE and not row.is_imported)
            )
            wizard.rows_amount = sum(lines.mapped("amount"))

    @api.constrains("project_id")
    def _check_project(self):
        """Only who may write the project reads lines into it."""
        for wizard in self:
            wizard.project_id.check_access("write")

    def action_preview(self):
        """Show what the import would do; a pasted table is read first."""
        self.ensure_one()
        if self.pasted and not self.sha256:
            self._take_workbook(self._pasted_as_csv())
        return {**super().action_preview(), "name": self.project_id.display_name}

    def _pasted_as_csv(self):
        """Return the pasted cells as the content of a CSV file."""
        limit = self._import_limit("megabytes") * 1024**2
        if len(self.pasted) > limit:
            raise UserError(self.env._("The pasted table is too long. Choose a file instead."))
        rows = csv.reader(io.StringIO(self.pasted), delimiter="\t")
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        return text.getvalue().encode("utf-8-sig")

    def _replace_lines(self, rows):
        self.project_id.check_access("write")
        self.sudo().line_ids.unlink()
        self.env["xinxihua.cost.import.line"].sudo().create(
            [{"import_id": self.id, **self._line_vals(row)} for row in self._judged(rows)]
        )

    @api.model
    def _line_vals(self, row):
        if row.status == "secret":
            return {"sheet_row": row.number, "status": "secret", "message": row.faults[0]}
        shown = ("category_id", "name", "uom_name", "quantity", "unit_price", "price_basis")
        return {
            **{name: row.vals.get(name) for name in shown},
            "sheet_row": row.number,
            "status": row.status,
            "message": "\n".join(row.faults or row.changes),
            "cells": row.cells,
        }

    def action_import(self):
        """Write the lines that the preview showed as new or changed, and only those."""
        self._claim()
        self.project_id.check_access("write")
        # judged with all good rows: the second “服务器” is the second of the project
        good = self.sudo().line_ids.filtered(lambda line: line.status not in ("bad", "secret"))
        rows = self._judged([(line.sheet_row, line.cells) for line in good])
        todo = [row for row in rows if row.status in CREATABLE]
        if not todo:
            raise UserError(
                self.env._(
                    "There is no new or changed cost line. Correct the table and read it again."
                )
            )
        self._write_lines(todo)
        for line, row in zip(good, rows, strict=True):
            line.write({"status": row.status, "is_imported": row in todo})
        return self.project_id._get_records_action()

    def _write_lines(self, rows):
        """Create and update with the user's own rights, in the order of the table."""
        Line = self.env["xinxihua.project.cost.line"]
        Line.create(
            [
                {**row.vals, "project_id": self.project_id.id, "sequence": row.number}
                for row in rows
                if row.status == "new"
            ]
        )
        for row in rows:
            if row.status == "changed":
                row.line.write(row.vals)


class CostImportLine(models.TransientModel):
    """A row of the table in the preview. Every field is the server's word."""

    _name = "xinxihua.cost.import.line"
    _inherit = "xinxihua.guard.mixin"
    _description = "Row of an Import of Cost Lines"
    _order = "import_id, sheet_row, id"
    _rec_name = "sheet_row"
    _transient_max_hours = 8.0
    # One2many commands of a sudo() write would otherwise run as the superuser.
    _allow_sudo_commands = False

    import_id = fields.Many2one(
        "xinxihua.cost.import", required=True, readonly=True, index=True, ondelete="cascade"
    )
    sheet_row = fields.Integer(readonly=True, aggregator=None)
    status = fields.Selection(
        [
            ("new", "New"),
            ("changed", "Changed"),
            ("unchanged", "Unchanged"),
            ("bad", "Faulty"),
            ("secret", "Secret"),
        ],
        required=True,
        readonly=True,
        index=True,
    )
    category_id = fields.Many2one("xinxihua.catalogue.item", "Cost Category", readonly=True)
    name = fields.Char("Item", readonly=True)
    uom_name = fields.Char("Unit of Measure", readonly=True)
    quantity = fields.Float(readonly=True, digits=(16, 4), aggregator=None)
    currency_id = fields.Many2one(related="import_id.currency_id")
    unit_price = fields.Monetary(readonly=True, aggregator=None)
    amount = fields.Monetary(compute="_compute_amount", store=True)
    price_basis = fields.Text(readonly=True)
    message = fields.Text("Problem or Change", readonly=True)
    cells = fields.Json(readonly=True)
    is_imported = fields.Boolean("Imported", readonly=True)

    @api.depends("quantity", "unit_price")
    def _compute_amount(self):
        for line in self:
            line.amount = round(line.quantity * line.unit_price, 2)


class ProjectCostImport(models.Model):
    _inherit = "xinxihua.project"

    def action_import_costs(self):
        """Open the import of cost lines for this project."""
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Paste or Import Cost Lines"),
            "res_model": "xinxihua.cost.import",
            "view_mode": "form",
            "target": "new",
            "context": {"default_project_id": self.id},
        }
