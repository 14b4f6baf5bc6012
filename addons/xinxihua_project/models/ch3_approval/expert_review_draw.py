# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import models
from odoo.exceptions import UserError


class ExpertReviewDraw(models.Model):
    """Who sits on the panel: drawn by field, with avoidance."""

    _inherit = "xinxihua.expert.review"

    def _review_fields(self):
        """Return the fields of expert review in force for the project."""
        self.ensure_one()
        project_sudo = self.sudo().project_id
        return self.env["xinxihua.catalogue.item"]._in_force(
            "review_field", project_sudo._rule_date(), project_sudo.division_id
        )

    def action_draw(self, wanted):
        """Draw experts at random and seat them.

        :param dict wanted: {code of the field: number of experts}
        :return: id of the ``xinxihua.expert.drawing``
        :raise UserError: too few experts; names field, numbers and who is left out and why
        """
        self.ensure_one()
        self.check_access("write")
        self.project_id._lock_documents()
        drawing, drawn = self.env["xinxihua.expert.drawing"]._draw(
            self, self._checked_wanted(wanted)
        )
        self.env["xinxihua.expert.opinion"].sudo().create(
            [
                {
                    "review_id": self.id,
                    "expert_id": expert.id,
                    "field_id": field.id,
                    "drawing_id": drawing.id,
                }
                for field, expert in drawn
            ]
        )
        return drawing.id

    def _checked_wanted(self, wanted):
        """Return [(field, number)] in the order of the checklist."""
        items = self._review_fields()
        unknown = set(wanted) - set(items.mapped("code"))
        if unknown:
            raise UserError(
                self.env._(
                    "There is no field of expert review “%s”. Choose among the checklist.",
                    "、".join(sorted(unknown)),
                )
            )
        counts = [(item, int(wanted.get(item.code) or 0)) for item in items]
        chosen = [(item, count) for item, count in counts if count > 0]
        if not chosen:
            raise UserError(self.env._("Say how many experts are wanted, for one field at least."))
        return chosen

    def action_open_draw(self):
        """Open the dialog of a drawing."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Draw Experts"),
            "res_model": "xinxihua.expert.draw",
            "view_mode": "form",
            "target": "new",
            "context": {"default_review_id": self.id},
        }


class ProjectExperts(models.Model):
    """The project's side of its panels."""

    _inherit = "xinxihua.project"

    def _interested_units(self):
        """Return the units whose people do not review the project."""
        self.ensure_one()
        return self.unit_id | self.participant_ids.unit_id

    def _call_for_another_expert(self):
        """Put the project on the bureau's desk again: an expert declined (superuser only)."""
        desk = self._desks["expert_review"]
        self._put_on_desk(
            self.env._("An expert declined: draw another one"), self._desk_users(desk)
        )

    def _effect_return(self, inputs):
        self.sudo()._current_review().state = "closed"
        return super()._effect_return(inputs)
