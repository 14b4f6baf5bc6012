# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


class RecordedException(models.Model):
    """An exception to what the regulation forbids in principle (原则上).

    It names its ground, its legal or superior basis, the document, the authority and
    the day; all of them stand in one list, and none is ever changed. What the
    regulation forbids absolutely (art. 6, 16, 32, 33) asks nobody for exceptions.
    """

    _name = "xinxihua.exception"
    _inherit = ["xinxihua.document.row.mixin", "xinxihua.append.only.mixin"]
    _description = "Exception"
    _order = "id desc"
    _rec_name = "ground_name"
    _allow_sudo_commands = False

    ground_id = fields.Many2one(
        "xinxihua.catalogue.item",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    ground_name = fields.Char("Ground (as then)", readonly=True)
    article_id = fields.Many2one("xinxihua.article", readonly=True, index=True, ondelete="restrict")
    basis_kind = fields.Selection(
        [
            ("law", "Law or Regulation"),
            ("superior", "Requirement of a Superior Authority"),
            ("special", "Special Clause of the Ground"),
        ],
        "Basis",
        required=True,
        readonly=True,
    )
    basis_title = fields.Char("Title of the Basis", required=True, readonly=True)
    basis_number = fields.Char("Document Number", required=True, readonly=True)
    basis_clause = fields.Char("Clause", readonly=True)
    authority = fields.Char(required=True, readonly=True)
    basis_date = fields.Date("Date of the Basis", required=True, readonly=True)
    reason = fields.Text(required=True, readonly=True)
    unit_id = fields.Many2one("xinxihua.unit", readonly=True, index=True, ondelete="restrict")
    granted_by_id = fields.Many2one(
        "res.users", "Granted by", readonly=True, index=True, ondelete="restrict"
    )
    granted_by_name = fields.Char("Granted by (Name)", readonly=True)
    granted_unit_id = fields.Many2one(
        "xinxihua.unit", "Granting Unit", readonly=True, index=True, ondelete="restrict"
    )
    date = fields.Datetime("Granted on", required=True, readonly=True)

    _document_index = models.Index("(res_model, res_id, ground_id)")


class WorkflowException(models.AbstractModel):
    """The document's side of exceptions."""

    _inherit = "xinxihua.workflow.mixin"
    # roles that grant exceptions for the type, and the field with their unit
    _exception_groups = ()
    _exception_actor = "unit_id"

    exception_ids = fields.One2many(
        "xinxihua.exception",
        "res_id",
        string="Exceptions",
        domain=lambda self: [("res_model", "=", self._name)],
        readonly=True,
        copy=False,
    )

    def _exception_refusal(self):
        """Return why this user cannot grant an exception here, or nothing."""
        self.ensure_one()
        user = self.env.user
        unit_sudo = self.sudo()[self._exception_actor]
        if not any(user.has_group(group) for group in self._exception_groups):
            return self.env._(
                "Exceptions are granted by the role %s.",
                self._role_names(self._exception_groups) or "-",
            )
        if unit_sudo not in user.sudo().xinxihua_unit_ids:
            return self.env._(
                "Exceptions are granted by %s. You do not act for this unit.",
                unit_sudo.name or "-",
            )
        return None

    def action_grant_exception(self, values):
        """Record an exception for this document.

        :param dict values: ``ground_id``, ``basis_kind``, ``basis_title``,
            ``basis_number``, ``basis_clause``, ``authority``, ``basis_date``, ``reason``
        :return: id of the exception
        :raise UserError: another role or unit, or the basis is incomplete
        """
        self.ensure_one()
        self.check_access("read")
        self._lock_documents()
        if reason := self._exception_refusal():
            raise UserError(reason)
        vals = self._prepare_exception_vals(values)
        exception_sudo = self.env["xinxihua.exception"].sudo().create(vals)
        self.invalidate_recordset(["exception_ids"])
        self._log_steps(
            "exception",
            self.env._("Exception granted: %s", exception_sudo.ground_name),
            {self.id: self.state},
            {self.id: exception_sudo.granted_unit_id},
            opinion=exception_sudo.reason,
        )
        return exception_sudo.id

    def _prepare_exception_vals(self, values):
        Exception_ = self.env["xinxihua.exception"]
        given = [
            "basis_kind",
            "basis_title",
            "basis_number",
            "basis_clause",
            "authority",
            "basis_date",
            "reason",
        ]
        vals = {name: values.get(name) for name in given}
        missing = [
            Exception_._fields[name]._description_string(self.env)
            for name in given
            if Exception_._fields[name].required and not vals[name]
        ]
        ground_sudo = (
            self.env["xinxihua.catalogue.item"]
            .sudo()
            .browse(int(values.get("ground_id") or 0))
            .exists()
        )
        if not ground_sudo:
            missing.insert(0, Exception_._fields["ground_id"]._description_string(self.env))
        if missing:
            raise UserError(
                self.env._("An exception needs its basis. Missing: %s", "、".join(missing))
            )
        unit_sudo = self.sudo()[self._exception_actor]
        return vals | {
            "res_model": self._name,
            "res_id": self.id,
            "res_name": self.sudo().display_name,
            "ground_id": ground_sudo.id,
            "ground_name": ground_sudo.name,
            "article_id": ground_sudo.article_id.id,
            "unit_id": self.sudo().unit_id.id,
            "granted_by_id": self.env.uid,
            "granted_by_name": self.env.user.name,
            "granted_unit_id": unit_sudo.id,
            "date": fields.Datetime.now(),
        }

    @api.model
    def _granted_grounds(self, documents):
        """Return {document id: grounds that an exception opens}."""
        return dict(
            self.env["xinxihua.exception"]
            .sudo()
            ._read_group(
                [("res_model", "=", documents._name), ("res_id", "in", documents.ids)],
                ["res_id"],
                ["ground_id:recordset"],
            )
        )
