# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import float_compare

from . import similarity_text as texts
from .similarity import PLACES, Question

READERS = (
    "xinxihua_project.group_bureau_officer,"
    "xinxihua_project.group_leader,"
    "xinxihua_project.group_auditor"
)


class SimilarityMatch(models.Model):
    """One of the records nearest to an application (art. 15 (10)).

    Rights: the bureau, leaders and auditors of the application's division read; units
    do not, for the other record may be another unit's. The server writes the rows; the
    verdict on the ground is a person's.
    """

    _name = "xinxihua.similarity.match"
    _inherit = "xinxihua.guard.mixin"
    _description = "Similar Project or System"
    _order = "project_id, rank, id"
    _rec_name = "other_name"

    project_id = fields.Many2one(
        "xinxihua.project", required=True, readonly=True, index=True, ondelete="cascade"
    )
    rank = fields.Integer("No.", readonly=True, aggregator=None)
    kind = fields.Selection(
        [("project", "Application"), ("system", "System in Use")], readonly=True, required=True
    )
    relation = fields.Selection(
        [
            ("touched", "System of this Project"),
            ("own", "Same Unit"),
            ("other", "Other Unit"),
        ],
        readonly=True,
        required=True,
        help="A system that the project upgrades or replaces is no repetition of it.",
    )
    other_project_id = fields.Many2one(
        "xinxihua.project",
        "Similar Application",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    other_system_id = fields.Many2one(
        "xinxihua.information.system",
        "Similar System",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    other_name = fields.Char("Name of the Similar One", readonly=True)
    other_unit_name = fields.Char("Unit of the Similar One", readonly=True)
    other_year = fields.Integer("Year of the Similar One", readonly=True, aggregator=None)
    currency_id = fields.Many2one(related="project_id.currency_id")
    amount = fields.Monetary("Budget of this Project", related="project_id.budget_amount")
    other_amount = fields.Monetary(
        "Amount of the Similar One", readonly=True, aggregator=None, help="Budget or investment."
    )
    score = fields.Float("Similarity (%)", readonly=True, digits=(5, 1), aggregator=None)
    name_score = fields.Float("Name (%)", readonly=True, digits=(5, 1), aggregator=None)
    purpose_score = fields.Float("Purpose (%)", readonly=True, digits=(5, 1), aggregator=None)
    function_score = fields.Float("Functions (%)", readonly=True, digits=(5, 1), aggregator=None)
    reasons = fields.Text("What is Similar", readonly=True)
    own_name = fields.Char("Name of this Project", related="project_id.name")
    own_unit_id = fields.Many2one(related="project_id.unit_id", string="Unit of this Project")
    own_year = fields.Integer("Year of this Project", related="project_id.fiscal_year")
    own_purpose = fields.Text("Purpose of this Project", related="project_id.objective")
    own_function = fields.Text("Functions of this Project", related="project_id.content")
    other_purpose = fields.Text("Purpose of the Similar One", compute="_compute_other_texts")
    other_function = fields.Text("Functions of the Similar One", compute="_compute_other_texts")

    @api.depends("other_project_id", "other_system_id")
    def _compute_other_texts(self):
        # whoever reads the row may compare, though the other record may be out of reach
        for row_sudo in self.sudo():
            project, system = row_sudo.other_project_id, row_sudo.other_system_id
            row_sudo.other_purpose = project.objective
            row_sudo.other_function = project.content or system.function

    def _in_words(self):
        return self.env._(
            "%(name)s (%(unit)s, %(percent)s%%)",
            name=self.other_name,
            unit=self.other_unit_name,
            percent=f"{self.score:.0f}",
        )

    def action_compare(self):
        """Open both records side by side."""
        self.ensure_one()
        view = self.env.ref("xinxihua_project.similarity_match_view_form")
        return {
            **self._get_records_action(name=self.other_name, target="new"),
            "views": [(view.id, "form")],
        }

    @api.model
    def _refresh(self, projects):
        """Look for the nearest records anew (superuser only)."""
        questions = [
            Question(
                project.id,
                project.name,
                project.unit_id.name,
                project.objective or "",
                project.content or "",
            )
            for project in projects
        ]
        found = self.env["xinxihua.similarity"]._nearest(questions)
        self.search([("project_id", "in", projects.ids)]).unlink()
        rows = [
            self._prepare_row(project, rank, match)
            for project in projects
            for rank, match in enumerate(found.get(project.id, ()), start=1)
        ]
        self.create(rows)
        projects.similarity_date = fields.Datetime.now()
        projects.invalidate_recordset(["similarity_ids"])

    @api.model
    def _prepare_row(self, project, rank, match):
        other = self.env[PLACES[match.kind].model].browse(match.id)
        is_project = match.kind == "project"
        relation = "own" if other.unit_id == project.unit_id else "other"
        if not is_project and other in project.system_effect_ids.system_id:
            relation = "touched"
        return {
            "project_id": project.id,
            "rank": rank,
            "kind": match.kind,
            "relation": relation,
            f"other_{match.kind}_id": other.id,
            "other_name": other.name,
            "other_unit_name": other.unit_id.name,
            "other_year": other.fiscal_year if is_project else other.date_online.year,
            "other_amount": other.budget_amount if is_project else other.investment,
            "score": round(100 * match.score, 1),
            "name_score": round(100 * match.name, 1),
            "purpose_score": round(100 * match.purpose, 1),
            "function_score": round(100 * match.function, 1),
            "reasons": self._reasons(project, other, match),
        }

    @api.model
    def _reasons(self, project, other, match):
        """Return, a line a part, how near it is and the words in common."""
        is_project = match.kind == "project"
        pairs = {
            "name": (
                texts.core_name(project.name, project.unit_id.name),
                texts.core_name(other.name, other.unit_id.name),
            ),
            "purpose": (project.objective, other.objective if is_project else other.function),
            "function": (project.content, other.content if is_project else other.function),
        }
        labels = {
            "name": self.env._("Name"),
            "purpose": self.env._("Purpose"),
            "function": self.env._("Functions"),
        }
        lines = []
        for part, (one, two) in pairs.items():
            percent = round(100 * getattr(match, part))
            words = texts.common_words(one, two) if percent else ()
            if words:
                line = self.env._(
                    "%(part)s %(percent)s%% similar; in common: %(words)s",
                    part=labels[part],
                    percent=percent,
                    words="、".join(words),
                )
                lines.append(line)
        return "\n".join(lines)


class ProjectSimilarity(models.Model):
    _inherit = "xinxihua.project"

    similarity_ids = fields.One2many(
        "xinxihua.similarity.match",
        "project_id",
        string="Similar Projects and Systems",
        readonly=True,
        copy=False,
        groups=READERS,
    )
    similarity_date = fields.Datetime("Compared on", readonly=True, copy=False, groups=READERS)

    def _refresh_ground_hints(self):
        chinese = self.with_context(lang="zh_CN")
        self.env["xinxihua.similarity.match"].with_context(lang="zh_CN")._refresh(chinese)
        return super()._refresh_ground_hints()

    def _find_similar(self):
        """Return {id: (level, text)}: records that somebody has to compare (ground 10)."""
        result = {}
        for project in self.sudo():
            least = project._parameter("similarity_warning_percent")
            near = project.similarity_ids.filtered(
                lambda row, least=least: (
                    row.relation != "touched" and float_compare(row.score, least, 1) >= 0
                )
            )
            if near:
                text = self.env._("Compare with: %s.", "、".join(row._in_words() for row in near))
                result[project.id] = "warning", text
        return result


class GroundSimilarity(models.Model):
    _inherit = "xinxihua.project.ground"

    ground_code = fields.Char(related="ground_id.code")
    similarity_ids = fields.One2many(related="project_id.similarity_ids", groups=READERS)
