# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from .splitting import similarity

VERDICTS = {"split_dismiss": "dismissed", "split_confirm": "confirmed"}
# what has not been submitted, or was refused, adds to no sum
OUTSIDE = ("draft", "refused", "offered", "merged")


class ProjectSplitting(models.Model):
    """Suspected splitting: each below the threshold, together at or above it (art. 17).

    A warning to the bureau, not a block: same unit, year and class, and a similar name
    or the same target system. It is found at each submission; the bureau records its
    verdict with the reason.
    """

    _inherit = "xinxihua.project"

    split_suspected = fields.Boolean(
        "Suspected Splitting", readonly=True, copy=False, index="btree_not_null"
    )
    split_project_ids = fields.Many2many(
        "xinxihua.project",
        "xinxihua_project_split_rel",
        "project_id",
        "other_id",
        string="Projects Suspected Together",
        readonly=True,
        copy=False,
    )
    split_amount = fields.Monetary("Sum with the Others", readonly=True, copy=False)
    split_note = fields.Text("Why it is Suspected", readonly=True, copy=False)
    split_verdict = fields.Selection(
        [("dismissed", "No Splitting"), ("confirmed", "Splitting")],
        "Verdict on the Splitting",
        readonly=True,
        copy=False,
        tracking=True,
    )
    split_reason = fields.Text("Reason of the Verdict", readonly=True, copy=False)

    def _effect_submit(self, inputs):
        result = super()._effect_submit(inputs)
        self._suspect_splitting()
        return result

    def _judged_amount(self):
        """Return the amount (yuan) that the threshold is compared with."""
        return self.procurement_amount if self.exec_class == "service" else self.budget_amount

    def _suspect_splitting(self):
        """Mark the projects that with others of their unit reach the threshold."""
        candidates_sudo = self.sudo().search(
            [
                ("unit_id", "in", self.sudo().unit_id.ids),
                ("fiscal_year", "in", self.mapped("fiscal_year")),
                ("state", "not in", OUTSIDE),
            ]
        )
        grouped = candidates_sudo.grouped(lambda p: (p.unit_id, p.fiscal_year, p.exec_class))
        for project in self.sudo():
            key = (project.unit_id, project.fiscal_year, project.exec_class)
            others = project._alike(grouped.get(key, project.browse()) - project)
            project._mark_splitting(others)
            for other in others if project.split_suspected else ():
                other._mark_splitting(others - other | project)

    def _threshold(self):
        return self._parameter(f"approval_threshold_{self.exec_class or 'build'}")

    def _alike(self, others):
        """Return the projects below the threshold with a similar name or the same system."""
        limit = self._parameter("splitting_similarity") / 100
        below = others.filtered(lambda p: 0 < p._judged_amount() < p._threshold())
        systems = self.system_effect_ids.system_id
        own = self.name.replace(self.unit_id.name, "")
        return below.filtered(
            lambda p: (
                p.system_effect_ids.system_id & systems
                or similarity(own, p.name.replace(p.unit_id.name, "")) >= limit
            )
        )

    def _mark_splitting(self, others):
        """Write the finding; a verdict stands while the suspected projects are the same."""
        threshold, amount = self._threshold(), self._judged_amount()
        total = amount + sum(other._judged_amount() for other in others)
        found = bool(others) and amount < threshold <= total
        if not found and not self.split_suspected:
            return
        others = others if found else others.browse()
        vals = {
            "split_suspected": found,
            "split_amount": total if found else 0.0,
            "split_note": found and self._splitting_note(others, total, threshold),
        }
        if others != self.split_project_ids or self.currency_id.compare_amounts(
            vals["split_amount"], self.split_amount
        ):
            vals |= {"split_verdict": False, "split_reason": False}
        self.write({**vals, "split_project_ids": [fields.Command.set(others.ids)]})

    def _splitting_note(self, others, total, threshold):
        """Return in words what is suspected, with the figures."""
        chinese = self.with_context(lang="zh_CN")
        return chinese.env._(
            "Suspected splitting (%(basis)s): with %(names)s the sum is %(sum)s yuan and reaches "
            "the threshold of %(threshold)s yuan, while each project lies below it.",
            names="、".join(f"“{name}”" for name in others.mapped("name")),
            sum=f"{total:,.2f}",
            threshold=f"{threshold:,.2f}",
            basis=chinese._cite("splitting"),
        )

    def _inbox_notes(self):
        notes = super()._inbox_notes()
        for project in self.filtered("split_suspected"):
            marks = [self.env._("Suspected splitting"), notes.get(project.id)]
            notes[project.id] = " · ".join(filter(None, marks))
        return notes

    # -- the bureau's verdict ------------------------------------------------------------

    def _kept_state(self):
        """A verdict moves nothing."""
        return self.state

    def _blocker_split_verdict(self):
        return {
            project.id: self.env._("No splitting is suspected.")
            for project in self
            if not project.split_suspected
        }

    def _take_step(self, name, opinion, inputs):
        """A verdict is logged and kept; neither state, desk nor deadline change."""
        if name not in VERDICTS:
            return super()._take_step(name, opinion, inputs)
        before = {project.id: project.state for project in self}
        units = {project.id: project.sudo().handling_unit_id for project in self}
        self.sudo().write({"split_verdict": VERDICTS[name], "split_reason": opinion})
        transition = self._transitions[name]
        label = str(transition.label)
        self._log_steps(name, label, before, units, opinion=opinion, basis=transition.basis)
        return None

    def action_split_dismiss(self, opinion=None):
        """Bureau: the projects are not one project split up; with the reason."""
        return self._run_transition("split_dismiss", opinion)

    def action_split_confirm(self, opinion=None):
        """Bureau: one project was split up; with the reason."""
        return self._run_transition("split_confirm", opinion)


class Filing(models.Model):
    """The bureau sees the suspicion on the filing too, where it is asked to accept."""

    _inherit = "xinxihua.filing"

    split_note = fields.Text("Why it is Suspected", compute="_compute_split_note")

    @api.depends("res_model", "res_id")
    def _compute_split_note(self):
        projects = self._suspected_projects()
        for filing in self:
            filing.split_note = projects.get(filing.id, self.env["xinxihua.project"]).split_note

    def _suspected_projects(self):
        """Return {id of the filing: its project}, only of those suspected."""
        filings = self.filtered(lambda filing: filing.res_model == "xinxihua.project")
        projects = self.env["xinxihua.project"].browse(filings.mapped("res_id"))
        suspected = projects._filtered_access("read").filtered("split_suspected")
        by_id = suspected.grouped("id")
        return {f.id: by_id[f.res_id] for f in filings if f.res_id in by_id}

    def _inbox_notes(self):
        suspected = self._suspected_projects()
        return super()._inbox_notes() | {
            filing_id: self.env._("Suspected splitting") for filing_id in suspected
        }
