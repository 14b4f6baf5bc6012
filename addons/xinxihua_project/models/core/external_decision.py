# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ExternalDecision(models.Model):
    """What a unit that works elsewhere decided on paper, as the applicant recorded it.

    One row a step: number, day and scan of the document. The step that follows takes
    the row up; the log names it. Rows are never changed.
    """

    _name = "xinxihua.external.decision"
    _inherit = ["xinxihua.document.row.mixin", "xinxihua.append.only.mixin"]
    _description = "Decision Recorded on Behalf"
    _order = "id desc"
    _rec_name = "number"
    _allow_sudo_commands = False

    step = fields.Char("Step Code", required=True, readonly=True)
    step_label = fields.Char("Step", required=True, readonly=True)
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Deciding Unit",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    recorder_unit_id = fields.Many2one(
        "xinxihua.unit",
        "Recording Unit",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    number = fields.Char("Document Number", required=True, readonly=True)
    decision_date = fields.Date("Date of the Document", required=True, readonly=True)
    material_id = fields.Many2one(
        "xinxihua.material",
        "Scan",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    user_id = fields.Many2one(
        "res.users", "Recorded by", required=True, readonly=True, index=True, ondelete="restrict"
    )
    user_name = fields.Char("Recorded by (Name)", readonly=True)
    date = fields.Datetime("Recorded on", required=True, readonly=True)

    _document_index = models.Index("(res_model, res_id, step)")


class WorkflowLog(models.Model):
    """The log says when a step was recorded on behalf of a unit that works elsewhere."""

    _inherit = "xinxihua.workflow.log"

    on_behalf = fields.Boolean("Recorded on Behalf", readonly=True)
    external_id = fields.Many2one(
        "xinxihua.external.decision",
        "Recorded Decision",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )

    def _prepare_log_vals(self, document, step, label, state_from, **extra):
        """Name number and day of the paper behind a step that was recorded on behalf."""
        vals = super()._prepare_log_vals(document, step, label, state_from, **extra)
        unit_sudo = self.env["xinxihua.unit"].sudo().browse(vals["unit_id"])
        if not document._works_elsewhere(unit_sudo):
            return vals
        vals["on_behalf"] = True
        decision_sudo = document._pending_external(step)
        if not decision_sudo:
            return vals | {"step_label": self.env._("%s (recorded on behalf)", vals["step_label"])}
        return vals | {
            "external_id": decision_sudo.id,
            "step_label": self.env._(
                "%(step)s (recorded on behalf: %(number)s, %(date)s)",
                step=vals["step_label"],
                number=decision_sudo.number,
                date=decision_sudo.decision_date,
            ),
        }
