# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import re

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

NUMBERS = ("money", "number", "percent")
NUMERIC = ("integer", "float", "monetary")


class WorkbookColumn(models.Model):
    """A column of a ledger: words above it, and the field that fills it."""

    _name = "xinxihua.workbook.column"
    _inherit = "xinxihua.guard.mixin"
    _description = "Workbook Column"
    _order = "layout_id, sequence, id"
    _rec_name = "header"

    layout_id = fields.Many2one(
        "xinxihua.workbook.layout", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    header = fields.Char(required=True)
    group_header = fields.Char(
        "Header above", help="Neighbouring columns with the same words share one cell."
    )
    path = fields.Char("Field", help="Names joined by dots, for example unit_id.name.")
    row_domain = fields.Char(
        "Lines Counted", help="Of the lines that the path leads through, only those that fit."
    )
    words = fields.Char(
        help="Written instead of values, for example yes=是,no=否; without a field: in each row.",
    )
    kind = fields.Selection(
        [
            ("text", "Text"),
            ("money", "Money"),
            ("number", "Number"),
            ("percent", "Percent"),
            ("date", "Date"),
            ("datetime", "Date and Time"),
        ],
        required=True,
        default="text",
    )
    width = fields.Integer(default=12, help="In characters.")
    total = fields.Boolean("Added up")
    blank_zero = fields.Boolean("Zero Left Blank", help="Where zero means that nothing is said.")

    _width_plausible = models.Constraint(
        "CHECK(width BETWEEN 2 AND 200)", "A column is 2 to 200 characters wide."
    )

    @api.constrains("path", "kind", "total", "row_domain", "words")
    def _check_path(self):
        for column in self:
            if not (column.path or column.words):
                raise ValidationError(
                    self.env._("Column “%s” needs a field or words.", column.header)
                )
            if column.total and column.kind not in NUMBERS:
                raise ValidationError(
                    self.env._("Column “%s” is no number: it is not added up.", column.header)
                )
            if column.path:
                column._check_field()

    def _check_field(self):
        path = self.layout_id._fields_of(self.path)
        fits = {
            "date": path[-1].type in ("date", "datetime"),
            "datetime": path[-1].type == "datetime",
            **dict.fromkeys(NUMBERS, path[-1].type in NUMERIC),
        }
        if not fits.get(self.kind, True) or path[-1].type == "binary":
            raise ValidationError(
                self.env._(
                    "Column “%(column)s”: “%(path)s” holds nothing of that kind.",
                    column=self.header,
                    path=self.path,
                )
            )
        if not self.row_domain:
            return
        lines = next((field for field in path if field.type.endswith("2many")), None)
        try:
            self.env[lines.comodel_name].sudo().search(
                self.layout_id._literal_domain(self.row_domain), limit=1
            )
        except (ValueError, SyntaxError, TypeError, AttributeError, KeyError) as error:
            raise ValidationError(
                self.env._(
                    "Column “%(column)s”: the lines counted are not understood (%(error)s).",
                    column=self.header,
                    error=error,
                )
            ) from error

    def _check_readable(self):
        """Refuse a column that the user may not read, by its name."""
        for column in self.filtered("path"):
            for field in column.layout_id._fields_of(column.path):
                model = self.env[field.model_name]
                if model.has_access("read") and model._has_field_access(field, "read"):
                    continue
                raise UserError(
                    self.env._(
                        "Column “%(column)s” of “%(layout)s” shows “%(field)s”, which you may "
                        "not read. Choose another ledger, or ask the rules administrator to "
                        "take the column out.",
                        column=column.header,
                        layout=column.layout_id.name,
                        field=field._description_string(self.env),
                    )
                )

    def _word_map(self):
        """Return {value: words}; without a field ``""`` has the words of every row."""
        if not self.path:
            return {"": self.words or ""}
        pairs = [pair.partition("=") for pair in re.split("[,，]", self.words or "")]
        return {key.strip(): word.strip() for key, _sign, word in pairs if key.strip()}
