# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


class VersionMixin(models.AbstractModel):
    """A document in versions: the one in force is never edited, a new one follows it.

    A revision copies the version in force; the old one stays readable, and becomes
    superseded in the moment the new one takes effect. The concrete model declares
    ``previous_id`` (Many2one to itself, readonly), the states ``effective`` and
    ``superseded``, and names in ``_effective_step`` the step that puts it in force.
    """

    _name = "xinxihua.version.mixin"
    _inherit = "xinxihua.workflow.mixin"
    _description = "Document in Versions"
    _effective_step = "approve_plan"
    _revise_groups = ()

    version = fields.Integer(required=True, readonly=True, default=1, copy=False, aggregator=None)
    date_submitted = fields.Date("Submitted on", readonly=True, copy=False, index=True)
    date_effective = fields.Date("In Force since", readonly=True, copy=False)
    can_revise = fields.Boolean(compute="_compute_can_revise")

    def _rule_date(self):
        self.ensure_one()
        return self.date_submitted or super()._rule_date()

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_revise(self):
        refusals = self.filtered("id")._revision_refusals()
        for document in self:
            document.can_revise = bool(document.id) and document.id not in refusals

    def _revision_refusals(self):
        """Return {id: why this user cannot begin a new version now}."""
        user = self.env.user
        allowed = any(user.has_group(group) for group in self._revise_groups)
        open_sudo = self.sudo().search(
            [
                ("previous_id", "in", self.ids),
                ("state", "not in", ("effective", "superseded")),
            ]
        )
        followed = set(open_sudo.previous_id.ids)
        refusals = {}
        for document in self:
            if document.state != "effective":
                refusals[document.id] = self.env._("Only the version in force is revised.")
            elif not allowed or document.sudo().unit_id not in user.sudo().xinxihua_unit_ids:
                refusals[document.id] = self.env._(
                    "A new version is begun by %(unit)s (role %(roles)s).",
                    unit=document.sudo().unit_id.name,
                    roles=self._role_names(self._revise_groups),
                )
            elif document.id in followed:
                refusals[document.id] = self.env._(
                    "A new version is being prepared already. Open that one."
                )
        return refusals

    def _revision_vals(self):
        """Return the values of the next version; models add their lines."""
        self.ensure_one()
        return {"version": self.version + 1, "previous_id": self.id}

    def action_revise(self):
        """Begin the next version as a copy of the one in force."""
        self.ensure_one()
        self.check_access("read")
        self._lock_documents()
        if reason := self._revision_refusals().get(self.id):
            raise UserError("\n".join([self.display_name, reason]))
        revised_sudo = self.sudo().copy(self._revision_vals())
        revised = revised_sudo.with_env(self.env)
        revised._log_steps(
            "revise",
            self.env._("New Version"),
            {revised.id: self.state},
            {revised.id: revised_sudo.unit_id},
        )
        return revised._get_records_action()

    def _take_step(self, name, opinion, inputs):
        """Close the version before, then put this one in force (one at a time)."""
        if name == self._effective_step:
            actor = self._transitions[name].actor
            for document in self.sudo().filtered("previous_id"):
                document.previous_id.with_env(self.env)._follow(
                    "superseded",
                    "supersede",
                    self.env._("Superseded by version %s", document.version),
                    document[actor],
                )
                document.previous_id.flush_recordset(["state"])
            self.sudo().date_effective = fields.Date.context_today(self)
        return super()._take_step(name, opinion, inputs)

    def _effect_submit(self, inputs):
        today = fields.Date.context_today(self)
        for document in self.sudo():
            document.date_submitted = document.date_submitted or today

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        for document in self.filtered(lambda row: row.date_submitted or row.state == "effective"):
            raise UserError(self.env._("%s has been submitted and is kept.", document.display_name))
