# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models

# stages at which the opinions have to be there, in their order, and the step they guard
STAGES = ("first_check", "expert_review", "before_approval")


class CatalogueItem(models.Model):
    _inherit = "xinxihua.catalogue.item"

    kind = fields.Selection(
        selection_add=[("co_review", "Subject of Co-review")],
        ondelete={"co_review": "cascade"},
    )


class ProjectCoReview(models.Model):
    """The bodies that look at a project beside the experts, all at the same time."""

    _inherit = "xinxihua.project"

    co_review_ids = fields.One2many(
        "xinxihua.co.review", "project_id", string="Co-reviews", readonly=True
    )

    def _current_co_reviews(self):
        """Return the questions of the present round that were not taken back."""
        return self.co_review_ids.filtered(
            lambda review: review.round == review.project_id.round and review.state != "cancelled"
        )

    # -- asking ------------------------------------------------------------------------------

    def _co_review_bodies(self):
        """Return {project: {subject: body or no unit}} of the subjects in force.

        The body is the unit of the subject's kind at the level that the addressee
        matrix names, or the nearest above it that has one.
        """
        Item = self.env["xinxihua.catalogue.item"].sudo()
        subjects = {
            project: Item._in_force("co_review", project._rule_date(), project.sudo().division_id)
            for project in self
        }
        kinds = {item.group_code for items in subjects.values() for item in items.sudo()}
        if not kinds:
            return {project: {} for project in self}
        units_sudo = self.env["xinxihua.unit"].sudo().search([("kind", "in", list(kinds))])
        return {
            project: {
                subject: project._co_review_body(subject.sudo().group_code, units_sudo)
                for subject in items
            }
            for project, items in subjects.items()
        }

    def _co_review_body(self, kind, units_sudo):
        """Return the nearest unit of a kind from the asked level upwards."""
        level = self._parameter("addressee_co_review")
        path = self.sudo().division_id._ancestor(level).parent_path
        above = units_sudo.filtered(
            lambda unit: unit.kind == kind and path.startswith(unit.division_id.parent_path)
        )
        return above.sorted(lambda unit: -len(unit.division_id.parent_path))[:1].sudo(False)

    def _missing_co_review_bodies(self):
        """Return {id: text naming the subjects that nobody can be asked about}."""
        kinds = dict(self.env["xinxihua.unit"]._fields["kind"]._description_selection(self.env))
        missing = {}
        for project, bodies in self._co_review_bodies().items():
            lines = [
                self.env._(
                    "“%(subject)s” is answered by a unit of kind “%(kind)s”, and there is none at "
                    "the level of the approval or above (%(basis)s). Ask the rules administrator "
                    "to add it under Units.",
                    subject=subject.sudo().name,
                    kind=kinds.get(subject.sudo().group_code, "-"),
                    basis=project._cite("co_review"),
                )
                for subject, unit in bodies.items()
                if not unit
            ]
            if lines:
                missing[project.id] = "\n".join(lines)
        return missing

    def _open_co_reviews(self):
        """Ask all bodies of a round at once."""
        bodies = self._co_review_bodies()
        projects_sudo = self.sudo().filtered(lambda project: bodies[project])
        if projects_sudo:
            self.env["xinxihua.co.review"].sudo()._open(projects_sudo, bodies)
            self.invalidate_recordset(["co_review_ids"])

    def _cancel_co_reviews(self, label):
        for project in self.sudo():
            project.co_review_ids._cancel(label, project.handling_unit_id)

    # -- waiting -------------------------------------------------------------------------------

    def _awaits_co_review(self, stage):
        """Tell whether the opinions have to be there at a stage of the procedure."""
        if not self._parameter("co_review_blocks_approval"):
            return False
        return STAGES.index(self._parameter("co_review_stage")) <= STAGES.index(stage)

    def _open_subjects(self):
        """Return {project: reviews without consent that no exception opens}."""
        granted = self._granted_grounds(self)
        found = {}
        for project in self:
            reviews_sudo = project.sudo()._current_co_reviews()
            against_sudo = reviews_sudo.filtered(lambda row: row.state in ("open", "disagreed"))
            opened = granted.get(project.id, against_sudo.subject_id.browse())
            found[project] = against_sudo.filtered(
                lambda row, opened=opened: row.subject_id not in opened
            )
        return found

    def _block_by_co_review(self, missing, stage):
        """Add to {id: reason} the opinions that a stage waits for."""
        for project, reviews in self._open_subjects().items():
            if not reviews or not project._awaits_co_review(stage):
                continue
            lines = "\n".join(f"• {line}" for line in reviews._reasons_against())
            reason = self.env._(
                "Co-review is not complete (%(basis)s):\n%(lines)s\nWait for the opinion, settle "
                "it with the body and ask again, or record an exception with its basis.",
                basis=project._cite("co_review"),
                lines=lines,
            )
            missing[project.id] = "\n".join(filter(None, [missing.get(project.id), reason]))
        return missing

    def _blocker_pass_first_check(self):
        missing = self._block_by_co_review(super()._blocker_pass_first_check(), "first_check")
        for project_id, reason in self._missing_co_review_bodies().items():
            missing[project_id] = "\n".join(filter(None, [missing.get(project_id), reason]))
        return missing

    def _blocker_conclude_review(self):
        return self._block_by_co_review(super()._blocker_conclude_review(), "expert_review")

    def _blocker_approve(self):
        return self._block_by_co_review(super()._blocker_approve(), "before_approval")

    # -- following the procedure -----------------------------------------------------------------

    def _open_first_check(self):
        result = super()._open_first_check()
        early = self.filtered(lambda row: row._parameter("co_review_stage") == "first_check")
        early._open_co_reviews()
        return result

    def _effect_pass_first_check(self, inputs):
        result = super()._effect_pass_first_check(inputs)
        asked = self.sudo()._current_co_reviews().project_id
        (self - asked.sudo(False))._open_co_reviews()
        return result

    def _effect_approve(self, inputs):
        self._cancel_co_reviews(self.env._("The project was approved"))
        return super()._effect_approve(inputs)

    def _effect_refuse(self, inputs):
        self._cancel_co_reviews(self.env._("The project was refused"))
        return super()._effect_refuse(inputs)

    def _effect_return(self, inputs):
        self._cancel_co_reviews(self.env._("The project was returned"))
        return super()._effect_return(inputs)

    def _effect_withdraw(self, inputs):
        self._cancel_co_reviews(self.env._("The project was withdrawn"))
        return super()._effect_withdraw(inputs)

    # -- screen ----------------------------------------------------------------------------------

    def _compute_can_grant_exception(self):
        result = super()._compute_can_grant_exception()
        waiting = self.filtered(lambda row: row.id and not row.can_grant_exception)
        for project, reviews in waiting._open_subjects().items():
            if reviews and not project._exception_refusal():
                project.can_grant_exception = True
        return result
