# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ExpertLeave(models.TransientModel):
    """Asks for the reason for which a seat on a panel is given up."""

    _name = "xinxihua.expert.leave"
    _inherit = "xinxihua.guard.mixin"
    _description = "Give up a Seat"

    opinion_id = fields.Many2one("xinxihua.expert.opinion", required=True)
    is_own = fields.Boolean(compute="_compute_is_own")
    reason = fields.Char(required=True)
    is_interest = fields.Boolean(
        "It is an Interest in the Applicant",
        help="It is entered among the declared interests of the expert.",
    )

    @api.depends("opinion_id")
    def _compute_is_own(self):
        for wizard in self:
            wizard.is_own = wizard.opinion_id.user_id == self.env.user

    def action_leave(self):
        """Decline the own seat, or release the expert of the bureau's panel."""
        self.ensure_one()
        if self.is_own:
            self.opinion_id.action_decline(self.reason, self.is_interest)
            return self.env["ir.actions.act_window"]._for_xml_id(
                "xinxihua_project.expert_opinion_action_mine"
            )
        self.opinion_id.action_release(self.reason)
        return {"type": "ir.actions.act_window_close"}
