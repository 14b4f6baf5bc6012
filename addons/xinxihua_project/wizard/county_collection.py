# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class CountyCollection(models.TransientModel):
    """Picks the demands of a county's units; the projects themselves judge and act."""

    _name = "xinxihua.county.collection"
    _inherit = "xinxihua.guard.mixin"
    _description = "County Collection"

    name = fields.Char("Name of the Application", required=True)
    project_ids = fields.Many2many(
        "xinxihua.project",
        string="Demands",
        required=True,
        # opened without a choice, it offers all that waits
        default=lambda self: self.env["xinxihua.project"].search(
            [
                ("state", "=", "offered"),
                ("handling_unit_id", "in", self.env.user.xinxihua_unit_ids.ids),
            ]
        ),
        domain="[('state', '=', 'offered'), ('handling_unit_id.user_ids', '=', uid)]",
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_sums")
    unit_count = fields.Integer("Number of Units", compute="_compute_sums")
    amount = fields.Monetary("Budget together", compute="_compute_sums")

    @api.depends("project_ids")
    def _compute_sums(self):
        for wizard in self:
            wizard.currency_id = self.env.ref("base.CNY")
            wizard.unit_count = len(wizard.project_ids.unit_id)
            wizard.amount = sum(wizard.project_ids.mapped("budget_amount"))

    def action_collect(self):
        """Make the application and open it."""
        self.ensure_one()
        return self.project_ids.action_collect(self.name)
