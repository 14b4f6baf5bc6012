# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class MaterialRequirement(models.Model):
    """A material that a document type needs before a step: catalogue data."""

    _name = "xinxihua.material.requirement"
    _inherit = "xinxihua.guard.mixin"
    _description = "Required Material"
    _order = "res_model, sequence, id"

    code = fields.Char(required=True, index=True)
    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    res_model = fields.Selection("_selection_res_model", "Document Type", required=True, index=True)
    step = fields.Char("Step Code", required=True, help="Code of the step that needs the material.")
    mandatory = fields.Boolean(default=True)
    route = fields.Selection(
        [("approval", "By Approval"), ("filing", "By Filing")],
        "Only for",
        help="Empty: for every document of the type.",
    )
    article_id = fields.Many2one("xinxihua.article", index="btree_not_null", ondelete="restrict")
    division_id = fields.Many2one(
        "xinxihua.division",
        index="btree_not_null",
        ondelete="restrict",
        help="Applies here and below; empty: everywhere.",
    )
    date_from = fields.Date("In Force from")
    date_to = fields.Date("In Force until")
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex(
        "(code, COALESCE(division_id, 0), COALESCE(date_from, '1900-01-01'))",
        "A required material with this code from that day exists already.",
    )

    @api.model
    def _selection_res_model(self):
        return self.env["xinxihua.signoff.definition"]._selection_res_model()

    def _applies_to(self, document_sudo):
        """Tell whether a document needs the material (or may bring it)."""
        self.ensure_one()
        date = document_sudo._rule_date()
        path = document_sudo._workflow_division().parent_path or ""
        return (
            (not self.date_from or self.date_from <= date)
            and (not self.date_to or self.date_to >= date)
            and (not self.division_id or path.startswith(self.division_id.parent_path))
            and (not self.route or self.route == document_sudo._material_route())
        )
