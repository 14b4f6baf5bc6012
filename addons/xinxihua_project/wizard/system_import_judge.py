# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import dataclass, field

from odoo import fields, models
from odoo.fields import Domain

from ..models.core.workbook import picked
from ..models.core.workbook_safety import WorkbookError
from ..models.core.workbook_values import MONEY_UNITS, is_secret, key_of, parse_amount, text_of
from .system_import_words import parse_answer, parse_count, parse_day

TEXTS = ("function", "use_scope", "use_frequency", "approving_authority", "funding_source")
PARSERS = {
    "date_online": parse_day,
    "date_approved": parse_day,
    "date_migration": parse_day,
    "monthly_use": parse_count,
    "hosting": lambda cell: parse_answer("hosting", cell),
    "sharing_state": lambda cell: parse_answer("sharing_state", cell),
    "brain_state": lambda cell: parse_answer("brain_state", cell),
}


@dataclass
class SystemRow:
    """A row on its way to a system.

    :param dict raw: cells by field code
    :param dict texts: code, name, unit as text
    :param dict vals: what is written: all of a new system, the differences of a known one
    :param list faults: texts; a row with one is not imported
    :param list changes: texts, “name: old → new”
    """

    number: int
    cells: list
    raw: dict
    texts: dict
    system: object = None
    unit: object = None
    status: str = ""
    vals: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)
    changes: list = field(default_factory=list)


class SystemImportJudge(models.TransientModel):
    """Judges rows of the ledger: what is new, what changes, what is wrong."""

    _inherit = "xinxihua.system.import"

    def _judged(self, rows):
        """Return what becomes of rows.

        :param rows: [(row number of the sheet, cells)]
        :return: list of SystemRow in order
        """
        judged = [self._new_row(number, cells) for number, cells in rows]
        open_rows = [row for row in judged if row.status != "secret"]
        self._find_units(open_rows)
        for row in open_rows:
            self._read_row(row)
        self._find_systems(open_rows)
        self._check_doubles(open_rows)
        for row in open_rows:
            self._set_status(row)
        return judged

    def _new_row(self, number, cells):
        codes = self.layout["codes"]
        raw = picked(codes, cells)
        answers = [cell for code, cell in zip(codes, cells, strict=False) if code == "secret"]
        texts = {
            name: text_of(raw.get(name)) for name in ("code", "name", "unit_name", "unit_code")
        }
        row = SystemRow(number, cells, raw, texts, self.env["xinxihua.information.system"])
        if is_secret(answers, cells):
            row.status = "secret"
            row.faults.append(
                self.env._("Secret systems are not entered here. Nothing of the row was kept.")
            )
        return row

    # -- cells -------------------------------------------------------------------------

    def _read_row(self, row):
        vals = {name: text_of(row.raw.get(name)) for name in TEXTS}
        vals |= {"code": row.texts["code"], "name": row.texts["name"]}
        vals["unit_id"] = row.unit and row.unit.id
        for name, parser in PARSERS.items():
            try:
                vals[name] = parser(row.raw.get(name))
            except ValueError:
                self._add_fault(row, name, self.env._("the cell is not understood. Correct it."))
        self._read_investment(row, vals)
        if not vals["name"]:
            self._add_fault(row, "name", self.env._("the cell is empty. Fill it in."))
        day = vals.get("date_online")
        if day and day > fields.Date.context_today(self):
            self._add_fault(row, "date_online", self.env._("the day lies in the future."))
        # a blank cell clears nothing
        row.vals = {name: value for name, value in vals.items() if value not in (None, "")}

    def _read_investment(self, row, vals):
        layout = self.layout
        codes = layout["codes"]
        named = layout["units"][codes.index("investment")] if "investment" in codes else None
        factor = MONEY_UNITS[named or layout["money_unit"] or "元"]
        try:
            amount = parse_amount(row.raw.get("investment"), factor)
        except WorkbookError:
            reason = self.env._("the cell is no amount of money. Correct it.")
            self._add_fault(row, "investment", reason)
        else:
            vals["investment"] = None if amount is None else float(amount)

    def _add_fault(self, row, code, reason):
        layout = self.layout
        header = code
        if code in layout["codes"]:
            header = layout["headers"][layout["codes"].index(code)]
        row.faults.append(self.env._("Column %(column)s: %(reason)s", column=header, reason=reason))

    # -- system ------------------------------------------------------------------------

    def _find_systems(self, rows):
        """Find a system by its number; without one, by unit and name."""
        System_sudo = self.env["xinxihua.information.system"].sudo()
        units = {row.unit.id for row in rows if row.unit}
        codes = {row.texts["code"] for row in rows} - {""}
        found = System_sudo.search(
            Domain("code", "in", list(codes)) | Domain("unit_id", "in", list(units))
        )
        by_code = {system.code: system for system in found if system.code}
        by_name = found.grouped(lambda system: (system.unit_id.id, key_of(system.name)))
        for row in rows:
            if not row.unit:
                continue
            coded = by_code.get(row.texts["code"]) if row.texts["code"] else None
            named = by_name.get((row.unit.id, key_of(row.texts["name"])), System_sudo)
            if row.texts["code"]:
                named = named.filtered(lambda system: not system.code)
            if coded and coded.unit_id != row.unit:
                row.faults.append(
                    self.env._(
                        "The number “%s” belongs to a system of another unit. Correct it.",
                        row.texts["code"],
                    )
                )
            elif not coded and len(named) > 1:
                row.faults.append(
                    self.env._("The unit has several systems of this name. Add the number.")
                )
            else:
                row.system = (coded or named).sudo(False)

    def _check_doubles(self, rows):
        first = {}
        for row in rows:
            key = row.texts["code"] or (row.unit and row.unit.id, key_of(row.texts["name"]))
            if key in first:
                row.faults.append(
                    self.env._(
                        "The same system stands in row %s too. Delete one of the two.", first[key]
                    )
                )
            first.setdefault(key, row.number)

    def _set_status(self, row):
        """Say whether a row is new, changed, unchanged or faulty; keep the differences."""
        if row.system and not row.faults:
            self._keep_differences(row)
            if row.vals and row.system.state != "active":
                row.faults.append(
                    self.env._("The system is not in use any more: its row is not changed.")
                )
        elif not row.faults and not row.vals.get("date_online"):
            self._add_fault(row, "date_online", self.env._("the cell is empty. Fill it in."))
        if row.faults:
            row.status, row.changes = "bad", []
        elif not row.system:
            row.status = "new"
        else:
            row.status = "changed" if row.vals else "unchanged"

    def _keep_differences(self, row):
        system_fields = self.env["xinxihua.information.system"]._fields
        old = row.system._convert_to_write({name: row.system[name] for name in row.vals})
        row.vals = {name: value for name, value in row.vals.items() if old[name] != value}
        for name, value in row.vals.items():
            label = system_fields[name]._description_string(self.env)
            before, after = old[name], value
            if system_fields[name].type == "selection":
                words = dict(system_fields[name]._description_selection(self.env))
                before, after = words.get(before), words.get(after)
            row.changes.append(
                f"{label}: {'-' if before in (False, None, '') else before} → {after}"
            )
