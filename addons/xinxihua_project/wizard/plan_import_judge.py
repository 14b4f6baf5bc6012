# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import re
from dataclasses import dataclass, field

from odoo import models
from odoo.fields import Domain

from ..models.core.workbook import picked
from ..models.core.workbook_values import is_secret, key_of, text_of

TEXTS = ("plan_name", "year_from", "year_to", "goals", "unit_name", "code", "name", "goal")
OPEN = ("draft", "returned")
_YEAR = re.compile(r"(20\d\d)年?")


@dataclass
class PlanRow:
    """A row on its way to an item of a plan.

    :param tuple key: the plan of the row: (id of its bureau, name as it is compared)
    :param dict plan_vals: what is written when the plan is new
    :param dict vals: what is written: all of a new item, the differences of a known one
    :param list faults: texts; a row with one is not imported
    :param list changes: texts, “name: old → new”
    """

    number: int
    cells: list
    texts: dict
    plan: object
    item: object
    key: tuple = ()
    status: str = ""
    plan_vals: dict = field(default_factory=dict)
    vals: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)
    changes: list = field(default_factory=list)


class PlanImportJudge(models.TransientModel):
    """Judges rows of plans: what is new, what changes, what is wrong."""

    _inherit = "xinxihua.plan.import"

    def _judged(self, rows):
        """Return what becomes of rows.

        :param rows: [(row number of the sheet, cells)]
        :return: list of PlanRow in order
        """
        judged = [self._new_row(number, cells) for number, cells in rows]
        open_rows = [row for row in judged if row.status != "secret"]
        for row in open_rows:
            self._read_row(row)
        self._find_plans(open_rows)
        self._check_alike(open_rows)
        for row in open_rows:
            self._find_item(row)
        self._check_doubles(open_rows)
        for row in open_rows:
            self._set_status(row)
        return judged

    def _new_row(self, number, cells):
        codes = self.layout["codes"]
        raw = picked(codes, cells)
        texts = {code: text_of(raw.get(code)) for code in TEXTS}
        none = self.env["xinxihua.plan"], self.env["xinxihua.plan.item"]
        row = PlanRow(number, cells, texts, *none)
        answers = [cell for code, cell in zip(codes, cells, strict=False) if code == "secret"]
        if is_secret(answers, cells):
            row.status = "secret"
            row.faults.append(
                self.env._("Secret plans are not entered here. Nothing of the row was kept.")
            )
        return row

    def _add_fault(self, row, code, reason):
        layout, header = self.layout, code
        if code in layout["codes"]:
            header = layout["headers"][layout["codes"].index(code)]
        row.faults.append(self.env._("Column %(column)s: %(reason)s", column=header, reason=reason))

    # -- cells -------------------------------------------------------------------------------

    def _read_row(self, row):
        texts = row.texts
        for code in ("plan_name", "name"):
            if not texts[code]:
                self._add_fault(row, code, self.env._("the cell is empty. Fill it in."))
        unit = self._bureau_of(row)
        row.key = (unit.id, key_of(texts["plan_name"]))
        row.plan_vals = {"name": texts["plan_name"], "unit_id": unit.id}
        if texts["goals"]:
            row.plan_vals["goals"] = texts["goals"]
        for code in ("year_from", "year_to"):
            match = _YEAR.fullmatch(texts[code])
            if match:
                row.plan_vals[code] = int(match[1])
            elif texts[code]:
                self._add_fault(row, code, self.env._("write a year such as 2026."))
        first, last = row.plan_vals.get("year_from"), row.plan_vals.get("year_to")
        if first and last and first > last:
            self._add_fault(row, "year_to", self.env._("the last year lies before the first."))
        # a blank cell clears nothing
        row.vals = {code: texts[code] for code in ("code", "name", "goal") if texts[code]}

    def _bureau_of(self, row):
        """Return the user's bureau that a row names, or its only one."""
        bureaus = self.env.user.xinxihua_unit_ids.filtered(lambda unit: unit.kind == "data_bureau")
        name = key_of(row.texts["unit_name"])
        found = bureaus.filtered(lambda unit: key_of(unit.name) == name) if name else bureaus[:1]
        if not found:
            row.faults.append(
                self.env._(
                    "“%s” is no data bureau that you act for. Import only your bureau's plans.",
                    row.texts["unit_name"] or self.env.user.name,
                )
            )
        return found[:1]

    # -- plan and item -----------------------------------------------------------------------

    def _find_plans(self, rows):
        """Find the version that is being drawn up; one that is under way takes no items."""
        units = {row.key[0] for row in rows if row.key[0]}
        plans = self.env["xinxihua.plan"].search(
            Domain("unit_id", "in", list(units)) & Domain("state", "!=", "superseded"),
            order="version desc, id desc",
        )
        found = {}
        for plan in plans:
            found.setdefault((plan.unit_id.id, key_of(plan.name)), plan)
        for row in rows:
            row.plan = found.get(row.key, row.plan)
            if row.plan and row.plan.state not in OPEN:
                row.faults.append(
                    self.env._(
                        "“%(plan)s” is %(state)s and takes no items. Begin a new version of it, "
                        "then import.",
                        plan=row.plan.display_name,
                        state=dict(row.plan._fields["state"]._description_selection(self.env))[
                            row.plan.state
                        ],
                    )
                )

    def _check_alike(self, rows):
        """The rows of a plan say the same years, and those of a plan that is there."""
        said = {}
        for row in rows:
            known = said.setdefault(row.key, {})
            for code in ("year_from", "year_to"):
                year = row.plan_vals.get(code)
                if not year:
                    continue
                wanted = row.plan[code] if row.plan else known.setdefault(code, year)
                if wanted != year:
                    reason = self.env._(
                        "the plan says %s elsewhere. Correct one of them.", str(wanted)
                    )
                    self._add_fault(row, code, reason)
            for code, year in known.items():
                row.plan_vals.setdefault(code, year)

    def _find_item(self, row):
        """Find the item by its number, else by its name."""
        code, name = row.texts["code"], key_of(row.texts["name"])
        items = row.plan.item_ids
        coded = items.filtered(lambda item: code and item.code == code)
        named = items.filtered(lambda item: key_of(item.name) == name and not (code and item.code))
        row.item = (coded or named)[:1]

    def _check_doubles(self, rows):
        first = {}
        for row in rows:
            key = (row.key, row.texts["code"] or key_of(row.texts["name"]))
            if key in first:
                row.faults.append(
                    self.env._(
                        "The same item stands in row %s too. Delete one of the two.", first[key]
                    )
                )
            first.setdefault(key, row.number)

    def _set_status(self, row):
        """Say whether a row is new, changed, unchanged or faulty; keep the differences."""
        if row.faults:
            row.status = "bad"
        elif not row.item:
            row.status = "new"
        else:
            row.vals = {
                name: value for name, value in row.vals.items() if (row.item[name] or "") != value
            }
            for name, value in row.vals.items():
                label = row.item._fields[name]._description_string(self.env)
                row.changes.append(f"{label}: {row.item[name] or '-'} → {value}")
            row.status = "changed" if row.vals else "unchanged"
