# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class GuardMixin(models.AbstractModel):
    """``readonly=True`` on a field means: the server decides it.

    Below the superuser no door leads to such a field: not ``write``, ``create``,
    ``web_save``, ``copy``, the import, One2many commands, ``default_*`` context
    keys or personal defaults. The ORM asks ``_has_field_access`` on every one of
    these paths, so the rule is stated once, here.
    """

    _name = "xinxihua.guard.mixin"
    _description = "Server-decided Fields"

    @api.model
    def _has_field_access(self, field, operation):
        if operation == "write" and field.readonly and not self.env.su:
            return False
        return super()._has_field_access(field, operation)

    @api.model
    def _check_field_access(self, field, operation):
        if operation == "write" and field.readonly and not self.env.su:
            raise AccessError(
                self.env._(
                    "“%(field)s” of “%(model)s” is decided by the server and cannot "
                    "be written. Use the step buttons of the document instead.",
                    field=field._description_string(self.env),
                    model=self.env["ir.model"]._get(self._name).name,
                )
            )
        return super()._check_field_access(field, operation)

    def write(self, vals):
        """Refuse what would move a record out of the writer's own reach.

        Odoo asks the record rules before a write only: a draft could be put on the
        desk of another unit.
        """
        result = super().write(vals)
        if not self.env.su:
            self.check_access("write")
        return result

    @api.model
    def default_get(self, fields):
        """Only the Python default counts for a server-decided field.

        A context key and a personal default (``ir.default`` is open to every user)
        would otherwise let somebody choose the state a document is born in.
        """
        decided = [name for name in fields if name in self._fields and self._fields[name].readonly]
        values = super().default_get([name for name in fields if name not in decided])
        for name in decided:
            field = self._fields[name]
            if field.default:
                cached = field.convert_to_cache(field.default(self), self, validate=False)
                values[name] = field.convert_to_write(cached, self)
        return values

    def copy_data(self, default=None):
        """A copy starts with what the server decides anew, not with the old values."""
        decided = {name for name, field in self._fields.items() if field.readonly}
        for name in decided.intersection(default or {}):
            self._check_field_access(self._fields[name], "write")
        rows = super().copy_data(default)
        if self.env.su:
            return rows
        return [
            vals and {name: value for name, value in vals.items() if name not in decided}
            for vals in rows
        ]


class LockedScreenMixin(models.AbstractModel):
    """A form that shows as read-only what the record rules do not let the user write."""

    _name = "xinxihua.locked.screen.mixin"
    _description = "Form that Shows the Record Rules"

    is_locked = fields.Boolean(compute="_compute_is_locked")

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_is_locked(self):
        stored = self.filtered("id")
        writable = stored._filtered_access("write")
        for record in self:
            record.is_locked = record in stored and record not in writable


class AppendOnlyMixin(models.AbstractModel):
    """Rows that are evidence: written once, never again, by nobody."""

    _name = "xinxihua.append.only.mixin"
    _inherit = "xinxihua.guard.mixin"
    _description = "Append-only Rows"
    # One2many commands of a sudo() write would otherwise run as the superuser.
    _allow_sudo_commands = False

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(
            self.env._(
                "“%s” is a record of evidence: its rows are never changed.",
                self.env["ir.model"]._get(self._name).name,
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_evidence(self):
        raise UserError(
            self.env._(
                "“%s” is a record of evidence: its rows are never deleted.",
                self.env["ir.model"]._get(self._name).name,
            )
        )
