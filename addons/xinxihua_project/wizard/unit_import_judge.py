# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import dataclass, field

from odoo import models
from odoo.fields import Domain
from stdnum.cn import uscc as stdnum_uscc
from stdnum.exceptions import ValidationError as StdnumError

from ..models.core.workbook import picked
from ..models.core.workbook_values import key_of, text_of

TEXTS = ("code", "name", "division_code", "division_name", "uscc", "parent_code", "kind")


@dataclass
class UnitRow:
    """A row on its way to a unit.

    :param dict texts: cells by field code
    :param dict vals: what is written: all of a new unit, the differences of a known one
    :param list faults: texts; a row with one is not imported
    :param list changes: texts, “name: old → new”
    """

    number: int
    cells: list
    texts: dict
    unit: object = None
    status: str = ""
    parent_code: str = ""
    vals: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)
    changes: list = field(default_factory=list)


class UnitImportJudge(models.TransientModel):
    """Judges rows of the list of units: what is new, what changes, what is wrong."""

    _inherit = "xinxihua.unit.import"

    def _judged(self, rows):
        """Return what becomes of rows.

        :param rows: [(row number of the sheet, cells)]
        :return: list of UnitRow in order
        """
        judged = []
        for number, cells in rows:
            raw = picked(self.layout["codes"], cells)
            judged.append(UnitRow(number, cells, {code: text_of(raw.get(code)) for code in TEXTS}))
        units = self._known_units(judged)
        divisions = self._divisions(judged)
        kinds = self._kinds()
        for row in judged:
            self._read_unit(row, divisions, kinds)
            self._find_unit(row, units)
        self._check_doubles(judged)
        self._check_parents(judged, units)
        for row in judged:
            self._set_status(row)
        return judged

    def _known_units(self, rows):
        """Return units by ("code", code), ("uscc", code) and, without a code, by name."""
        codes = {row.texts[name] for row in rows for name in ("code", "parent_code")} - {""}
        usccs = {stdnum_uscc.compact(row.texts["uscc"]) for row in rows} - {""}
        domain = Domain("code", "in", list(codes)) | Domain("uscc", "in", list(usccs))
        domain |= Domain("code", "=", False)
        known = {}
        for unit in self.env["xinxihua.unit"].with_context(active_test=False).search(domain):
            if unit.uscc:
                known["uscc", unit.uscc] = unit
            if unit.code:
                known["code", unit.code] = unit
            else:
                known[key_of(unit.name), unit.division_id.id] = unit
        return known

    def _divisions(self, rows):
        """Return {code, finance code or name: division}, former codes included."""
        Division = self.env["xinxihua.division"]
        codes = {row.texts["division_code"] for row in rows} - {""}
        names = {row.texts["division_name"] for row in rows} - {""}
        domain = Domain("finance_code", "in", list(codes)) | Domain("name", "in", list(names))
        found = {}
        for division in Division.search(domain):
            found.setdefault(key_of(division.name), division)
            if division.finance_code:
                found[division.finance_code] = division
        return found | Division._by_code(codes)

    def _kinds(self):
        Unit = self.env["xinxihua.unit"]
        kinds = {}
        for lang in ("en_US", "zh_CN"):
            env = Unit.with_context(lang=lang).env
            for key, label in Unit._fields["kind"]._description_selection(env):
                kinds |= {key: key, key_of(label): key}
        return kinds

    def _read_unit(self, row, divisions, kinds):
        texts = row.texts
        for code in ("code", "name"):
            if not texts[code]:
                row.faults.append(
                    self.env._(
                        "Column %s: the cell is empty. Fill it in.", self._column_header(code)
                    )
                )
        wanted = texts["division_code"] or key_of(texts["division_name"])
        division = divisions.get(wanted)
        if not division:
            row.faults.append(
                self.env._(
                    "There is no division “%s”. Write its code of GB/T 2260, or add it under "
                    "Divisions.",
                    texts["division_code"] or texts["division_name"] or "-",
                )
            )
        row.vals = {
            "code": texts["code"],
            "name": texts["name"],
            "division_id": division and division.id,
        }
        self._read_uscc(row)
        if kind := kinds.get(key_of(texts["kind"])):
            row.vals["kind"] = kind

    def _read_uscc(self, row):
        text = row.texts["uscc"]
        if not text:
            return
        try:
            row.vals["uscc"] = stdnum_uscc.validate(text)
        except StdnumError:
            row.faults.append(
                self.env._(
                    "“%s” is not a unified social credit code: 18 characters with a check "
                    "character (GB 32100-2015). Compare it with the certificate.",
                    text,
                )
            )

    def _column_header(self, code):
        layout = self.layout
        if code in layout["codes"]:
            return layout["headers"][layout["codes"].index(code)]
        return code

    def _find_unit(self, row, units):
        """Find the unit by code; one without a code by its USCC, or name and division."""
        vals, none = row.vals, self.env["xinxihua.unit"]
        holder = units.get(("uscc", vals.get("uscc")), none)
        row.unit = units.get(("code", vals["code"]), none)
        if not row.unit:
            name = (key_of(vals["name"]), vals["division_id"])
            row.unit = holder.filtered(lambda unit: not unit.code) or units.get(name, none)
        if holder - row.unit:
            row.faults.append(
                self.env._(
                    "The unified social credit code belongs to %(unit)s (code %(code)s). "
                    "Correct one of them.",
                    unit=holder.name,
                    code=holder.code or "-",
                )
            )

    def _check_doubles(self, rows):
        first = {}
        for row in rows:
            for name in ("code", "uscc"):
                value = row.vals.get(name)
                if value and (name, value) in first:
                    row.faults.append(
                        self.env._(
                            "“%(value)s” stands in row %(row)s too. Delete one of the two.",
                            value=value,
                            row=first[name, value],
                        )
                    )
                elif value:
                    first[name, value] = row.number

    def _check_parents(self, rows, units):
        coming = {row.vals["code"] for row in rows if not row.faults}
        for row in rows:
            code = row.texts["parent_code"]
            if not code or code == row.vals["code"]:
                continue
            row.parent_code = code
            if ("code", code) not in units and code not in coming:
                row.faults.append(
                    self.env._(
                        "There is no department with the code “%s”. Add its row to the workbook.",
                        code,
                    )
                )

    def _set_status(self, row):
        """Say whether a row is new, changed, unchanged or faulty; keep the differences."""
        if row.faults:
            row.status = "bad"
            return
        if not row.unit:
            row.status = "new"
            return
        unit_fields = self.env["xinxihua.unit"]._fields
        old = row.unit._convert_to_write({name: row.unit[name] for name in row.vals})
        row.vals = {name: value for name, value in row.vals.items() if old[name] != value}
        for name, value in row.vals.items():
            label = unit_fields[name]._description_string(self.env)
            before, after = self._words(name, old[name]), self._words(name, value)
            row.changes.append(f"{label}: {before} → {after}")
        if row.parent_code and row.unit.parent_id.code != row.parent_code:
            label = unit_fields["parent_id"]._description_string(self.env)
            row.changes.append(f"{label}: {row.unit.parent_id.code or '-'} → {row.parent_code}")
        row.status = "changed" if row.changes else "unchanged"

    def _words(self, name, value):
        """Return a value of a unit as the user reads it."""
        if name == "division_id":
            return self.env["xinxihua.division"].browse(value).name or "-"
        if name == "kind":
            field_kind = self.env["xinxihua.unit"]._fields["kind"]
            return dict(field_kind._description_selection(self.env)).get(value, "-")
        return value or "-"
