# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from .drawing import draw

SHOWN = 10


class ExpertDrawing(models.Model):
    """One drawing of experts, with all that it takes to draw the same again.

    The server chooses the seed at the moment of the drawing; ``drawing.py`` says how
    seed and candidates make the result.
    """

    _name = "xinxihua.expert.drawing"
    _inherit = "xinxihua.append.only.mixin"
    _description = "Drawing of Experts"
    _order = "id desc"
    _rec_name = "project_id"

    review_id = fields.Many2one(
        "xinxihua.expert.review",
        "Expert Review",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    project_id = fields.Many2one(
        "xinxihua.project", required=True, readonly=True, index=True, ondelete="restrict"
    )
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Organised by",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    date = fields.Datetime("Drawn on", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", "Drawn by", required=True, readonly=True, index=True, ondelete="restrict"
    )
    user_name = fields.Char("Name of the Drawer", readonly=True)
    seed = fields.Char(required=True, readonly=True)
    wanted = fields.Json("Experts Wanted (data)", required=True, readonly=True)
    wanted_summary = fields.Char("Experts Wanted", readonly=True)
    result_summary = fields.Char("Result", readonly=True)
    candidate_ids = fields.One2many(
        "xinxihua.expert.drawing.candidate", "drawing_id", string="Candidates", readonly=True
    )

    @api.model
    def _draw(self, review, wanted):
        """Draw experts for a review and keep how.

        :param review: open ``xinxihua.expert.review``
        :param wanted: [(``xinxihua.catalogue.item`` field, number)]
        :return: (the drawing, [(field, expert)])
        :raise UserError: a field has too few experts; says why the others are left out
        """
        codes = [field.code for field, _count in wanted]
        experts_sudo = self.env["xinxihua.expert"].sudo().search([("field_ids.code", "in", codes)])
        excluded = experts_sudo._avoidance(review)
        free_sudo = experts_sudo.filtered(lambda expert: expert.id not in excluded)
        seed = secrets.token_hex(16)
        drawn = draw(
            seed,
            [(field.code, count) for field, count in wanted],
            {expert.code: expert.field_ids.mapped("code") for expert in free_sudo},
        )
        self._raise_too_few(wanted, drawn, experts_sudo, excluded)
        drawing = self._keep(
            review, wanted, seed, experts_sudo, excluded, dict(map(reversed, drawn))
        )
        by_code = {expert.code: expert for expert in experts_sudo}
        by_field = {field.code: field for field, _count in wanted}
        return drawing, [(by_field[field], by_code[code]) for field, code in drawn]

    def _raise_too_few(self, wanted, drawn, experts_sudo, excluded):
        short = {field for field, code in drawn if not code}
        reasons = []
        for field, count in wanted:
            if field.code not in short:
                continue
            known = experts_sudo.filtered(
                lambda expert, field=field: field.code in expert.field_ids.mapped("code")
            )
            left_out = known.filtered(lambda expert: expert.id in excluded)
            reasons.append(
                self.env._(
                    "“%(field)s”: %(wanted)s wanted, %(free)s can be drawn.",
                    field=field.name,
                    wanted=count,
                    free=len(known - left_out),
                )
            )
            reasons += [
                f"• {expert.name}({expert.code}): {excluded[expert.id]}"
                for expert in left_out[:SHOWN]
            ]
        if reasons:
            raise UserError(
                self.env._(
                    "There are too few experts. Add experts to the library, want fewer, or "
                    "add one by hand with the reason.\n%s",
                    "\n".join(reasons),
                )
            )

    def _keep(self, review, wanted, seed, experts_sudo, excluded, drawn_for):
        names = {field.code: field.name for field, _count in wanted}
        drawing_sudo = self.sudo().create(
            {
                "review_id": review.id,
                "project_id": review.sudo().project_id.id,
                "unit_id": review.sudo().unit_id.id,
                "date": fields.Datetime.now(),
                "user_id": self.env.uid,
                "user_name": self.env.user.name,
                "seed": seed,
                "wanted": [[field.code, count] for field, count in wanted],
                "wanted_summary": "、".join(f"{field.name} {count}" for field, count in wanted),
                "result_summary": "、".join(
                    f"{expert.name}({names[drawn_for[expert.code]]})"
                    for expert in experts_sudo
                    if expert.code in drawn_for
                ),
            }
        )
        self.env["xinxihua.expert.drawing.candidate"].sudo().create(
            [
                {
                    "drawing_id": drawing_sudo.id,
                    "expert_id": expert.id,
                    "code": expert.code,
                    "name": expert.name,
                    "employer": expert.unit_id.name or expert.employer,
                    "field_codes": ",".join(expert.field_ids.mapped("code")),
                    "field_names": "、".join(expert.field_ids.mapped("name")),
                    "excluded_reason": excluded.get(expert.id),
                    "drawn_for": drawn_for.get(expert.code),
                    "drawn_for_name": names.get(drawn_for.get(expert.code)),
                }
                for expert in experts_sudo
            ]
        )
        return drawing_sudo.sudo(False)

    # -- replay ----------------------------------------------------------------------

    def _replay(self):
        """Draw again from what was kept; return [(field, code)]."""
        self.ensure_one()
        candidates = {
            row.code: row.field_codes.split(",")
            for row in self.candidate_ids
            if not row.excluded_reason
        }
        return draw(self.seed, self.wanted, candidates)

    def action_replay(self):
        """Draw again from seed and candidates, and say whether the result is the same."""
        self.ensure_one()
        self.check_access("read")
        names = {row.code: row.name for row in self.candidate_ids}
        kept = {(row.drawn_for, row.code) for row in self.candidate_ids if row.drawn_for}
        again = self._replay()
        same = set(again) == kept
        experts = "、".join(f"{names[code]}({code})" for _field, code in again if code)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if same else "danger",
                "sticky": not same,
                "title": self.env._("The replay gives the same experts")
                if same
                else self.env._("The replay gives other experts"),
                "message": experts,
            },
        }


class ExpertDrawingCandidate(models.Model):
    """An expert as the drawing found the person: drawn, not drawn, or left out and why."""

    _name = "xinxihua.expert.drawing.candidate"
    _inherit = "xinxihua.append.only.mixin"
    _description = "Candidate of a Drawing"
    _order = "drawing_id desc, code, id"
    _rec_name = "name"

    drawing_id = fields.Many2one(
        "xinxihua.expert.drawing", required=True, readonly=True, index=True, ondelete="restrict"
    )
    expert_id = fields.Many2one(
        "xinxihua.expert", required=True, readonly=True, index=True, ondelete="restrict"
    )
    code = fields.Char("Expert Number", required=True, readonly=True)
    name = fields.Char("Name of the Expert", readonly=True)
    employer = fields.Char("Employer", readonly=True)
    field_codes = fields.Char("Fields (codes)", readonly=True)
    field_names = fields.Char("Fields", readonly=True)
    excluded_reason = fields.Char("Left out because", readonly=True)
    drawn_for = fields.Char("Drawn for (code)", readonly=True)
    drawn_for_name = fields.Char("Drawn for", readonly=True)
