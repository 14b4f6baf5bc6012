# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# what is written of a grant after it was given
MEASURED = {"date_measured", "used_share"}


class ResourceLine(models.Model):
    """A resource that a unit asks for: specification, quantity, period."""

    _name = "xinxihua.resource.line"
    _inherit = "xinxihua.guard.mixin"
    _description = "Line of a Resource Request"
    _order = "request_id, sequence, id"

    request_id = fields.Many2one(
        "xinxihua.resource.request", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    project_id = fields.Many2one(related="request_id.project_id")
    category_id = fields.Many2one(
        "xinxihua.catalogue.item",
        "Kind of Resource",
        required=True,
        domain=[("kind", "=", "cost_category"), ("is_granted", "=", True)],
        index=True,
        ondelete="restrict",
    )
    cost_line_id = fields.Many2one(
        "xinxihua.project.cost.line",
        domain="[('project_id', '=', project_id), ('category_id', '=', category_id)]",
        index="btree_not_null",
        ondelete="restrict",
    )
    name = fields.Char("Resource", required=True)
    specification = fields.Char()
    quantity = fields.Float(required=True, default=1.0, digits=(16, 2), aggregator=None)
    uom_name = fields.Char("Unit of Measure")
    date_from = fields.Date("Needed from")
    date_until = fields.Date("Needed until")
    grant_ids = fields.One2many("xinxihua.resource.grant", "line_id")

    _quantity_positive = models.Constraint(
        "CHECK(quantity > 0)", "The quantity of a resource must be positive."
    )
    _period_ordered = models.Constraint(
        "CHECK(date_until >= date_from)", "The period of a resource ends after it begins."
    )

    def _wrong_line(self):
        self.ensure_one()
        if not self.category_id.sudo().is_granted:
            yield self.env._(
                "“%(name)s”: “%(category)s” is not granted by the prefecture. Put it into the "
                "procurement plan.",
                name=self.name,
                category=self.category_id.sudo().name,
            )
        if not self.specification or not self.date_from or not self.date_until:
            yield self.env._("“%s”: fill in specification, first and last day.", self.name)
        cost_line_sudo = self.cost_line_id.sudo()
        if cost_line_sudo and cost_line_sudo.project_id != self.project_id:
            yield self.env._(
                "“%s” is a cost line of another project. Choose one of this project.",
                cost_line_sudo.name,
            )


class ResourceGrant(models.Model):
    """What the prefecture granted, and whether it is used (art. 20)."""

    _name = "xinxihua.resource.grant"
    _inherit = "xinxihua.guard.mixin"
    _description = "Granted Resource"
    _order = "date_until, id"

    line_id = fields.Many2one(
        "xinxihua.resource.line", "Requested", required=True, index=True, ondelete="restrict"
    )
    request_id = fields.Many2one(related="line_id.request_id", store=True, index=True)
    unit_id = fields.Many2one(related="request_id.unit_id", store=True, index=True)
    state = fields.Selection(related="request_id.state", store=True, index=True)
    name = fields.Char(related="line_id.name", store=True)
    uom_name = fields.Char(related="line_id.uom_name")
    specification = fields.Char()
    quantity = fields.Float(required=True, digits=(16, 2), aggregator=None)
    date_from = fields.Date("Granted from")
    date_until = fields.Date("Granted until", index=True)
    note = fields.Char("Remark")
    date_measured = fields.Date("Use Measured on")
    used_share = fields.Float("Use", aggregator=None, help="Average use; 0.3 is 30 %.")
    is_idle = fields.Boolean(
        "Idle",
        compute="_compute_is_idle",
        store=True,
        index=True,
        help="Used less than the rules ask for when the use was measured last.",
    )

    _once = models.Constraint("UNIQUE(line_id)", "This line has its grant already.")
    _quantity_not_negative = models.Constraint(
        "CHECK(quantity >= 0)", "The granted quantity cannot be negative."
    )
    _use_range = models.Constraint(
        "CHECK(used_share BETWEEN 0 AND 1)", "The use lies between 0 and 100 %."
    )

    @api.depends("date_measured", "used_share", "quantity")
    def _compute_is_idle(self):
        for grant in self:
            grant.is_idle = (
                bool(grant.date_measured)
                and grant.quantity > 0
                and grant.used_share < grant.request_id._parameter("resource_idle_share")
            )

    @api.constrains("quantity", "note", "line_id", "date_from", "date_until")
    def _check_grant(self):
        for grant in self:
            if grant.quantity > grant.line_id.quantity:
                raise ValidationError(
                    self.env._(
                        "“%(name)s”: %(granted)g are granted, %(asked)g were asked for. Lower the "
                        "quantity.",
                        name=grant.line_id.name,
                        granted=grant.quantity,
                        asked=grant.line_id.quantity,
                    )
                )
            if not grant.quantity and not grant.note:
                raise ValidationError(
                    self.env._(
                        "“%s”: say in the remark why nothing is granted.", grant.line_id.name
                    )
                )
            if grant.quantity and not (grant.date_from and grant.date_until):
                raise ValidationError(
                    self.env._("“%s”: fill in the period of the grant.", grant.line_id.name)
                )

    def write(self, vals):
        """A grant that was given stays; only its use is measured on."""
        given = self.filtered(lambda grant: grant.state != "submitted")
        if given and not self.env.su and set(vals) - MEASURED:
            raise UserError(
                self.env._(
                    "“%s” is granted: only its use can still be entered. A different need is a "
                    "new request.",
                    given[0].name,
                )
            )
        return super().write(vals)
