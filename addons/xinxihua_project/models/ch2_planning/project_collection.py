# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from dataclasses import replace

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ..ch3_approval.project_workflow import ProjectWorkflow
from ..core.workflow_transition import Desk, Transition

_lt = LazyTranslate(__name__)

UNIT = ("xinxihua_project.group_unit_officer",)
BUREAU = ("xinxihua_project.group_bureau_officer",)
TABLE = ProjectWorkflow._transitions

OFFER = Transition(
    _lt("Hand over for the County Collection"),
    ("draft", "returned"),
    "offered",
    UNIT,
    validate="_validate_offer",
    effect="_effect_offer",
    basis="county_collection",
)
DISSOLVE = Transition(
    _lt("Dissolve the Collection"),
    ("draft", "returned", "refused"),
    "_target_unchanged",
    BUREAU,
    effect="_effect_dissolve",
    opinion_required=True,
    basis="county_collection",
)
# judged like a step; what it makes is another document, so it is in no table
COLLECT = Transition(
    _lt("Collect into One Application"),
    ("offered",),
    "merged",
    BUREAU,
    actor="handling_unit_id",
    basis="county_collection",
)


class ProjectCollection(models.Model):
    """Demands of a county's units, collected into one application (art. 10).

    A unit hands its draft over; the county bureau makes one application out of several
    and leads it, the units take part. The originals stay, linked and closed, until the
    bureau dissolves the collection with a reason.
    """

    _inherit = "xinxihua.project"

    _transitions = {
        **TABLE,
        "return": replace(TABLE["return"], sources=(*TABLE["return"].sources, "offered")),
        "offer": OFFER,
        "take_back": Transition(
            _lt("Take back from the Collection"),
            ("offered",),
            "_target_of_take_back",
            UNIT,
            effect="_effect_take_back",
            basis="county_collection",
        ),
        "dissolve": DISSOLVE,
    }
    _desks = {
        **ProjectWorkflow._desks,
        "offered": Desk(_lt("Collect or return the demand"), BUREAU, "handling_unit_id"),
    }

    state = fields.Selection(
        selection_add=[
            ("offered", "Handed over for Collection"),
            ("county_review",),
            ("refused",),
            ("merged", "Merged into One Application"),
        ],
        ondelete={"offered": "set default", "merged": "set default"},
    )
    is_collection = fields.Boolean("Collected by the County", readonly=True, copy=False)
    merged_into_id = fields.Many2one(
        "xinxihua.project",
        "Merged into",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    merged_ids = fields.One2many(
        "xinxihua.project", "merged_into_id", string="Original Demands", readonly=True
    )

    # -- who may ---------------------------------------------------------------------------

    def _refusals_of_state(self, transition):
        refusals = super()._refusals_of_state(transition)
        if transition is OFFER:
            for project in self:
                unit_sudo = project.sudo().unit_id
                county = unit_sudo.division_id._ancestor("county")
                if not county or unit_sudo.kind == "data_bureau":
                    refusals[project.id] = self.env._(
                        "Only the units of a county hand their demands to its data bureau "
                        "(%(basis)s).",
                        basis=project._cite("county_collection"),
                    )
        if transition is DISSOLVE:
            for project in self.filtered(lambda project: not project.sudo().merged_ids):
                refusals[project.id] = self.env._("No demands were collected here.")
        return refusals

    def _chain_definitions(self, name):
        # to collect is in no table, so that nobody declares a chain for it
        return super()._chain_definitions(name) if name in self._transitions else {}

    def _validate_offer(self, inputs):
        """Return {id: reason}: what the bureau has to know of a demand."""
        reasons = {}
        for project in self:
            empty = [
                project._fields[name]._description_string(self.env)
                for name in ("content", "budget_amount")
                if not project[name]
            ]
            if empty:
                reasons[project.id] = self.env._(
                    "Fill in (%(basis)s): %(fields)s",
                    basis=project._cite("county_collection"),
                    fields="、".join(empty),
                )
        return reasons

    def _effect_offer(self, inputs):
        Unit = self.env["xinxihua.unit"]
        for project_sudo in self.sudo():
            county = project_sudo.division_id._ancestor("county")
            project_sudo.handling_unit_id = Unit._addressee("data_bureau", county)

    def _target_of_take_back(self):
        return "returned" if self.date_submitted else "draft"

    def _effect_take_back(self, inputs):
        self.sudo().handling_unit_id = False

    def _target_unchanged(self):
        return self.state

    # -- the collection ------------------------------------------------------------------

    def _raise_not_collectable(self):
        """Refuse, unless all can be collected by this user into one application."""
        reasons = self._refusals_of_state(COLLECT)
        ready = self - self.browse(reasons)
        reasons |= ready._refusals_of_actor("collect", COLLECT)
        lines = [
            f"{project.sudo().display_name}\n{reasons[project.id]}"
            for project in self
            if project.id in reasons
        ]
        if not lines:
            lines.extend(self._missing_together())
        if lines:
            raise UserError("\n\n".join(lines))

    def _missing_together(self):
        """Say what several demands lack to become one application."""
        if len(self.sudo().unit_id) < 2:
            yield self.env._(
                "A collection joins the demands of at least two units (%(basis)s): one unit "
                "applies for itself.",
                basis=self[:1]._cite("county_collection"),
            )
        if len(self.sudo().handling_unit_id) > 1:
            yield self.env._("Demands of different counties make no single application.")
        if not self.env.user.has_group(UNIT[0]):
            yield self.env._(
                "Who collects makes an application of the bureau: that needs the role "
                "%(roles)s besides. Ask the administrator.",
                roles=self._role_names(UNIT),
            )

    def action_collect(self, name):
        """Make one application of the bureau out of demands that were handed over.

        :param str name: name of the application
        :return: the action that opens it
        :raise UserError: a demand is not waiting here, the user is not of the bureau, or
            the demands are of one unit only (art. 10)
        """
        self.check_access("read")
        self._lock_documents()
        if not (name or "").strip():
            raise UserError(self.env._("Give the application a name."))
        self._raise_not_collectable()
        bureau = self.sudo().handling_unit_id
        project = self.env["xinxihua.project"].create(self._prepare_collection_vals(name))
        project.sudo().is_collection = True
        self.sudo().merged_into_id = project
        label = self.env._("Merged into the application “%s”", project.name)
        self._follow("merged", "collect", label, bureau)
        project._log_steps(
            "collect",
            self.env._("Collected out of %s demands", len(self)),
            {project.id: False},
            {project.id: bureau},
            basis=COLLECT.basis,
        )
        project.action_ask_participants()
        return project._get_records_action()

    def action_open_collection(self):
        """Open the screen on which chosen demands become one application."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Collect into One Application"),
            "res_model": "xinxihua.county.collection",
            "view_mode": "form",
            "target": "new",
            "context": {"default_project_ids": self.ids},
        }

    def action_offer(self, opinion=None):
        """County unit: hand the draft to the county's data bureau (art. 10)."""
        return self._run_transition("offer", opinion)

    def action_take_back(self, opinion=None):
        """County unit: take the demand back before it was collected."""
        return self._run_transition("take_back", opinion)

    def action_dissolve(self, opinion=None):
        """County bureau: give the originals free again, with the reason."""
        return self._run_transition("dissolve", opinion)

    def _effect_dissolve(self, inputs):
        for project in self:
            originals = project.sudo().merged_ids
            opinion = project.sudo().workflow_log_ids[:1].opinion
            label = self.env._("Given back: the application “%s” was dissolved", project.name)
            originals.merged_into_id = False
            originals.sudo(False)._follow(
                "offered", "dissolve", label, project.unit_id, opinion=opinion
            )
