# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.fields import Command


class ExpertDraw(models.TransientModel):
    """Asks how many experts are wanted for each field."""

    _name = "xinxihua.expert.draw"
    _inherit = "xinxihua.guard.mixin"
    _description = "Draw Experts"

    review_id = fields.Many2one("xinxihua.expert.review", required=True)
    line_ids = fields.One2many(
        "xinxihua.expert.draw.line",
        "draw_id",
        string="Experts Wanted",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    @api.depends("review_id")
    def _compute_line_ids(self):
        """Propose one expert for each field that nobody on the panel is asked about."""
        for wizard in self:
            review = wizard.review_id
            covered = review.opinion_ids._active().field_id.mapped("code")
            wizard.line_ids = [Command.clear()] + [
                Command.create({"field_id": item.id, "count": int(item.code not in covered)})
                for item in (review._review_fields() if review else [])
            ]

    def action_draw(self):
        """Draw, and show who was drawn."""
        self.ensure_one()
        wanted = {line.field_id.code: line.count for line in self.line_ids}
        drawing_id = self.review_id.action_draw(wanted)
        return self.env["xinxihua.expert.drawing"].browse(drawing_id)._get_records_action()


class ExpertDrawLine(models.TransientModel):
    """The number wanted for one field."""

    _name = "xinxihua.expert.draw.line"
    _inherit = "xinxihua.guard.mixin"
    _description = "Experts Wanted"

    draw_id = fields.Many2one("xinxihua.expert.draw", required=True, index=True, ondelete="cascade")
    field_id = fields.Many2one("xinxihua.catalogue.item", "Field", required=True)
    count = fields.Integer("Experts to Draw")
