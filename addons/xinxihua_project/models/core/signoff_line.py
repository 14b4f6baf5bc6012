# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models
from odoo.exceptions import UserError


class SignoffLine(models.Model):
    """A signature of a running chain, copied from the definition at its start."""

    _name = "xinxihua.signoff.line"
    _inherit = "xinxihua.document.row.mixin"
    _description = "Signature of a Chain"
    _order = "chain_id, sequence, id"
    _allow_sudo_commands = False

    chain_id = fields.Many2one(
        "xinxihua.signoff.chain",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(readonly=True)
    name = fields.Char("Signature", required=True, readonly=True)
    group_id = fields.Many2one("res.groups", "Role", readonly=True, index=True, ondelete="restrict")
    user_ids = fields.Many2many("res.users", string="Named Persons", readonly=True)
    candidate_ids = fields.Many2many(
        "res.users",
        "xinxihua_signoff_line_candidate_rel",
        string="Whose Turn",
        readonly=True,
        help="Filled when the turn comes, so that nobody is asked too early.",
    )
    joint = fields.Boolean("Joint Signing", readonly=True)
    quorum = fields.Integer(readonly=True)
    state = fields.Selection(
        [("waiting", "Waiting"), ("pending", "Its Turn"), ("done", "Signed")],
        required=True,
        readonly=True,
        default="waiting",
    )
    decision_ids = fields.One2many(
        "xinxihua.signoff.decision", "line_id", string="Decisions", readonly=True
    )

    def _open(self):
        """Find who may sign now; refuse a turn that nobody could take."""
        self.ensure_one()
        unit = self.chain_id.unit_id
        candidates = self.user_ids or unit._users_with_groups(self.group_id)[unit]
        candidates = candidates.filtered(
            lambda user: user.active and self.group_id in user.all_group_ids
        )
        if not candidates:
            raise UserError(
                self.env._(
                    "Nobody can sign “%(line)s”: no user of %(unit)s holds the role "
                    "“%(role)s”. Ask the rules administrator.",
                    line=self.name,
                    unit=unit.name,
                    role=self.group_id.name,
                )
            )
        self.write({"state": "pending", "candidate_ids": [fields.Command.set(candidates.ids)]})

    def _agreed_users(self):
        """Return the users whose agreement stands (not withdrawn since)."""
        agreed = self.env["res.users"]
        for decision in self.sudo().decision_ids.sorted("id"):
            if decision.decision == "agree":
                agreed |= decision.user_id
            elif decision.decision == "withdraw":
                agreed -= decision.user_id
        return agreed

    def _is_complete(self):
        agreed = len(self._agreed_users())
        if not self.joint:
            return agreed >= 1
        return agreed >= min(self.quorum or len(self.candidate_ids), len(self.candidate_ids))

    def _forward_refusal(self, user):
        """Return why ``user`` cannot sign in the place of the current user."""
        user_sudo = user.sudo()
        if not user_sudo.active or self.group_id not in user_sudo.all_group_ids:
            return self.env._(
                "%(name)s does not hold the role “%(role)s” and cannot sign “%(line)s”.",
                name=user_sudo.name,
                role=self.group_id.name,
                line=self.name,
            )
        if self.chain_id.unit_id not in user_sudo.xinxihua_unit_ids:
            return self.env._(
                "%(name)s does not act for %(unit)s.",
                name=user_sudo.name,
                unit=self.chain_id.unit_id.name,
            )
        if user_sudo in self.candidate_ids:
            return self.env._("It is the turn of %s already.", user_sudo.name)
        return None

    def _replace_candidate(self, old, new):
        """Hand a turn over; of a role that anyone may sign, only the new one remains."""
        remaining = self.candidate_ids - old if self.joint else self.env["res.users"]
        self.candidate_ids = remaining | new


class SignoffDecision(models.Model):
    """What one person decided: evidence, never changed."""

    _name = "xinxihua.signoff.decision"
    _inherit = ["xinxihua.document.row.mixin", "xinxihua.append.only.mixin"]
    _description = "Sign-off Decision"
    _order = "id"
    _rec_name = "user_name"
    _allow_sudo_commands = False

    chain_id = fields.Many2one(
        "xinxihua.signoff.chain",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    line_id = fields.Many2one(
        "xinxihua.signoff.line",
        "Signature",
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    line_name = fields.Char("As", readonly=True)
    decision = fields.Selection(
        [
            ("start", "Submitted"),
            ("agree", "Agreed"),
            ("return", "Returned"),
            ("forward", "Forwarded"),
            ("withdraw", "Withdrawn"),
        ],
        required=True,
        readonly=True,
    )
    opinion = fields.Text(readonly=True)
    forwarded_to = fields.Char("Forwarded to", readonly=True)
    user_id = fields.Many2one("res.users", readonly=True, index=True, ondelete="restrict")
    user_name = fields.Char("Person", readonly=True)
    user_title = fields.Char("Job Title", readonly=True)
    unit_name = fields.Char("Unit", readonly=True)
    date = fields.Datetime("When", required=True, readonly=True)
