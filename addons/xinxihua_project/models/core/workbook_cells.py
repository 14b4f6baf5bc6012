# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The cells of one column of a ledger, read for many records at once."""

from decimal import Decimal

from odoo import fields
from odoo.tools import float_repr

WAN = Decimal(10_000)


class CellReader:
    """Follows a field path with the rights of the layout's environment.

    :param layout: ``xinxihua.workbook.layout`` record
    :param str path: names joined by dots
    :param str kind: text, money, number, percent, date or datetime
    :param domain: ``Domain`` of the lines that count, of the first lines on the path
    :param dict words: {value as text: words instead}
    """

    def __init__(self, layout, path, kind="text", domain=None, words=None):
        self.layout, self.env, self.kind = layout, layout.env, kind
        self.fields = layout._fields_of(path)
        self.words = words or {}
        self.domain = domain
        self.names = {}
        self.lines = next((f for f in self.fields if f.type.endswith("2many")), None)

    def cells(self, records):
        """Return the cell of each record: text, Decimal, date, or None.

        A related record that the user may not read says so instead of what it holds.
        """
        reached, hidden = records, set()
        ends = {record.id: record for record in records}
        for field in self.fields[:-1]:
            reached = reached.mapped(field.name)
            if self.domain and field is self.lines:
                reached = reached.filtered_domain(self.domain)
            readable = reached._filtered_access("read")
            closed = set(reached._ids) - set(readable._ids)
            open_ids = set(readable._ids)
            for key, end in ends.items():
                following = [row_id for row in end for row_id in row[field.name]._ids]
                if not closed.isdisjoint(following):
                    hidden.add(key)
                kept = dict.fromkeys(row_id for row_id in following if row_id in open_ids)
                ends[key] = readable.browse(kept).with_prefetch(readable._ids)
            reached = readable
        closed_text = self.env._("not for you to read") if hidden else ""
        return [
            closed_text if key in hidden else self._cell(ends[key], self.fields[-1])
            for key in records._ids
        ]

    def _cell(self, ends, field):
        """Return what some records hold in a field as one cell."""
        if not ends:
            return None
        values = [end[field.name] for end in ends]
        if self.kind in ("money", "number", "percent"):
            return self._number(field, values)
        if self.kind in ("date", "datetime"):
            return self._day(field, next(filter(None, values), None))
        texts = [self._text(field, value) for value in values]
        return "、".join(dict.fromkeys(filter(None, texts)))

    def _number(self, field, values):
        if field.type == "integer":
            total = Decimal(sum(values))
        else:
            digits = field.get_digits(self.env) if field.type == "float" else None
            places = digits[1] if digits else 2
            total = sum((Decimal(float_repr(value, places)) for value in values), Decimal(0))
        if self.kind == "percent":
            return total / 100
        in_wan = self.kind == "money" and self.layout.money_unit == "wan"
        return total / WAN if in_wan else total

    def _day(self, field, value):
        if not value or field.type == "date":
            return value or None
        local = fields.Datetime.context_timestamp(self.layout, value).replace(tzinfo=None)
        return local if self.kind == "datetime" else local.date()

    def _text(self, field, value):
        if self.words and not field.relational and str(value) in self.words:
            return self.words[str(value)]
        if field.relational:
            # as lists show it: the name of what a readable record points to
            if value._ids not in self.names:
                names = (row.display_name or "" for row in value.sudo())
                self.names[value._ids] = "、".join(names)
            return self.names[value._ids]
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if field.type == "datetime":
            local = value and fields.Datetime.context_timestamp(self.layout, value)
            return f"{local:%Y-%m-%d %H:%M}" if local else ""
        return str(value) if value else ""
