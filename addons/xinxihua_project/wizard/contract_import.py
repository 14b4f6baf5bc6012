# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.fields import Command


class ContractImport(models.TransientModel):
    """Reads the ledger of contracts that were there before: adds and updates, deletes none.

    Rights: officers of the units and of the bureaus, for the units they may enter rows of.
    """

    _name = "xinxihua.contract.import"
    _inherit = ["xinxihua.workbook.upsert.mixin", "xinxihua.workbook.units.mixin"]
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

    def _nothing_to_write(self):
        return self.env._(
            "There is no new or changed contract. Correct the workbook and read it again."
        )

    def _written_action(self, lines_sudo):
        contracts = lines_sudo.contract_id.sudo(False)
        return {
            **contracts._get_records_action(name=self.env._("Imported Contracts")),
            "view_mode": "list,form",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", contracts.ids)],
        }

    def _write_rows(self, rows):
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
