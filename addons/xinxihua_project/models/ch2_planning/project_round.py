# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import fields, models


class ProjectRound(models.Model):
    """How an application comes in: with the yearly round, or as a supplement."""

    _inherit = "xinxihua.project"

    application_kind = fields.Selection(
        [("central", "In the Round"), ("supplementary", "Supplementary")],
        "Way of Application",
        required=True,
        default="central",
        copy=False,
        tracking=True,
    )
    accepted_kind = fields.Selection(
        [("central", "In the Round"), ("supplementary", "Supplementary")],
        "Came in as",
        readonly=True,
        copy=False,
    )
    round_id = fields.Many2one(
        "xinxihua.application.round",
        "Application Round",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    mandate_ids = fields.One2many(
        "xinxihua.project.mandate", "project_id", string="Mandate Evidence"
    )
    urgency = fields.Text("Why it is Urgent", copy=False)

    def _blocker_submit(self):
        missing = super()._blocker_submit()
        for project, reasons in self._round_refusals().items():
            lines = "\n".join(f"• {reason}" for reason in reasons)
            missing[project.id] = "\n".join(filter(None, [missing.get(project.id), lines]))
        return missing

    def _gap_links(self):
        reasons = self._round_refusals().get(self, ())
        return super()._gap_links() | dict.fromkeys(reasons, "application_kind")

    def _round_refusals(self):
        """Return {project: reasons} for applications that no window lets in."""
        judged = self.filtered(
            lambda project: (
                project.route == "approval"
                # who came in and was sent back for correction is in
                and not (
                    project.state == "returned"
                    and project.accepted_kind == project.application_kind
                )
            )
        )
        refusals = {}
        for division, projects in judged.grouped("division_id").items():
            rounds_sudo = self.env["xinxihua.application.round"]._of_division(division)
            evidenced = projects.filtered("mandate_ids")._with_mandate_file()
            for project in projects:
                reasons = list(project._missing_round(rounds_sudo, project in evidenced))
                if reasons:
                    refusals[project] = reasons
        return refusals

    def _missing_round(self, rounds_sudo, has_file):
        if self.application_kind == "supplementary":
            yield from self._missing_supplementary(rounds_sudo, has_file)
            return
        required = self._parameter("application_rounds_required")
        if required == "never" or (
            required == "when_published" and not rounds_sudo._of_this_year()
        ):
            return
        if rounds_sudo._open_now():
            return
        upcoming = rounds_sudo._next()
        yield self.env._(
            "No round is open for central applications (%(basis)s). %(next)s Demanded by a "
            "superior and urgent, it can be applied for as a supplement.",
            basis=self._cite("application_round"),
            next=self.env._(
                "The next window, “%(round)s”, opens on %(open)s and closes on %(close)s.",
                round=upcoming.name,
                open=upcoming._edge(upcoming.date_open),
                close=upcoming._edge(upcoming.date_close),
            )
            if upcoming
            else self.env._("The next window has not been published yet."),
        )

    def _missing_supplementary(self, rounds_sudo, has_file):
        basis = self._cite("supplementary_application")
        if current := rounds_sudo._open_now():
            yield self.env._(
                "“%(round)s” is open until %(close)s: apply in the round. Supplementary "
                "applications are for the time outside a window (%(basis)s).",
                round=current.name,
                close=current._edge(current.date_close),
                basis=basis,
            )
            return
        if not self.mandate_ids:
            yield self.env._(
                "A supplementary application needs evidence that a superior demands the "
                "project (%(basis)s): authority, document number and date.",
                basis=basis,
            )
        elif not has_file:
            yield self.env._(
                "Upload the superior's document under “Materials” (%(basis)s).", basis=basis
            )
        if not (self.urgency or "").strip():
            yield self.env._(
                "A supplementary application needs a statement of its urgency (%(basis)s).",
                basis=basis,
            )

    def _with_mandate_file(self):
        """Return the projects with a current file of a superior's document."""
        rows = (
            self.env["xinxihua.material"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("state", "=", "current"),
                    ("requirement_id.code", "=", "mandate_document"),
                ]
            )
        )
        return self.browse(rows.mapped("res_id"))

    def _effect_submit(self, inputs):
        Round = self.env["xinxihua.application.round"]
        judged = self.filtered(lambda project: project.route == "approval")
        for division, projects in judged.grouped("division_id").items():
            current_sudo = Round._of_division(division)._open_now()
            for project_sudo in projects.sudo():
                kind = project_sudo.application_kind
                came_in = project_sudo.round_id or current_sudo
                project_sudo.write(
                    {
                        "accepted_kind": kind,
                        "round_id": came_in.id if kind == "central" else False,
                    }
                )
        return super()._effect_submit(inputs)

    def _effect_withdraw(self, inputs):
        # a withdrawn application has to find an open window again
        self.sudo().write({"round_id": False, "accepted_kind": False})
        return super()._effect_withdraw(inputs)

    def _first_handling_unit(self):
        if (
            self.application_kind == "supplementary"
            and not (self.state == "returned" and self.handling_unit_id)
            and not self._parameter("supplementary_via_county")
        ):
            return self._approval_bureau()
        return super()._first_handling_unit()
