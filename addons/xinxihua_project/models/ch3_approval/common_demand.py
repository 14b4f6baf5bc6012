# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import LazyTranslate

from ..core.workflow_transition import Desk, Transition

_lt = LazyTranslate(__name__)

UNIT = ("xinxihua_project.group_unit_officer",)
BUREAU = ("xinxihua_project.group_bureau_officer",)
# kind: (parameter with the level of the addressee, code of the legal basis)
KINDS = {
    "common_project": ("addressee_common_demand", "common_projects"),
    "infrastructure": ("addressee_resource_request", "infrastructure_demand"),
}


class CommonDemand(models.Model):
    """What a unit needs that only the data bureaus build (art. 3, 12).

    Common projects are initiated by the data bureau: everybody else hands it a demand,
    which it takes into a project of its own or declines with the reason. A request for
    public infrastructure and resources is the same document.

    Rights: the unit's officers write drafts; the bureau that is asked decides; the
    division's leaders and auditors read what was submitted.
    """

    _name = "xinxihua.common.demand"
    _inherit = ["xinxihua.workflow.mixin", "xinxihua.locked.screen.mixin"]
    _description = "Demand to the Data Bureau"
    _order = "id desc"

    _transitions = {
        "submit": Transition(
            _lt("Submit the Demand"),
            ("draft", "declined"),
            "submitted",
            UNIT,
            blocker="_blocker_submit",
            effect="_effect_submit",
            basis="common_projects",
        ),
        "withdraw": Transition(
            _lt("Withdraw the Demand"),
            ("submitted",),
            "draft",
            UNIT,
            basis="common_projects",
        ),
        "accept": Transition(
            _lt("Accept the Demand"),
            ("submitted",),
            "accepted",
            BUREAU,
            actor="bureau_id",
            validate="_validate_accept",
            inputs=("project_id",),
            basis="common_projects",
        ),
        "decline": Transition(
            _lt("Decline the Demand"),
            ("submitted",),
            "declined",
            BUREAU,
            actor="bureau_id",
            opinion_required=True,
            basis="common_projects",
        ),
    }
    _desks = {"submitted": Desk(_lt("Accept or decline the demand"), BUREAU, "bureau_id")}

    name = fields.Char("What is Needed", required=True, tracking=True)
    kind = fields.Selection(
        [
            ("common_project", "Common Project"),
            ("infrastructure", "Public Infrastructure and Resources"),
        ],
        "Kind of Demand",
        required=True,
        default="common_project",
    )
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Asking Unit",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user.xinxihua_unit_ids[:1],
    )
    division_id = fields.Many2one(
        related="unit_id.division_id", store=True, index=True, string="Division"
    )
    bureau_id = fields.Many2one(
        "xinxihua.unit", "Data Bureau", readonly=True, copy=False, index=True, ondelete="restrict"
    )
    purpose = fields.Text("Purpose of the Demand")
    user_groups = fields.Char("Who will Use it")
    expected_use = fields.Text(help="How many people or systems, how often, how much.")
    urgency = fields.Selection([("ordinary", "Ordinary"), ("urgent", "Urgent")], default="ordinary")
    date_needed = fields.Date("Needed by")
    contact_name = fields.Char("Contact")
    contact_phone = fields.Char()
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "At the Data Bureau"),
            ("accepted", "Taken into a Project"),
            ("declined", "Declined"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    date_submitted = fields.Date("Submitted on", readonly=True, copy=False)
    # the bureau's project; its own rules say who may open it
    project_id = fields.Many2one(
        "xinxihua.project",
        "Project of the Bureau",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    project_name = fields.Char(
        "Taken into", compute="_compute_project_name", store=True, compute_sudo=True
    )

    @api.depends("project_id.name")
    def _compute_project_name(self):
        for demand in self:
            demand.project_name = demand.project_id.name

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        for demand in self.filtered("date_submitted"):
            raise ValidationError(
                self.env._("%s has been submitted and is kept.", demand.display_name)
            )

    def _rule_date(self):
        self.ensure_one()
        return self.date_submitted or super()._rule_date()

    def _basis(self):
        return self._cite(KINDS[self.kind][1])

    def _blocker_submit(self):
        return {demand.id: "\n".join(demand._missing()) for demand in self}

    def _missing(self):
        names = ("purpose", "user_groups", "expected_use", "urgency")
        empty = [
            self._fields[name]._description_string(self.env) for name in names if not self[name]
        ]
        if empty:
            yield self.env._(
                "Fill in (%(basis)s): %(fields)s", basis=self._basis(), fields="、".join(empty)
            )
        if self.kind == "common_project" and self.unit_id.sudo().kind == "data_bureau":
            yield self.env._(
                "A data bureau initiates common projects itself (%s): enter the project.",
                self._basis(),
            )

    def _effect_submit(self, inputs):
        today = fields.Date.context_today(self)
        for demand in self:
            division = demand.sudo()._workflow_division()
            level = demand._parameter(KINDS[demand.kind][0])
            demand.sudo().write(
                {
                    "bureau_id": demand.unit_id._addressee(
                        "data_bureau", division._ancestor(level)
                    ).id,
                    "date_submitted": demand.date_submitted or today,
                    "project_id": False,
                }
            )

    def _validate_accept(self, inputs):
        """A common demand needs the project of the bureau that takes it up."""
        project_sudo = (
            self.env["xinxihua.project"].sudo().browse(inputs.get("project_id") or []).exists()
        )
        return {demand.id: demand._wrong_project(project_sudo) for demand in self}

    def _wrong_project(self, project_sudo):
        if not project_sudo:
            if self.kind == "infrastructure":
                return None
            return self.env._(
                "Choose the common project of %(bureau)s that takes up the demand (%(basis)s).",
                bureau=self.bureau_id.name,
                basis=self._basis(),
            )
        if project_sudo.unit_id != self.bureau_id or project_sudo.biz_class != "common":
            return self.env._(
                "“%(project)s” is no common project of %(bureau)s (%(basis)s).",
                project=project_sudo.name,
                bureau=self.bureau_id.name,
                basis=self._basis(),
            )
        return None

    def _decision_rows(self, step):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        urgencies = dict(self._fields["urgency"]._description_selection(self.env))
        return [
            (self.env._("Asking Unit"), self.unit_id.sudo().name),
            (self.env._("Kind of Demand"), kinds[self.kind]),
            (self.env._("Purpose of the Demand"), self.purpose or "-"),
            (self.env._("Who will Use it"), self.user_groups or "-"),
            (self.env._("Expected Use"), self.expected_use or "-"),
            (self.env._("Urgency"), urgencies.get(self.urgency, "-")),
        ]

    def _inbox_notes(self):
        urgencies = dict(self._fields["urgency"]._description_selection(self.env))
        return {demand.id: urgencies.get(demand.urgency) for demand in self}

    def action_submit(self, opinion=None):
        """Hand the demand to the data bureau of the level."""
        return self._run_transition("submit", opinion)

    def action_withdraw(self, opinion=None):
        """Take the demand back before the bureau has decided."""
        return self._run_transition("withdraw", opinion)

    def action_accept(self, opinion=None, project_id=None):
        """Data bureau: take the demand into a project of its own.

        :param int project_id: id of the common project; may be left out for
            infrastructure
        """
        return self._run_transition("accept", opinion, {"project_id": project_id or False})

    def action_decline(self, opinion=None):
        """Data bureau: decline, with the reason."""
        return self._run_transition("decline", opinion)
