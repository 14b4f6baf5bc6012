# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


class SignoffChain(models.Model):
    """A sign-off under way: the definition as it was, and what was decided.

    A return or a withdrawal ends the chain; a new attempt is a new chain, so the
    history of the old one stays. Nobody writes here but the methods below.
    """

    _name = "xinxihua.signoff.chain"
    _inherit = "xinxihua.document.row.mixin"
    _description = "Sign-off Chain"
    _order = "id desc"
    _rec_name = "step_label"
    _allow_sudo_commands = False

    step = fields.Char("Step Code", required=True, readonly=True)
    step_label = fields.Char("Step", required=True, readonly=True)
    definition_name = fields.Char("Chain", readonly=True)
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Acting Unit",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    state = fields.Selection(
        [
            ("running", "Under Way"),
            ("completed", "Completed"),
            ("returned", "Returned"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        readonly=True,
        default="running",
        index=True,
    )
    starter_id = fields.Many2one(
        "res.users", "Started by", readonly=True, index=True, ondelete="restrict"
    )
    starter_name = fields.Char("Starter", readonly=True)
    opinion = fields.Text(readonly=True)
    inputs = fields.Json(readonly=True)
    # two signers at the same moment both change this number, so that the later one
    # is judged again and no agreement is overlooked
    turn = fields.Integer(readonly=True, aggregator=None)
    line_ids = fields.One2many(
        "xinxihua.signoff.line", "chain_id", string="Signatures", readonly=True
    )
    decision_ids = fields.One2many(
        "xinxihua.signoff.decision", "chain_id", string="Decisions", readonly=True
    )

    _one_running = models.UniqueIndex(
        "(res_model, res_id) WHERE state = 'running'",
        "The document is being signed already.",
    )

    @api.model
    def _start(self, document, definition, opinion, inputs):
        """Start a chain for one document and put it on the first signer's desk."""
        transition = document._transitions[definition.step]
        unit_sudo = document.sudo()[transition.actor]
        chain_sudo = self.sudo().create(
            {
                "res_model": document._name,
                "res_id": document.id,
                "res_name": document.sudo().display_name,
                "step": definition.step,
                "step_label": str(transition.label),
                "definition_name": definition.name,
                "unit_id": unit_sudo.id,
                "starter_id": self.env.uid,
                "starter_name": self.env.user.name,
                "opinion": opinion,
                "inputs": inputs,
            }
        )
        chain_sudo._copy_definition(definition.sudo())
        document.sudo().signoff_chain_id = chain_sudo
        chain = chain_sudo.sudo(False)
        chain._record("start", chain.env["xinxihua.signoff.line"], opinion)
        chain._advance()
        return chain

    def _copy_definition(self, definition):
        self.env["xinxihua.signoff.line"].create(
            [
                {
                    "res_model": self.res_model,
                    "res_id": self.res_id,
                    "res_name": self.res_name,
                    "chain_id": self.id,
                    "sequence": index,
                    "name": line.name,
                    "group_id": line.group_id.id,
                    "joint": line.joint,
                    "quorum": line.quorum,
                    "user_ids": [fields.Command.set(line.user_ids.ids)],
                }
                for index, line in enumerate(definition.line_ids.sorted())
            ]
        )

    def _current_line(self):
        """Return the signature that is awaited (empty when none is)."""
        self.ensure_one()
        return self.sudo().line_ids.filtered(lambda line: line.state == "pending")[:1]

    def _advance(self):
        """Open the next signature, or let the step take effect."""
        document = self._document()
        waiting_sudo = self.sudo().line_ids.filtered(lambda line: line.state == "waiting")
        if waiting_sudo:
            waiting_sudo[0]._open()
            document._clear_desk()
            document._put_on_desk(
                f"{self.step_label} · {waiting_sudo[0].name}",
                {document: waiting_sudo[0].candidate_ids},
            )
            return
        self.sudo().state = "completed"
        document._complete_chain(self)

    def _sign_refusal(self):
        """Return why the user cannot decide now, or nothing."""
        self.ensure_one()
        line_sudo = self._current_line()
        if self.sudo().state != "running" or not line_sudo:
            return self.env._("This sign-off is not under way any more.")
        if self.env.user not in line_sudo.candidate_ids:
            return self.env._(
                "It is the turn of %(names)s (%(line)s), not yours.",
                names="、".join(line_sudo.candidate_ids.mapped("name")),
                line=line_sudo.name,
            )
        if self.env.user in line_sudo._agreed_users():
            return self.env._("You have signed already; the others have not yet.")
        return None

    def _check_can_sign(self):
        if reason := self._sign_refusal():
            raise UserError(reason)

    def _sign(self, opinion=None):
        """同意: agree in the name of the awaited signature."""
        self._check_can_sign()
        line_sudo = self._current_line()
        self._record("agree", line_sudo, opinion)
        if line_sudo._is_complete():
            line_sudo.state = "done"
            self._advance()
        else:
            self._document()._clear_desk_of(self.env.user)

    def _return(self, opinion=None):
        """退回: give the document back to the one who started the chain."""
        self._check_can_sign()
        self._check_opinion(opinion)
        self._record("return", self._current_line(), opinion)
        self._end("returned")
        document = self._document()
        document._put_on_desk(
            self.env._("Returned: %s", self.step_label), {document: self.sudo().starter_id}
        )

    def _forward(self, user, opinion=None):
        """转办: let a colleague of the same role sign instead."""
        self._check_can_sign()
        line_sudo = self._current_line()
        if reason := line_sudo._forward_refusal(user):
            raise UserError(reason)
        self._record("forward", line_sudo, opinion, forwarded_to=user.sudo().name)
        line_sudo._replace_candidate(self.env.user, user)
        document = self._document()
        document._clear_desk_of(self.env.user)
        document._put_on_desk(f"{self.step_label} · {line_sudo.name}", {document: user})

    def _withdraw_refusal(self):
        """Return why the user cannot withdraw: only the last to act, before the next."""
        self.ensure_one()
        if self.sudo().state != "running":
            return self.env._("This sign-off is not under way any more.")
        last_sudo = self.sudo().decision_ids.sorted("id")[-1:]
        if last_sudo.user_id != self.env.user or last_sudo.decision not in (
            "start",
            "agree",
        ):
            return self.env._(
                "Only the person who acted last can withdraw, before the next one acts."
            )
        return None

    def _withdraw(self, opinion=None):
        """撤回: take back one's own act before the next person has acted."""
        if reason := self._withdraw_refusal():
            raise UserError(reason)
        last_sudo = self.sudo().decision_ids.sorted("id")[-1:]
        self._record("withdraw", last_sudo.line_id, opinion)
        if last_sudo.decision == "start":
            self._end("withdrawn")
            self._document()._move_to_desk()
            return
        lines_sudo = self.sudo().line_ids
        reopened = last_sudo.line_id
        (lines_sudo - reopened).filtered(lambda line: line.state == "pending").write(
            {"state": "waiting"}
        )
        reopened.state = "waiting"
        self._advance()

    def _end(self, state):
        self.sudo().state = state
        self._document()._clear_desk()

    def _check_opinion(self, opinion):
        if not (opinion or "").strip():
            raise UserError(self.env._("Write the reason for returning."))

    def _record(self, decision, line, opinion, **extra):
        """Write the decision, and its line in the document's log."""
        Decision = self.env["xinxihua.signoff.decision"]
        labels = dict(Decision._fields["decision"]._description_selection(self.env))
        Decision.sudo().create(
            {
                "res_model": self.res_model,
                "res_id": self.res_id,
                "res_name": self.res_name,
                "chain_id": self.id,
                "line_id": line.id,
                "line_name": line.name,
                "decision": decision,
                "opinion": opinion,
                "user_id": self.env.uid,
                "user_name": self.env.user.name,
                "user_title": self.env.user.sudo().xinxihua_title,
                "unit_name": self.sudo().unit_id.name,
                "date": fields.Datetime.now(),
                **extra,
            }
        )
        self.sudo().turn += 1
        self.invalidate_recordset(["decision_ids"])
        document = self._document()
        parts = [self.step_label, line.name, labels[decision], extra.get("forwarded_to")]
        document._log_steps(
            f"{self.step}.{decision}",
            " · ".join(filter(None, parts)),
            {document.id: document.state},
            {document.id: self.sudo().unit_id},
            opinion=opinion,
        )
