# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from odoo import fields, models

from ..models.core.workbook import picked
from ..models.core.workbook_safety import WorkbookError
from ..models.core.workbook_values import (
    BLANKS,
    CENT,
    MONEY_UNITS,
    is_secret,
    key_of,
    parse_amount,
    squeezed,
    text_of,
)


@dataclass
class CostRow:
    """A row on its way to a cost line.

    :param dict raw: cells by field code
    :param dict vals: values of the line; of a known line what differs
    :param list faults: texts; a row with one is not imported
    :param list changes: texts, “field: old → new”
    """

    number: int
    cells: list
    raw: dict
    line: object = None
    status: str = ""
    vals: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)
    changes: list = field(default_factory=list)


class CostImportJudge(models.TransientModel):
    """Judges rows of a cost table: what is new, what changes, what is wrong."""

    _inherit = "xinxihua.cost.import"

    def _judged(self, rows):
        """Return what becomes of rows.

        :param rows: [(row number of the table, cells)]
        :return: list of CostRow in order
        """
        judged = [CostRow(number, cells, self._raw(cells)) for number, cells in rows]
        categories = self.env["xinxihua.catalogue.item"]._in_force(
            "cost_category", self.project_id._rule_date(), self.project_id.division_id
        )
        known = self._known_lines()
        for row in judged:
            if is_secret((), row.cells):
                row.status = "secret"
                row.faults.append(
                    self.env._("A row with a secrecy mark. Nothing of the row was kept.")
                )
                continue
            self._read_row(row, categories)
            self._set_status(row, known)
        return judged

    def _raw(self, cells):
        return picked(self.layout["codes"], cells)

    def _known_lines(self):
        """Return {(category, name): lines of the project, in order}."""
        lines = self.project_id.cost_line_ids.sorted(lambda line: (line.sequence, line.id))
        grouped = lines.grouped(lambda line: (line.category_id.id, key_of(line.name)))
        return {key: list(found) for key, found in grouped.items()}

    # -- cells -------------------------------------------------------------------------

    def _read_row(self, row, categories):
        row.vals = {
            "name": text_of(row.raw.get("name")),
            "uom_name": text_of(row.raw.get("uom_name")),
            "price_basis": text_of(row.raw.get("price_basis")),
        }
        if not row.vals["name"]:
            self._add_fault(row, "name", self.env._("the cell is empty. Fill it in."))
        self._read_category(row, categories)
        self._read_figures(row)

    def _read_category(self, row, categories):
        """A named category must be one of the list; without one the words suggest it."""
        text = key_of(row.raw.get("category"))
        found = categories.filtered(lambda item: key_of(item.name) == text or item.code == text)
        if not found:
            words = text or key_of(row.vals["name"])
            found = categories.filtered(lambda item: self._suggests(item, words))
        if not found and not text:
            found = categories.filtered(lambda item: item.code == "other")
        if found:
            row.vals["category_id"] = found[:1].id
        else:
            names = "、".join(categories.mapped("name"))
            reason = self.env._("no such cost category. Choose one of: %s", names)
            self._add_fault(row, "category", reason)

    def _suggests(self, item, words):
        return any(
            key_of(word) in words
            for word in (item.keywords or "").replace("\uff0c", ",").split(",")
            if word.strip()
        )

    def _read_figures(self, row):
        quantity = self._read_quantity(row)
        price, amount = self._read_money(row, "unit_price"), self._read_money(row, "amount")
        if row.faults:
            return
        if price is None and amount is None:
            reason = self.env._("neither a unit price nor an amount. Fill in one of them.")
            self._add_fault(row, "unit_price", reason)
        elif price is None:
            price = (amount / quantity).quantize(CENT, ROUND_HALF_UP)
        product = price is not None and (quantity * price).quantize(CENT, ROUND_HALF_UP)
        if amount is not None and product is not False and product != amount:
            reason = self.env._(
                "%(quantity)s × %(price)s is %(product)s, not %(amount)s. Correct one of them.",
                quantity=f"{quantity.normalize():f}",
                price=f"{price:,.2f}",
                product=f"{product:,.2f}",
                amount=f"{amount:,.2f}",
            )
            self._add_fault(row, "amount", reason)
        row.vals |= {"quantity": float(quantity), "unit_price": float(price or 0)}

    def _read_quantity(self, row):
        text = squeezed(row.raw.get("quantity")).replace(",", "")
        if text in BLANKS:
            return Decimal(1)
        try:
            quantity = Decimal(text)
        except InvalidOperation:
            quantity = Decimal(0)
        if not quantity.is_finite() or not 0 < quantity < 10**12:
            self._add_fault(row, "quantity", self.env._("no positive number. Correct it."))
        elif quantity != quantity.quantize(Decimal("0.0001")):
            self._add_fault(row, "quantity", self.env._("more than four decimals. Round it."))
        return quantity

    def _read_money(self, row, code):
        layout = self.layout
        codes = layout["codes"]
        named = layout["units"][codes.index(code)] if code in codes else None
        factor = MONEY_UNITS[named or layout["money_unit"] or "元"]
        try:
            return parse_amount(row.raw.get(code), factor)
        except WorkbookError:
            reason = self.env._("no amount of money, or parts of a cent. Correct it.")
            self._add_fault(row, code, reason)
        return None

    def _add_fault(self, row, code, reason):
        layout = self.layout
        header = self._first_headers([code])[0]
        if code in layout["codes"]:
            header = layout["headers"][layout["codes"].index(code)]
        row.faults.append(
            self.env._(
                "Row %(row)s, column %(column)s, “%(value)s”: %(reason)s",
                row=row.number,
                column=header,
                value=text_of(row.raw.get(code)) or "-",
                reason=reason,
            )
        )

    # -- what becomes of it ----------------------------------------------------------------

    def _set_status(self, row, known):
        """Say whether a row is new, changed, unchanged or faulty.

        Of several lines of one name the first row is the first line, and so on.
        """
        if row.faults:
            row.status = "bad"
            return
        lines = known.get((row.vals["category_id"], key_of(row.vals["name"])))
        if not lines:
            row.status = "new"
            return
        row.line = lines.pop(0)
        for name, value in row.vals.items():
            column = row.line._fields[name]
            old = row.line[name].id if column.type == "many2one" else row.line[name]
            # a blank cell clears nothing
            if value not in ("", None) and not self._same(column, old, value):
                label = column._description_string(self.env)
                row.changes.append(f"{label}: {old or '-'} → {value}")
        row.status = "changed" if row.changes else "unchanged"
        row.vals = {name: value for name, value in row.vals.items() if value != ""}

    def _same(self, column, old, value):
        if isinstance(column, fields.Float | fields.Monetary):
            return abs((old or 0.0) - value) < 0.00005
        return (old or "") == value
