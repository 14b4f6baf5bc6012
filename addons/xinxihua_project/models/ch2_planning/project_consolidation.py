# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from .project_system import ENDINGS

# a project in one of these states promises nothing yet, or nothing any more
UNBOUND = ("draft", "returned", "refused", "offered", "merged")


class ProjectConsolidation(models.Model):
    """The number of a department's systems may only decrease (art. 8).

    Forbidden in principle, so it blocks and opens by an exception. A draft has no
    bureau that could grant one: the unit is told at submission, and the bureau is
    stopped where it decides – at the first check, or when it accepts the filing.
    """

    _inherit = "xinxihua.project"

    system_effect_ids = fields.One2many(
        "xinxihua.project.system", "project_id", string="Effects on Systems"
    )
    net_growth = fields.Float(
        "Net Growth of Systems", compute="_compute_net_growth", digits=(16, 1)
    )
    growth_note = fields.Text("Judgement on the Growth", compute="_compute_net_growth")

    @api.depends("system_effect_ids.kind", "system_effect_ids.department_id", "state")
    def _compute_net_growth(self):
        open_growth = self._open_growth()
        for project in self:
            project.net_growth = project._net_growth()
            project.growth_note = open_growth.get(project._origin.id)

    def _net_growth(self):
        """Return by how many systems one project lets a department grow at most."""
        self.ensure_one()
        if not (self.system_effect_ids and self.unit_id):
            return 0.0
        weights = dict.fromkeys(ENDINGS, -1.0)
        weights["new"] = self._parameter("new_build_count")
        weights["upgrade"] = self._parameter("upgrade_count")
        growth = {self.sudo().unit_id._department(): 0.0}
        for row in self.system_effect_ids.sudo():
            department = row.department_id
            growth[department] = growth.get(department, 0.0) + weights.get(row.kind, 0.0)
        return max(growth.values())

    def _open_growth(self):
        """Return {id: why} for projects whose growth no exception opens."""
        growing = {project: project._net_growth() for project in self if project.system_effect_ids}
        growing = {project: growth for project, growth in growing.items() if growth > 0}
        if not growing:
            return {}
        excepted = self.browse([project.id for project in growing if project.id])._growth_excepted()
        return {
            project._origin.id: self.env._(
                "The department's number of systems would grow by %(growth)g (%(basis)s). Name "
                "systems to be replaced, merged or closed; otherwise the bureau can go on only "
                "after its approver has recorded an exception.",
                growth=growth,
                basis=project._cite("fewer_systems"),
            )
            for project, growth in growing.items()
            if project._origin not in excepted
        }

    def _growth_excepted(self):
        """Return the projects with an exception of the bureau that handles them.

        It counts for the submission it was granted for: who submits more systems
        afterwards needs another.
        """
        logs_sudo = self.sudo().workflow_log_ids.filtered(lambda log: log.step == "submit")
        submitted = {}
        for log in logs_sudo.sorted("id"):
            submitted[log.res_id] = log.date
        exceptions_sudo = self.sudo().exception_ids.filtered(
            lambda row: row.ground_id.kind == "net_growth"
        )
        by_project = exceptions_sudo.grouped("res_id")
        return self.filtered(
            lambda project: any(
                row.granted_unit_id == project.sudo().handling_unit_id
                and row.date >= submitted.get(project.id, row.date)
                for row in by_project.get(project.id, ())
            )
        )

    def _open_promises(self):
        """Return {id: systems that the project promised to end and that are in use}."""
        return {
            project.id: project.sudo()
            .system_effect_ids.filtered(lambda row: row.kind in ENDINGS)
            .system_id.filtered(lambda system: system.state == "active")
            for project in self
        }

    # -- the judge -------------------------------------------------------------------

    def _blocker_submit(self):
        missing = super()._blocker_submit()
        promised = self._promised_elsewhere()
        for project in self:
            reasons = project._missing_system_effects(promised)
            lines = [missing.get(project.id), *(f"• {reason}" for reason in reasons)]
            if any(lines):
                missing[project.id] = "\n".join(filter(None, lines))
        return missing

    def _gap_links(self):
        reasons = self._missing_system_effects(self._promised_elsewhere())
        return super()._gap_links() | dict.fromkeys(reasons, "system_effect_ids")

    def _missing_system_effects(self, promised):
        subtypes = self._parameter("system_effect_subtypes").replace("\uff0c", ",").split(",")
        code = self.exec_subtype_id.sudo().code
        if code in map(str.strip, subtypes) and not self.system_effect_ids:
            yield self.env._(
                "State what the project does to the systems of the department: build, upgrade, "
                "replace, merge or close (%(basis)s).",
                basis=self._cite("fewer_systems"),
            )
        for row in self.system_effect_ids:
            system_sudo = row.sudo().system_id
            if system_sudo and system_sudo.state != "active":
                yield self.env._("%s is not in use any more. Delete its row.", row.name)
            elif row.kind in ENDINGS and system_sudo in promised.get(self, ()):
                yield self.env._(
                    "Another project has promised already to end %s. Delete its row.", row.name
                )

    def _promised_elsewhere(self):
        """Return {project: systems that other projects under way promise to end}."""
        endings = self.system_effect_ids.filtered(lambda row: row.kind in ENDINGS)
        if not endings:
            return {}
        rows_sudo = endings.sudo().search(
            [
                ("system_id", "in", endings.sudo().system_id.ids),
                ("kind", "in", ENDINGS),
                ("project_id.state", "not in", UNBOUND),
            ]
        )
        return {
            project: rows_sudo.filtered(
                lambda row, project=project: row.project_id != project
            ).system_id
            for project in self
        }

    def _blocker_pass_first_check(self):
        missing = super()._blocker_pass_first_check()
        for key, reason in self._open_growth().items():
            missing[key] = "\n".join(filter(None, [missing.get(key), reason]))
        return missing

    def _filing_refusal(self, filing):
        return super()._filing_refusal(filing) or self._open_growth().get(self.id)

    # -- the screen ------------------------------------------------------------------

    @api.depends("system_effect_ids.kind", "exception_ids")
    @api.depends_context("uid")
    def _compute_can_grant_exception(self):
        result = super()._compute_can_grant_exception()
        open_growth = self._open_growth()
        for project in self:
            if project.id in open_growth and not project._exception_refusal():
                project.can_grant_exception = True
        return result

    def _decision_rows(self, step):
        rows = super()._decision_rows(step)
        if self.system_effect_ids:
            label = self._fields["net_growth"]._description_string(self.env)
            growth = f"{self.net_growth:+g}" if self.net_growth else "0"
            rows.append((label, "\n".join(filter(None, [growth, self.growth_note]))))
        return rows
