# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class SignoffDefinition(models.Model):
    """Who signs a step before it takes effect: 经办→科长→分管领导→局长.

    A chain copies its definition when it starts; changing the definition changes
    the next chain, never one that is under way.
    """

    _name = "xinxihua.signoff.definition"
    _inherit = "xinxihua.guard.mixin"
    _description = "Sign-off Chain Definition"
    _order = "res_model, step, sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    res_model = fields.Selection("_selection_res_model", "Document Type", required=True, index=True)
    step = fields.Char("Step Code", required=True, help="Code of the step that the chain guards.")
    step_label = fields.Char("Step", compute="_compute_step_label")
    division_id = fields.Many2one(
        "xinxihua.division",
        index="btree_not_null",
        ondelete="restrict",
        help="For units here and below; empty: everywhere.",
    )
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Acting Unit",
        index="btree_not_null",
        ondelete="restrict",
        help="Only when this unit acts; empty: every unit.",
    )
    amount_min = fields.Float("Amount from", digits=(16, 2), help="Yuan, included.")
    amount_max = fields.Float("Amount below", digits=(16, 2), help="Yuan, excluded; 0: no limit.")
    active = fields.Boolean(default=True)
    line_ids = fields.One2many(
        "xinxihua.signoff.definition.line", "definition_id", string="Signatures"
    )

    @api.model
    def _selection_res_model(self):
        names = self.env["xinxihua.document.row.mixin"]._document_models()
        return [(name, self.env["ir.model"]._get(name).name or name) for name in names]

    @api.depends("res_model", "step")
    def _compute_step_label(self):
        for definition in self:
            transition = definition._transition()
            definition.step_label = str(transition.label) if transition else False

    def _transition(self):
        document = self.env.get(self.res_model) if self.res_model else None
        return None if document is None else document._transitions.get(self.step)

    @api.constrains("res_model", "step", "line_ids")
    def _check_step(self):
        for definition in self:
            transition = definition._transition()
            if not transition:
                raise ValidationError(
                    self.env._(
                        "“%(model)s” has no step “%(step)s”.",
                        model=definition.res_model,
                        step=definition.step,
                    )
                )
            groups = self.env["res.groups"].union(
                *[self.env.ref(group) for group in transition.groups]
            )
            if not definition.line_ids.group_id.all_implied_ids & groups:
                raise ValidationError(
                    self.env._(
                        "The chain “%(name)s” lets nobody sign who may decide "
                        "“%(step)s” (%(roles)s). Add a signature of that role.",
                        name=definition.name,
                        step=str(transition.label),
                        roles="、".join(groups.mapped("name")),
                    )
                )

    @api.model
    def _matching(self, res_model, step):
        """Return the active definitions of a step, the most special first."""
        definitions = self.sudo().search([("res_model", "=", res_model), ("step", "=", step)])
        return definitions.sorted(
            lambda definition: (
                not definition.unit_id,
                -len((definition.division_id.parent_path or "").split("/")),
                definition.sequence,
            )
        )

    def _fits(self, unit, amount):
        """Tell whether the definition is for an acting unit and an amount (yuan)."""
        self.ensure_one()
        path = unit.division_id.parent_path or ""
        return (
            self.unit_id in (unit, self.env["xinxihua.unit"])
            and (not self.division_id or path.startswith(self.division_id.parent_path))
            and amount >= self.amount_min
            and (not self.amount_max or amount < self.amount_max)
        )


class SignoffDefinitionLine(models.Model):
    """One signature, or several at once (会签), of a chain definition."""

    _name = "xinxihua.signoff.definition.line"
    _inherit = "xinxihua.guard.mixin"
    _description = "Signature of a Chain Definition"
    _order = "definition_id, sequence, id"

    definition_id = fields.Many2one(
        "xinxihua.signoff.definition",
        "Chain Definition",
        required=True,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(default=10)
    name = fields.Char("Signature", required=True, help="科长, 分管领导, 局长")
    group_id = fields.Many2one(
        "res.groups",
        "Role",
        required=True,
        index=True,
        ondelete="restrict",
        help="Whoever holds the role in the acting unit, or the persons named beside "
        "it, who must hold it too.",
    )
    user_ids = fields.Many2many("res.users", string="Persons")
    joint = fields.Boolean("Joint Signing", help="Several persons sign in parallel.")
    quorum = fields.Integer(help="Joint signing: how many must agree; 0: all.")

    _quorum_positive = models.Constraint("CHECK(quorum >= 0)", "A quorum cannot be negative.")
