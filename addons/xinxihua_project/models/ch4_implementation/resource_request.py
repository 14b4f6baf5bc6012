# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Desk, Transition

_lt = LazyTranslate(__name__)

UNIT = ("xinxihua_project.group_unit_officer",)
BUREAU = ("xinxihua_project.group_bureau_officer",)


class ResourceRequest(models.Model):
    """A unit asks the prefecture for cloud or a common capability (art. 20).

    The prefecture buys both once for all; a unit has no procurement plan for them.
    """

    _name = "xinxihua.resource.request"
    _inherit = ["xinxihua.workflow.mixin", "xinxihua.locked.screen.mixin"]
    _description = "Resource Request"
    _order = "id desc"

    _transitions = {
        "submit": Transition(
            _lt("Submit the Request"),
            ("draft", "returned"),
            "submitted",
            UNIT,
            blocker="_blocker_submit",
            effect="_effect_submit",
            basis="resource_request",
        ),
        "grant": Transition(
            _lt("Grant the Resources"),
            ("submitted",),
            "granted",
            BUREAU,
            actor="bureau_id",
            blocker="_blocker_grant",
            effect="_effect_grant",
            basis="resource_request",
        ),
        "return": Transition(
            _lt("Return for Correction"),
            ("submitted",),
            "returned",
            BUREAU,
            actor="bureau_id",
            opinion_required=True,
            basis="resource_request",
        ),
        "refuse": Transition(
            _lt("Refuse the Request"),
            ("submitted",),
            "refused",
            BUREAU,
            actor="bureau_id",
            opinion_required=True,
            basis="resource_request",
        ),
    }
    _desks = {
        "submitted": Desk(_lt("Grant or return the resource request"), BUREAU, "bureau_id"),
        "returned": Desk(_lt("Returned: correct the resource request"), UNIT),
    }

    name = fields.Char(required=True, tracking=True, index="trigram")
    project_id = fields.Many2one("xinxihua.project", required=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one(
        related="project_id.unit_id", string="Applicant Unit", store=True, index=True
    )
    division_id = fields.Many2one(related="unit_id.division_id", store=True, index=True)
    bureau_id = fields.Many2one(
        "xinxihua.unit", "Granted by", readonly=True, copy=False, index=True, ondelete="restrict"
    )
    purpose = fields.Text("Use of the Resources")
    line_ids = fields.One2many("xinxihua.resource.line", "request_id", copy=True)
    grant_ids = fields.One2many("xinxihua.resource.grant", "request_id", string="Grants")
    can_grant = fields.Boolean(compute="_compute_can_grant")
    date_submitted = fields.Date("First Submitted on", readonly=True, copy=False)
    date_granted = fields.Date("Granted on", readonly=True, copy=False)
    grant_number = fields.Char(readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("returned", "Returned for Correction"),
            ("submitted", "Submitted"),
            ("granted", "Granted"),
            ("refused", "Refused"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )

    @api.depends("state", "bureau_id")
    @api.depends_context("uid")
    def _compute_can_grant(self):
        user = self.env.user
        units = user.sudo().xinxihua_unit_ids
        officer = user.has_group(BUREAU[0])
        for request in self:
            request.can_grant = (
                officer and request.state == "submitted" and request.sudo().bureau_id in units
            )

    def _rule_date(self):
        self.ensure_one()
        return self.date_submitted or super()._rule_date()

    # -- the judge ------------------------------------------------------------------------

    def _blocker_submit(self):
        refusals = {}
        for request in self:
            if reasons := list(request._wrong_request()):
                refusals[request.id] = "\n".join(f"• {reason}" for reason in reasons)
        return refusals

    def _wrong_request(self):
        basis = self._cite("resource_request")
        if not (self.purpose or "").strip():
            yield self.env._("Say what the resources are used for (%s).", basis)
        if not self.line_ids:
            yield self.env._("Enter at least one resource with quantity and period (%s).", basis)
        for line in self.line_ids:
            yield from line._wrong_line()

    def _blocker_grant(self):
        """Return {id: lines for which nothing was entered}."""
        refusals = {}
        for request in self:
            open_lines = request.line_ids - request.grant_ids.line_id
            if open_lines:
                refusals[request.id] = self.env._(
                    "Enter what is granted for: %s. Quantity 0 with a remark refuses the line.",
                    "、".join(open_lines.mapped("name")),
                )
        return refusals

    # -- effects --------------------------------------------------------------------------

    def _effect_submit(self, inputs):
        today = fields.Date.context_today(self)
        for request in self.sudo():
            level = request._parameter("addressee_resource_request")
            division = request.division_id._ancestor(level)
            request.write(
                {
                    "bureau_id": request.unit_id._addressee("data_bureau", division).id,
                    "date_submitted": request.date_submitted or today,
                }
            )

    def _effect_grant(self, inputs):
        today = fields.Date.context_today(self)
        for request in self.sudo():
            request.write(
                {
                    "date_granted": today,
                    "grant_number": request.bureau_id._next_number("grant", today),
                }
            )

    def action_grant_as_asked(self):
        """Enter a grant for each line that has none yet, as the unit asked for it."""
        self.ensure_one()
        open_lines = self.line_ids - self.grant_ids.line_id
        self.env["xinxihua.resource.grant"].create(
            [
                {
                    "line_id": line.id,
                    "specification": line.specification,
                    "quantity": line.quantity,
                    "date_from": line.date_from,
                    "date_until": line.date_until,
                }
                for line in open_lines
            ]
        )
        return self.action_open_grants()

    def action_open_grants(self):
        """Open the rows in which the bureau enters what is granted."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Grants"),
            "res_model": "xinxihua.resource.grant",
            "view_mode": "list,form",
            "views": [
                (self.env.ref("xinxihua_project.resource_grant_view_list_entry").id, "list"),
                (False, "form"),
            ],
            "domain": [("request_id", "=", self.id)],
            "context": {"request_id": self.id},
        }

    def action_submit(self, opinion=None):
        """Submit the request to the prefecture's data bureau (art. 20)."""
        return self._run_transition("submit", opinion)

    def action_grant(self, opinion=None):
        """Grant what was entered for each line (art. 20)."""
        return self._run_transition("grant", opinion)

    def action_return(self, opinion=None):
        """Return the request for correction, with the reason."""
        return self._run_transition("return", opinion)

    def action_refuse(self, opinion=None):
        """Refuse the request, with the reason."""
        return self._run_transition("refuse", opinion)

    def _decision_rows(self, step):
        return [
            *super()._decision_rows(step),
            (self.env._("Project"), self.sudo().project_id.display_name),
            *(
                (line.name, f"{line.quantity:g} {line.uom_name or ''}".strip())
                for line in self.line_ids
            ),
        ]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        for request in self.filtered("date_submitted"):
            raise UserError(self.env._("%s has been submitted and is kept.", request.display_name))
