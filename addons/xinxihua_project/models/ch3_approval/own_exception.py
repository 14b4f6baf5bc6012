# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.exceptions import UserError

# what an exception of the ground's own clause has to show, besides its document
CONDITIONS = ("need_to_keep", "urgency")


class CatalogueItem(models.Model):
    _inherit = "xinxihua.catalogue.item"

    own_exception = fields.Char(
        help="Exception that the clause of this ground makes itself, in its own words. "
        "Empty: only a law or a superior authority opens the ground.",
    )


class RecordedException(models.Model):
    """Two kinds of exceptions: for every ground, and a ground's own (art. 15 (2))."""

    _inherit = "xinxihua.exception"

    kind = fields.Selection(
        [
            ("general", "By Law or Superior Requirement"),
            ("own", "Own Exception of the Ground"),
        ],
        "Kind of Exception",
        required=True,
        readonly=True,
        default="general",
        index=True,
    )
    own_clause = fields.Char("Own Exception (as then)", readonly=True)
    need_to_keep = fields.Text("Why it must be Kept", readonly=True)
    urgency = fields.Text("Why it is Urgent to Renew", readonly=True)


class WorkflowOwnException(models.AbstractModel):
    """The document's side of a ground's own exception."""

    _inherit = "xinxihua.workflow.mixin"

    def _prepare_exception_vals(self, values):
        vals = super()._prepare_exception_vals(values)
        if vals["basis_kind"] != "special":
            return vals | {"kind": "general"}
        ground_sudo = self.env["xinxihua.catalogue.item"].sudo().browse(vals["ground_id"])
        if not ground_sudo.own_exception:
            raise UserError(
                self.env._(
                    "“%(ground)s” has no exception of its own (%(basis)s). Name the law, or "
                    "the requirement of a superior authority.",
                    ground=ground_sudo.name,
                    basis=self._cite("refusal_grounds"),
                )
            )
        Exception_ = self.env["xinxihua.exception"]
        conditions = {name: (values.get(name) or "").strip() for name in CONDITIONS}
        if missing := [name for name, text in conditions.items() if not text]:
            raise UserError(
                self.env._(
                    "“%(clause)s” asks for both conditions (%(basis)s). Missing: %(fields)s",
                    clause=ground_sudo.own_exception,
                    basis=self._cite("refusal_grounds"),
                    fields="、".join(
                        Exception_._fields[name]._description_string(self.env) for name in missing
                    ),
                )
            )
        return vals | conditions | {"kind": "own", "own_clause": ground_sudo.own_exception}
