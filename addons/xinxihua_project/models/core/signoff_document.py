# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


class WorkflowSignoff(models.AbstractModel):
    """The document's side of a sign-off chain."""

    _inherit = "xinxihua.workflow.mixin"

    signoff_chain_id = fields.Many2one(
        "xinxihua.signoff.chain",
        "Sign-off",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The chain under way, or the last one.",
    )
    signoff_state = fields.Selection(related="signoff_chain_id.state", string="Sign-off State")
    # stored: record rules close a document while it is being signed
    is_signing = fields.Boolean("Being Signed", compute="_compute_is_signing", store=True)
    can_sign = fields.Boolean(compute="_compute_can_sign")
    can_withdraw_signoff = fields.Boolean(compute="_compute_can_sign")

    @api.depends("signoff_chain_id.state")
    def _compute_is_signing(self):
        for document in self:
            document.is_signing = document.signoff_chain_id.state == "running"

    @api.depends("signoff_chain_id.state", "signoff_chain_id.decision_ids")
    @api.depends_context("uid")
    def _compute_can_sign(self):
        for document in self:
            chain = document.signoff_chain_id
            running = chain and chain.state == "running"
            document.can_sign = bool(running and not chain._sign_refusal())
            document.can_withdraw_signoff = bool(running and not chain._withdraw_refusal())

    def _chain_definitions(self, name):
        """Return {id: definition} for the records whose step must be signed."""
        candidates = self.env["xinxihua.signoff.definition"]._matching(self._name, name)
        if not candidates:
            return {}
        actor = self._transitions[name].actor
        chosen = {}
        for document in self:
            document_sudo = document.sudo()
            amount = document_sudo._workflow_amount()
            for definition in candidates:
                if definition._fits(document_sudo[actor], amount):
                    chosen[document.id] = definition
                    break
        return chosen

    def _running_chain_refusal(self):
        chain_sudo = self.sudo().signoff_chain_id
        if chain_sudo.state != "running":
            return None
        line_sudo = chain_sudo._current_line()
        return self.env._(
            "“%(step)s” is being signed: it is the turn of %(names)s (%(line)s).",
            step=chain_sudo.step_label,
            names="、".join(line_sudo.candidate_ids.mapped("name")),
            line=line_sudo.name,
        )

    def _start_chains(self, name, opinion, inputs):
        """Start the chains that the step needs; return the documents that wait."""
        definitions = self._chain_definitions(name)
        waiting = self.browse(definitions)
        for document in waiting:
            self.env["xinxihua.signoff.chain"]._start(
                document, definitions[document.id], opinion, inputs
            )
        return waiting

    def _complete_chain(self, chain):
        """Take the step that the chain guarded, judged once more as things are now."""
        name = chain.step
        inputs = chain.sudo().inputs or {}
        transition = self._transitions[name]
        reasons = self._refusals_of_state(transition)
        if not reasons:
            reasons = self._missing_materials(name)
            if transition.blocker:
                reasons |= getattr(self, transition.blocker)()
            if transition.validate:
                reasons |= getattr(self, transition.validate)(inputs)
        if reason := "\n".join(filter(None, reasons.values())):
            raise UserError(reason)
        self._take_step(name, None, inputs)

    def _clear_desk_of(self, user):
        self.sudo().activity_unlink(["xinxihua_project.mail_activity_type_step"], user_id=user.id)

    # -- what people call ------------------------------------------------------------

    def _signing_chain(self):
        self.ensure_one()
        self.check_access("read")
        self._lock_documents()
        if not self.signoff_chain_id:
            raise UserError(self.env._("Nothing is being signed here."))
        return self.signoff_chain_id

    def action_sign(self, opinion=None):
        """Agree to the step that is being signed (同意)."""
        return self._signing_chain()._sign(opinion)

    def action_sign_return(self, opinion=None):
        """Return the step that is being signed, with the reason (退回)."""
        return self._signing_chain()._return(opinion)

    def action_sign_forward(self, user_id, opinion=None):
        """Hand the signature to the colleague with this user id (转办)."""
        colleague = self.env["res.users"].browse(int(user_id)).exists()
        return self._signing_chain()._forward(colleague, opinion)

    def action_sign_withdraw(self, opinion=None):
        """Withdraw one's own act before the next person has acted (撤回)."""
        return self._signing_chain()._withdraw(opinion)
