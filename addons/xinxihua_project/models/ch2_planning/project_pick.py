# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

# the pick lists of an application, by the checklist that each offers
PICKED = {
    "exec_subtype_id": "execution_subtype",
    "system_category_id": "system_category",
    "support_kind_ids": "support_kind",
    "exclusion_id": "exclusion",
}


class ProjectPick(models.Model):
    """The pick lists offer the rows in force for the project's day and division."""

    _inherit = "xinxihua.project"

    exec_subtype_id = fields.Many2one(
        domain="[('kind', '=', 'execution_subtype'), ('group_code', '=', exec_class), "
        "('id', 'in', offered_item_ids)]"
    )
    system_category_id = fields.Many2one(
        domain="[('kind', '=', 'system_category'), ('id', 'in', offered_item_ids)]"
    )
    support_kind_ids = fields.Many2many(
        domain="[('kind', '=', 'support_kind'), ('id', 'in', offered_item_ids)]"
    )
    exclusion_id = fields.Many2one(
        domain="[('kind', '=', 'exclusion'), ('id', 'in', offered_item_ids)]"
    )
    offered_item_ids = fields.Many2many(
        "xinxihua.catalogue.item", compute="_compute_offered_item_ids", string="Rows in Force"
    )

    @api.depends("unit_id.division_id", "date_submitted")
    def _compute_offered_item_ids(self):
        for project in self:
            project.offered_item_ids = project._offered_items()

    def _offered_items(self):
        """Return the rows of the checklists that one project may choose from."""
        Item = self.env["xinxihua.catalogue.item"]
        division = self.sudo().unit_id.division_id
        found = [Item._in_force(kind, self._rule_date(), division) for kind in PICKED.values()]
        return Item.union(*found)

    @api.constrains(*PICKED)
    def _check_picked_items(self):
        for project in self:
            chosen = project.exec_subtype_id.union(*(project[name] for name in PICKED))
            strange = chosen and chosen - project._offered_items()
            if strange:
                raise ValidationError(
                    self.env._(
                        "%(project)s: “%(items)s” is not in force for %(division)s on %(date)s. "
                        "Choose a row of the list that is offered.",
                        project=project.name,
                        items="、".join(strange.sudo().mapped("name")),
                        division=project.sudo().division_id.name,
                        date=project._rule_date(),
                    )
                )
