# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import dataclass, field

from odoo import fields, models
from stdnum.cn import uscc as stdnum_uscc
from stdnum.exceptions import ValidationError as StdnumError

from ..models.core.workbook import picked
from ..models.core.workbook_safety import WorkbookError
from ..models.core.workbook_values import MONEY_UNITS, is_secret, parse_amount, text_of
from .system_import_words import parse_day

TEXTS = (
    "number",
    "name",
    "supplier_name",
    "supplier_uscc",
    "supplier_account",
    "supplier_bank",
    "treasury_project_code",
    "quota_number",
)
UNIT_TEXTS = ("unit_name", "unit_code")
DAYS = ("date_signed", "date_approved", "date_start", "date_end")
NEEDED = ("number", "name", "supplier_name", "amount", "date_signed")


@dataclass
class ContractRow:
    """A row on its way to a contract.

    :param dict raw: cells by field code
    :param dict texts: cells that are kept as text
    :param dict vals: what is written: all of a new contract, the differences of a known one
    :param list faults: texts; a row with one is not imported
    :param list changes: texts, “name: old → new”
    :param list remarks: texts that stand against nothing
    """

    number: int
    cells: list
    raw: dict
    texts: dict
    contract: object = None
    unit: object = None
    status: str = ""
    vals: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    remarks: list = field(default_factory=list)


class ContractImportJudge(models.TransientModel):
    """Judges rows of the ledger: what is new, what changes, what is wrong."""

    _inherit = "xinxihua.contract.import"

    def _judged(self, rows):
        """Return what becomes of rows.

        :param rows: [(row number of the sheet, cells)]
        :return: list of ContractRow in order
        """
        judged = [self._new_row(number, cells) for number, cells in rows]
        open_rows = [row for row in judged if row.status != "secret"]
        self._find_units(open_rows)
        for row in open_rows:
            self._read_row(row)
        self._find_contracts(open_rows)
        self._check_doubles(open_rows)
        for row in open_rows:
            self._set_status(row)
        return judged

    def _new_row(self, number, cells):
        codes = self.layout["codes"]
        raw = picked(codes, cells)
        answers = [cell for code, cell in zip(codes, cells, strict=False) if code == "secret"]
        texts = {name: text_of(raw.get(name)) for name in TEXTS + UNIT_TEXTS}
        row = ContractRow(number, cells, raw, texts, self.env["xinxihua.contract"])
        if is_secret(answers, cells):
            row.status = "secret"
            row.faults.append(
                self.env._("Secret contracts are not entered here. Nothing of the row was kept.")
            )
        return row

    # -- cells -------------------------------------------------------------------------

    def _read_row(self, row):
        vals = {name: row.texts[name] for name in TEXTS}
        vals["ledger_unit_id"] = row.unit and row.unit.id
        self._read_supplier(row, vals)
        for name in DAYS:
            try:
                vals[name] = parse_day(row.raw.get(name))
            except ValueError:
                self._add_fault(row, name, self.env._("the cell is not understood. Correct it."))
        vals["amount"] = self._read_amount(row, "amount")
        self._read_instalments(row, vals)
        for name in NEEDED:
            if not vals.get(name) and not row.raw.get(name):
                self._add_fault(row, name, self.env._("the cell is empty. Fill it in."))
        self._check_days(row, vals)
        # a blank cell clears nothing
        row.vals = {name: value for name, value in vals.items() if value not in (None, "", [])}

    def _read_supplier(self, row, vals):
        text = vals["supplier_uscc"]
        if not text:
            return
        try:
            vals["supplier_uscc"] = stdnum_uscc.validate(text)
        except StdnumError:
            self._add_fault(
                row,
                "supplier_uscc",
                self.env._(
                    "“%s” is not a unified social credit code: 18 characters with a check "
                    "character (GB 32100-2015). Compare it with the certificate.",
                    text,
                ),
            )

    def _read_amount(self, row, code):
        layout = self.layout
        codes = layout["codes"]
        named = layout["units"][codes.index(code)] if code in codes else None
        factor = MONEY_UNITS[named or layout["money_unit"] or "元"]
        try:
            amount = parse_amount(row.raw.get(code), factor)
        except WorkbookError:
            self._add_fault(row, code, self.env._("the cell is no amount of money. Correct it."))
            return None
        return None if amount is None else float(amount)

    def _read_instalments(self, row, vals):
        """Read the columns of instalments: together they are the amount."""
        codes = [code for code in self.layout["codes"] if (code or "").startswith("instalment_")]
        parts = [(self._header_of(code), self._read_amount(row, code)) for code in sorted(codes)]
        vals["instalments"] = [(name, amount) for name, amount in parts if amount]
        total = round(sum(amount for _name, amount in vals["instalments"]), 2)
        if vals["instalments"] and vals["amount"] and total != vals["amount"]:
            self._add_fault(
                row,
                "amount",
                self.env._(
                    "the instalments add up to %(sum)s yuan, the contract is %(amount)s yuan. "
                    "Correct one of them.",
                    sum=f"{total:,.2f}",
                    amount=f"{vals['amount']:,.2f}",
                ),
            )

    def _check_days(self, row, vals):
        signed, approved = vals.get("date_signed"), vals.get("date_approved")
        if signed and signed > fields.Date.context_today(self):
            self._add_fault(row, "date_signed", self.env._("the day lies in the future."))
        if signed and approved and signed < approved:
            row.remarks.append(
                self.env._(
                    "Signed on %(signed)s, before the approval of %(approved)s: it is marked so "
                    "(%(basis)s).",
                    signed=signed,
                    approved=approved,
                    basis=self._cite("no_building_before_approval", unit=row.unit),
                )
            )

    def _header_of(self, code):
        layout = self.layout
        if code in layout["codes"]:
            return layout["headers"][layout["codes"].index(code)]
        return self._first_headers([code])[0]

    def _add_fault(self, row, code, reason):
        row.faults.append(
            self.env._("Column %(column)s: %(reason)s", column=self._header_of(code), reason=reason)
        )

    # -- contract ----------------------------------------------------------------------

    def _find_contracts(self, rows):
        """Find a contract by unit and number; one that takes its way here is not touched."""
        Contract_sudo = self.env["xinxihua.contract"].sudo()
        units = [row.unit.id for row in rows if row.unit]
        numbers = [row.texts["number"] for row in rows]
        found = Contract_sudo.search([("unit_id", "in", units), ("number", "in", numbers)])
        known = {(contract.unit_id.id, contract.number): contract for contract in found}
        for row in rows:
            contract = known.get((row.unit and row.unit.id, row.texts["number"]))
            if not contract:
                continue
            row.contract = contract.sudo(False)
            if contract.state != "registered":
                row.faults.append(
                    self.env._(
                        "Contract %s goes through the filing here already: its row is not entered.",
                        contract.number,
                    )
                )

    def _check_doubles(self, rows):
        first = {}
        for row in rows:
            key = (row.unit and row.unit.id, row.texts["number"])
            if row.texts["number"] and key in first:
                row.faults.append(
                    self.env._(
                        "The same contract stands in row %s too. Delete one of the two.",
                        first[key],
                    )
                )
            first.setdefault(key, row.number)

    def _set_status(self, row):
        """Say whether a row is new, changed, unchanged or faulty; keep the differences."""
        if row.contract and not row.faults:
            self._keep_differences(row)
        if row.faults:
            row.status, row.changes = "bad", []
        elif not row.contract:
            row.status = "new"
        else:
            row.status = "changed" if row.vals else "unchanged"

    def _keep_differences(self, row):
        contract_sudo = row.contract.sudo()
        labels = contract_sudo._fields
        old = {name: contract_sudo[name] for name in row.vals if name != "instalments"}
        old |= {"ledger_unit_id": contract_sudo.ledger_unit_id.id}
        old["instalments"] = [(part.name, part.amount) for part in contract_sudo.instalment_ids]
        row.vals = {name: value for name, value in row.vals.items() if old[name] != value}
        for name, value in row.vals.items():
            label = labels["instalment_ids" if name == "instalments" else name]
            before, after = old[name] or "-", value
            if name == "instalments":
                before, after = (
                    "、".join(f"{part} {amount:,.2f}" for part, amount in parts) or "-"
                    for parts in (old[name], value)
                )
            row.changes.append(f"{label._description_string(self.env)}: {before} → {after}")
