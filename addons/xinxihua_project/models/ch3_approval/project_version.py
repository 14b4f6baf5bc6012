# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models

from .version_snapshot import differences, text_of_field

SNAPSHOT = (
    *("name", "fiscal_year", "contact_name", "contact_phone"),
    *("exec_class", "exec_subtype_id", "biz_class", "system_category_id", "support_kind_ids"),
    *("in_catalogue", "public_data", "applicability", "exclusion_id"),
    *("basis", "objective", "content", "boundary", "technical_plan", "resource_need"),
    *("term_years", "budget_amount", "procurement_amount"),
    *("civil_works", "civil_authority", "civil_document", "civil_date", "civil_amount"),
    *("argument_date", "argument_people", "argument_conclusion"),
)


class ProjectVersion(models.Model):
    """What an application said when it was submitted, round by round (art. 16).

    Words, not references: whatever becomes of a unit or a catalogue row later, the
    version says what was read then.
    """

    _name = "xinxihua.project.version"
    _inherit = ["xinxihua.document.row.mixin", "xinxihua.append.only.mixin"]
    _description = "Submitted Version of an Application"
    _order = "id desc"
    _rec_name = "round"
    _allow_sudo_commands = False

    round = fields.Integer(required=True, readonly=True, aggregator=None)
    date = fields.Datetime("Submitted on", required=True, readonly=True)
    user_name = fields.Char("Submitted by", readonly=True)
    snapshot = fields.Json("Content as Submitted", readonly=True)

    _document_index = models.Index("(res_model, res_id, id)")


class ProjectVersionChange(models.Model):
    """One difference between a submitted version and the one before it."""

    _name = "xinxihua.project.version.change"
    _inherit = ["xinxihua.document.row.mixin", "xinxihua.append.only.mixin"]
    _description = "Change between Versions"
    _order = "round desc, id"
    _rec_name = "label"
    _allow_sudo_commands = False

    version_id = fields.Many2one(
        "xinxihua.project.version", required=True, readonly=True, index=True, ondelete="cascade"
    )
    round = fields.Integer(required=True, readonly=True, aggregator=None)
    label = fields.Char("Entry", required=True, readonly=True)
    before = fields.Text(readonly=True)
    after = fields.Text(readonly=True)

    _document_index = models.Index("(res_model, res_id, round)")


class ProjectVersions(models.Model):
    """Each submission leaves a version, and what changed since the one before."""

    _inherit = "xinxihua.project"

    version_ids = fields.One2many(
        "xinxihua.project.version",
        "res_id",
        string="Versions",
        domain=[("res_model", "=", "xinxihua.project")],
        readonly=True,
        copy=False,
    )
    change_ids = fields.One2many(
        "xinxihua.project.version.change",
        "res_id",
        string="Changes between Versions",
        domain=[("res_model", "=", "xinxihua.project")],
        readonly=True,
        copy=False,
    )

    def _effect_submit(self, inputs):
        result = super()._effect_submit(inputs)
        self._keep_versions()
        return result

    def _keep_versions(self):
        """Write a version of each project, and its differences to the last one."""
        Version_sudo = self.env["xinxihua.project.version"].sudo()
        chinese_sudo = self.sudo().with_context(lang="zh_CN")
        former = {}
        for version in self.sudo().version_ids.sorted("id"):
            former[version.res_id] = version.snapshot
        versions = Version_sudo.create(
            [
                {
                    "res_model": self._name,
                    "res_id": project.id,
                    "res_name": project.name,
                    "round": project.round,
                    "date": fields.Datetime.now(),
                    "user_name": self.env.user.sudo().name,
                    "snapshot": project._snapshot(),
                }
                for project in chinese_sudo
            ]
        )
        self.env["xinxihua.project.version.change"].sudo().create(
            [
                {
                    "res_model": version.res_model,
                    "res_id": version.res_id,
                    "res_name": version.res_name,
                    "version_id": version.id,
                    "round": version.round,
                    "label": label,
                    "before": before,
                    "after": after,
                }
                for version in versions
                if version.res_id in former
                for label, before, after in differences(former[version.res_id], version.snapshot)
            ]
        )
        self.invalidate_recordset(["version_ids", "change_ids"])

    def _snapshot(self):
        """Return [[key, label, text]] of all that the unit wrote, in the form's order."""
        self.ensure_one()
        rows = [
            [name, self._fields[name]._description_string(self.env), text_of_field(self, name)]
            for name in SNAPSHOT
        ]
        for name, key, text in self._snapshot_rows():
            label = self._fields[name]._description_string(self.env)
            rows.append([f"{name}:{key}", f"{label}:{key}", text])
        return rows

    def _snapshot_rows(self):
        """Yield (field of the lines, name of the line, text of the line)."""
        for row in self.basis_document_ids:
            number, day = text_of_field(row, "document_number"), text_of_field(row, "document_date")
            yield "basis_document_ids", row.name, " ".join(filter(None, [number, day]))
        for row in self.system_effect_ids:
            yield "system_effect_ids", row.name, text_of_field(row, "kind")
        for row in self.cost_line_ids:
            yield "cost_line_ids", row.name, row._as_text()
        for row in self.funding_ids:
            source = f"{text_of_field(row, 'source')} {row.year}"
            yield "funding_ids", source, text_of_field(row, "amount")
        for row in self.material_ids.filtered(lambda row: row.state == "current"):
            text = f"{row.name} ({row.version})"
            yield "material_ids", row.requirement_id.name, text


class FirstCheck(models.Model):
    """The first check of a later round shows what the unit has changed for it."""

    _inherit = "xinxihua.first.check"

    change_ids = fields.Many2many(
        "xinxihua.project.version.change",
        string="Changed since the Last Version",
        compute="_compute_change_ids",
    )

    @api.depends("project_id", "round")
    def _compute_change_ids(self):
        rows = self.env["xinxihua.project.version.change"].search(
            [("res_model", "=", "xinxihua.project"), ("res_id", "in", self.project_id.ids)]
        )
        by_round = rows.grouped(lambda row: (row.res_id, row.round))
        for check in self:
            check.change_ids = by_round.get((check.project_id.id, check.round), False)
