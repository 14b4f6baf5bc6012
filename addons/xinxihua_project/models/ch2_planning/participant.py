# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ProjectParticipant(models.Model):
    """A unit that builds a project together with the lead unit (联合申报).

    What it confirms is the terms as they stood then: a later change of its part, of
    the shares or of the budget asks for its confirmation again.
    """

    _name = "xinxihua.project.participant"
    _inherit = "xinxihua.guard.mixin"
    _description = "Participant of a Joint Project"
    _order = "project_id, sequence, id"
    _rec_name = "unit_id"

    project_id = fields.Many2one("xinxihua.project", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    unit_id = fields.Many2one(
        "xinxihua.unit", "Participant", required=True, index=True, ondelete="restrict"
    )
    role = fields.Char("Part in the Project", required=True)
    contribution = fields.Text()
    share = fields.Float("Share (%)", digits=(5, 2), required=True, aggregator=None)
    confirmed_terms = fields.Char(readonly=True, copy=False)
    confirmed_by_id = fields.Many2one(
        "res.users", "Confirmed by", readonly=True, copy=False, index=True, ondelete="restrict"
    )
    date_confirmed = fields.Datetime("Confirmed on", readonly=True, copy=False)
    is_confirmed = fields.Boolean("Confirmed", compute="_compute_is_confirmed")

    _share_range = models.Constraint(
        "CHECK(share > 0 AND share < 100)", "A share lies between 0 and 100 per cent."
    )
    _once = models.Constraint(
        "UNIQUE(project_id, unit_id)", "Each unit takes part in a project once."
    )

    @api.depends(
        "unit_id", "role", "contribution", "share", "confirmed_terms", "project_id.budget_amount"
    )
    def _compute_is_confirmed(self):
        for row in self:
            row.is_confirmed = bool(row.confirmed_terms) and row.confirmed_terms == row._terms()

    def _terms(self):
        """Return what a confirmation stands for, as one text."""
        self.ensure_one()
        return "|".join(
            [
                str(self.unit_id.id),
                self.role or "",
                self.contribution or "",
                f"{self.share:.2f}",
                f"{self.project_id.sudo().budget_amount:.2f}",
            ]
        )

    @api.constrains("unit_id", "project_id")
    def _check_unit(self):
        for row in self:
            if row.unit_id == row.project_id.unit_id:
                raise ValidationError(
                    self.env._(
                        "%s leads the project: it is no participant besides.", row.unit_id.name
                    )
                )
