# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .parameter_codec import parse_value


class ParameterValue(models.Model):
    """A dated value of a parameter. In force it is history: a new row follows it."""

    _name = "xinxihua.parameter.value"
    _inherit = "xinxihua.guard.mixin"
    _description = "Rule Parameter Value"
    _order = "parameter_id, division_id, date_from desc"

    parameter_id = fields.Many2one(
        "xinxihua.parameter", required=True, index=True, ondelete="cascade"
    )
    division_id = fields.Many2one(
        "xinxihua.division",
        index="btree_not_null",
        ondelete="restrict",
        help="Applies here and below; empty: everywhere.",
    )
    date_from = fields.Date("In Force from", required=True)
    value = fields.Char(required=True)
    basis = fields.Char(help="Document that sets the value.")

    _dated_once = models.UniqueIndex(
        "(parameter_id, COALESCE(division_id, 0), date_from)",
        "This parameter has a value from that day already.",
    )

    @api.depends("parameter_id.name", "value", "date_from")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.parameter_id.name}: {row.value} ({row.date_from})"

    @api.constrains("value", "parameter_id")
    def _check_value(self):
        for row in self:
            parameter = row.parameter_id
            try:
                parse_value(row.value, parameter.value_type, parameter.choices)
            except ValueError as error:
                raise ValidationError(
                    self.env._(
                        "“%(value)s” is not a value of “%(parameter)s” (%(type)s).",
                        value=row.value,
                        parameter=parameter.name,
                        type=dict(parameter._fields["value_type"]._description_selection(self.env))[
                            parameter.value_type
                        ],
                    )
                ) from error

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._check_not_backdated()
        self.env.registry.clear_cache()
        return rows

    def write(self, vals):
        self.check_access("write")
        self._check_not_in_force()
        result = super().write(vals)
        self._check_not_backdated()
        self.env.registry.clear_cache()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_force(self):
        self._check_not_in_force()
        self.env.registry.clear_cache()

    def _check_not_in_force(self):
        """A value in force has judged documents: refuse to change or delete it."""
        today = fields.Date.context_today(self)
        if not self.env.su and any(row.date_from <= today for row in self):
            raise UserError(
                self.env._(
                    "A value in force is never changed: documents were judged by it. "
                    "Add a new row with the day from which the new value applies."
                )
            )

    def _check_not_backdated(self):
        """A new value begins today or later, unless nothing was in force before.

        Otherwise documents already judged would rest on a rule that did not exist.
        """
        today = fields.Date.context_today(self)
        if self.env.su:
            return
        for row in self.filtered(lambda row: row.date_from < today):
            path = row.division_id.parent_path or ""
            # what a division above has in force judged the documents of this one too
            others = (row.parameter_id.value_ids - self).filtered(
                lambda other, path=path: (
                    other.date_from <= today
                    and path.startswith(other.division_id.parent_path or "")
                )
            )
            if others:
                raise UserError(
                    self.env._(
                        "“%(parameter)s” has a value in force already. The new one "
                        "must begin today or later, not on %(date)s.",
                        parameter=row.parameter_id.name,
                        date=row.date_from,
                    )
                )
