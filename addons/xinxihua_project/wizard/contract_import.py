# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

CREATABLE = ("new", "changed")


class ContractImport(models.TransientModel):
    """Reads the ledger of contracts that were there before: adds and updates, deletes none.

    Rights: officers of the units and of the bureaus, for the units they may enter rows of.
    """

    _name = "xinxihua.contract.import"
    _inherit = ["xinxihua.workbook.import.mixin", "xinxihua.workbook.units.mixin"]
    _description = "Import of Contracts"
    _purpose = "contract"
    _needed = (
        ("number",),
        ("name",),
        ("unit_name", "unit_code"),
        ("supplier_name",),
        ("amount",),
        ("date_signed",),
    )
    _single = ("number", "name", "unit_name", "supplier_name", "amount", "date_signed")

    line_ids = fields.One2many(
        "xinxihua.contract.import.line", "import_id", string="Rows", readonly=True
    )
    new_count = fields.Integer("New", compute="_compute_counts")
    changed_count = fields.Integer("Changed", compute="_compute_counts")
    unchanged_count = fields.Integer("Unchanged", compute="_compute_counts")
    bad_count = fields.Integer("Faulty", compute="_compute_counts")
    secret_count = fields.Integer("Secret", compute="_compute_counts")
    creatable_count = fields.Integer("Contracts to Enter", compute="_compute_counts")
    imported_count = fields.Integer("Imported", compute="_compute_counts")

    @api.depends("line_ids.status", "line_ids.is_imported")
    def _compute_counts(self):
        for wizard in self:
            lines = wizard.line_ids
            for status, _label in lines._fields["status"]._description_selection(self.env):
                wizard[f"{status}_count"] = len(
                    lines.filtered(lambda line, status=status: line.status == status)
                )
            open_lines = lines.filtered(lambda line: line.status in CREATABLE)
            wizard.imported_count = len(open_lines.filtered("is_imported"))
            wizard.creatable_count = len(open_lines) - wizard.imported_count

    def _replace_lines(self, rows):
        self.sudo().line_ids.unlink()
        self.env["xinxihua.contract.import.line"].sudo().create(
            [{"import_id": self.id, **self._line_vals(row)} for row in self._judged(rows)]
        )

    @api.model
    def _line_vals(self, row):
        if row.status == "secret":
            return {"sheet_row": row.number, "status": "secret", "message": row.faults[0]}
        amount = row.vals.get("amount")
        return {
            "sheet_row": row.number,
            "status": row.status,
            "number": row.texts["number"],
            "name": row.texts["name"],
            "unit_name": row.texts["unit_name"] or row.texts["unit_code"],
            "amount": f"{amount:,.2f}" if amount else False,
            "contract_id": row.contract.id,
            "message": "\n".join([*row.faults, *row.changes, *row.remarks]),
            "cells": row.cells,
        }

    def action_import(self):
        """Enter the contracts that the preview showed as new or changed, and only those."""
        self._claim()
        lines_sudo = self.sudo().line_ids.filtered(
            lambda line: line.status in CREATABLE and not line.is_imported
        )
        if not lines_sudo:
            raise UserError(
                self.env._(
                    "There is no new or changed contract. Correct the workbook and read it again."
                )
            )
        rows = self._judged([(line.sheet_row, line.cells) for line in lines_sudo])
        self._write_contracts(rows)
        for line, row in zip(lines_sudo, rows, strict=True):
            line.write({**self._line_vals(row), "is_imported": row.status in CREATABLE})
        contracts = lines_sudo.contract_id.sudo(False)
        return {
            **contracts._get_records_action(name=self.env._("Imported Contracts")),
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", contracts.ids)],
        }

    def _write_contracts(self, rows):
        """Write the judged rows: their units are those that the user may enter rows for."""
        Contract_sudo = self.env["xinxihua.contract"].sudo()
        new = [row for row in rows if row.status == "new"]
        created = Contract_sudo.create([self._contract_vals(row) for row in new])
        for row, contract in zip(new, created, strict=True):
            row.contract = contract
        changed = Contract_sudo
        for row in rows:
            if row.status == "changed":
                row.contract.sudo().write(self._contract_vals(row))
                changed |= row.contract.sudo()
        (created | changed)._link_suppliers()

    @api.model
    def _contract_vals(self, row):
        vals = dict(row.vals, state="registered")
        if row.status == "new":
            vals["date_submitted"] = fields.Date.context_today(self)
        if "instalments" in vals:
            vals["instalment_ids"] = [
                Command.clear(),
                *(
                    Command.create({"name": name, "amount": amount, "sequence": index * 10})
                    for index, (name, amount) in enumerate(vals.pop("instalments"), 1)
                ),
            ]
        return vals
