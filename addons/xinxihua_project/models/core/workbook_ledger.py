# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import re

from odoo import fields, models

from .workbook_cells import CellReader
from .workbook_layout import PLACEHOLDER, WORDS
from .workbook_sheet import Sheet, SheetColumn
from .workbook_writer import write_sheet

BATCH = 1000


def _parts(text):
    """Return the parts of a text separated by commas, Chinese or Western."""
    return [part.strip() for part in re.split("[,，]", text or "") if part.strip()]


class WorkbookLedger(models.Model):
    """Fills a layout with rows, as the exporting user may read them."""

    _inherit = "xinxihua.workbook.layout"

    def _workbook(self, records, year=0):
        """Return the ledger of some records as an .xlsx file.

        :param records: records of the layout's model, in order
        :param int year: year that was asked for; 0: what the rows say
        :return: (title, bytes)
        :raise UserError: a column is not for this user to read
        """
        self.ensure_one()
        # the form is the office's, so are its words
        layout = self.with_context(lang="zh_CN")
        records = records.with_context(lang="zh_CN")
        layout.column_ids._check_readable()
        sheet = layout._sheet(records, year)
        return sheet.title, write_sheet(sheet, layout._rows(records), len(records))

    # -- around the rows ---------------------------------------------------------------------

    def _sheet(self, records, year):
        unit = self.env.user.xinxihua_unit_ids[:1]
        today = fields.Date.context_today(self)
        title = self._filled(self.title, records, year)
        has_money = "money" in self.column_ids.mapped("kind")
        unit_labels = dict(self._fields["money_unit"]._description_selection(self.env))
        return Sheet(
            name=self.name,
            title=title,
            columns=[column._sheet_column() for column in self.column_ids],
            heads=[
                self.env._("Prepared by: %s", unit.name or self.env.company.name),
                self.env._("Date: %s", f"{today:%Y-%m-%d}"),
                self.env._("Unit: %s", unit_labels[self.money_unit]) if has_money else "",
            ],
            feet=self._filled(self.footer or "", records, year).splitlines(),
            signatures=_parts(self.signatures),
            author=unit.name or "",
            landscape=self.landscape,
            number_label=self.env._("No.") if self.numbered else "",
            total_label=self.env._("Total") if self.has_total else "",
            subtotal_label=self.env._("Subtotal"),
            empty_label=self.env._("No rows"),
            page_label=self.env._("Page &P of &N"),
        )

    def _filled(self, text, records, year):
        """Return a text with its placeholders replaced."""
        words = {}
        for name in set(PLACEHOLDER.findall(text)):
            if name not in WORDS:
                words[name] = self._common_text(records, name)
        unit = self.env.user.xinxihua_unit_ids[:1]
        if "{year}" in text:
            year = year or (self.year_path and self._common_text(records, self.year_path))
            words["year"] = f"{year}年度" if year and "、" not in str(year) else ""
        words["unit"] = unit.name or ""
        words["division"] = unit.division_id.name or ""
        words["date"] = f"{fields.Date.context_today(self):%Y-%m-%d}"
        return PLACEHOLDER.sub(lambda match: words[match[1]], text)

    def _common_text(self, records, path):
        """Return what the records say under a path, each value once."""
        reader, found = CellReader(self, path), {}
        for start in range(0, len(records), BATCH):
            found.update(dict.fromkeys(reader.cells(records[start : start + BATCH])))
        return "、".join(filter(None, found))

    # -- rows --------------------------------------------------------------------------------

    def _rows(self, records):
        """Yield (label of the group, cells) of each record, read in batches."""
        readers = [column._reader() for column in self.column_ids]
        labeller = self.group_path and CellReader(self, self.group_path)
        if labeller:
            records = records.sorted(self._group_key)
        for start in range(0, len(records), BATCH):
            batch = records[start : start + BATCH]
            columns = [reader(batch) for reader in readers]
            labels = labeller.cells(batch) if labeller else [""] * len(batch)
            for index, label in enumerate(labels):
                label = label or ("-" if labeller else "")
                yield label, [cells[index] for cells in columns]

    def _group_key(self, record):
        """Return where a record's group stands: selections in their own order."""
        field = self._fields_of(self.group_path)[-1]
        values = record.mapped(self.group_path)
        if field.type == "selection":
            order = field.get_values(self.env)
            return min((order.index(key) for key in values if key in order), default=len(order))
        return str(values.ids if field.relational else values)


class WorkbookColumn(models.Model):
    """A column on the sheet."""

    _inherit = "xinxihua.workbook.column"

    def _reader(self):
        """Return the function that reads the column's cells of many records."""
        words = self._word_map()
        if not self.path:
            return lambda records: [words[""]] * len(records)
        layout = self.layout_id
        domain = self.row_domain and layout._literal_domain(self.row_domain)
        read = CellReader(layout, self.path, self.kind, domain, words).cells
        if not self.blank_zero:
            return read
        return lambda records: [cell or None for cell in read(records)]

    def _sheet_column(self):
        layout = self.layout_id
        whole = self.path and layout._fields_of(self.path)[-1].type == "integer"
        formats = {
            "money": f"#,##0.{'0' * layout.decimals}",
            "number": "#,##0" if whole else "#,##0.00",
            "percent": "0.00%",
            "date": "yyyy-mm-dd",
            "datetime": "yyyy-mm-dd hh:mm",
        }
        return SheetColumn(
            header=self.header,
            group=self.group_header or "",
            number_format=formats.get(self.kind, ""),
            width=self.width,
            total=self.total,
        )
