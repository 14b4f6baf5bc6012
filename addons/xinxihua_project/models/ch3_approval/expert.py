# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class Expert(models.Model):
    """A person whom the bureau may ask for an opinion (art. 16 (3))."""

    _name = "xinxihua.expert"
    _inherit = "xinxihua.guard.mixin"
    _description = "Expert"
    _order = "name, id"

    name = fields.Char(related="user_id.name", store=True, string="Person")
    user_id = fields.Many2one("res.users", required=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Employer",
        index=True,
        ondelete="restrict",
        help="An expert does not review projects of the own unit.",
    )
    employer = fields.Char("Other Employer")
    field_ids = fields.Many2many(
        "xinxihua.catalogue.item",
        string="Fields",
        domain=[("kind", "=", "review_field")],
    )
    active = fields.Boolean(default=True)

    _user_unique = models.Constraint(
        "UNIQUE(user_id)", "This user is in the expert library already."
    )
