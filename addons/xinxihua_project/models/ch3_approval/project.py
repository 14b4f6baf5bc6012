# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class Project(models.Model):
    """A government IT project, from its application on.

    Rights: the unit's officers write drafts and returned documents of their unit; the
    bureau, finance, leaders and auditors of the division read; every step is taken by
    the workflow (``project_workflow.py``), which alone writes the readonly fields.
    """

    _name = "xinxihua.project"
    _inherit = ["xinxihua.workflow.mixin", "xinxihua.filing.mixin"]
    _description = "Government IT Project"
    _order = "id desc"
    _rec_names_search = ["name", "code"]

    # -- 1 unit and year -------------------------------------------------------------
    name = fields.Char("Project Name", required=True, tracking=True, index="trigram")
    code = fields.Char("Application Number", readonly=True, copy=False, index=True)
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Applicant Unit",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        default=lambda self: self.env.user.xinxihua_unit_ids[:1],
    )
    division_id = fields.Many2one(
        related="unit_id.division_id", store=True, index=True, string="Division"
    )
    fiscal_year = fields.Integer(
        required=True,
        aggregator=None,
        default=lambda self: fields.Date.context_today(self).year,
    )
    contact_name = fields.Char("Contact")
    contact_phone = fields.Char()

    # -- 2 classification (art. 2) -----------------------------------------------------
    exec_class = fields.Selection(
        [("build", "Construction"), ("service", "Service")],
        "Execution",
        tracking=True,
    )
    exec_subtype_id = fields.Many2one(
        "xinxihua.catalogue.item",
        "Subtype",
        domain="[('kind', '=', 'execution_subtype'), ('group_code', '=', exec_class)]",
        index="btree_not_null",
        ondelete="restrict",
    )
    biz_class = fields.Selection(
        [("common", "Common"), ("specialised", "Specialised")],
        "Business Nature",
        default="specialised",
        tracking=True,
    )
    system_category_id = fields.Many2one(
        "xinxihua.catalogue.item",
        domain=[("kind", "=", "system_category")],
        index="btree_not_null",
        ondelete="restrict",
    )
    support_kind_ids = fields.Many2many(
        "xinxihua.catalogue.item",
        "xinxihua_project_support_kind_rel",
        string="Supported Types",
        domain=[("kind", "=", "support_kind")],
    )
    in_catalogue = fields.Boolean("In the Central Procurement Catalogue")

    # -- 3 applicability (art. 2, 35, 36) ------------------------------------------------
    public_data = fields.Selection(
        [("yes", "Yes"), ("no", "No")], "Involves Public Data", tracking=True
    )
    applicability = fields.Selection(
        [
            ("in_scope", "In Scope"),
            ("to_answer", "To be Answered"),
            ("excluded", "Excluded"),
        ],
        required=True,
        default="in_scope",
        tracking=True,
    )
    exclusion_id = fields.Many2one(
        "xinxihua.catalogue.item",
        domain=[("kind", "=", "exclusion")],
        index="btree_not_null",
        ondelete="restrict",
    )
    applicability_reason = fields.Text("Reason for the Answer")
    confirmed_not_secret = fields.Boolean(
        "Not Secret",
        copy=False,
        help="The project and its materials hold no state secret. A secret project "
        "goes through secrecy channels and must not be entered here.",
    )

    # -- 4 content (art. 14) ------------------------------------------------------------
    objective = fields.Text("Objectives")
    content = fields.Text("Scope and Content")
    basis = fields.Text("Basis of the Application")
    term_years = fields.Integer("Term (years)", default=1, aggregator=None)

    # -- 5 money -----------------------------------------------------------------------
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        readonly=True,
        default=lambda self: self.env.ref("base.CNY"),
    )
    budget_amount = fields.Monetary("Budget", tracking=True, help="Yuan, whole term.")
    procurement_amount = fields.Monetary(
        "Procurement Budget",
        compute="_compute_procurement_amount",
        store=True,
        readonly=False,
        tracking=True,
        help="Yuan, whole term. Services are judged by it.",
    )
    funding_ids = fields.One2many("xinxihua.project.funding", "project_id", copy=True)
    funding_amount = fields.Monetary("Sum of Funding", compute="_compute_funding", store=True)
    funding_summary = fields.Char("Sources", compute="_compute_funding", store=True)

    # -- 6 procedure ---------------------------------------------------------------------
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("returned", "Returned for Correction"),
            ("county_review", "At the County Bureau"),
            ("first_check", "First Check"),
            ("expert_review", "Expert Review"),
            ("approval", "To be Approved"),
            ("filing", "Being Filed"),
            ("approved", "Approved"),
            ("filed", "Filed"),
            ("refused", "Refused"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    date_submitted = fields.Date(
        "First Submitted on",
        readonly=True,
        copy=False,
        index=True,
        help="The rules of this day apply to the document, whatever changes later.",
    )
    date_last_submitted = fields.Date("Last Submitted on", readonly=True, copy=False)
    round = fields.Integer(readonly=True, copy=False, aggregator=None)
    handling_unit_id = fields.Many2one(
        "xinxihua.unit",
        "Handled by",
        readonly=True,
        copy=False,
        index=True,
        ondelete="restrict",
    )
    active = fields.Boolean(default=True)

    # -- 7 internal argument (art. 16 (1)) -------------------------------------------------
    argument_date = fields.Date("Internal Argument on", copy=False)
    argument_people = fields.Char("Participants", copy=False)
    argument_conclusion = fields.Text("Conclusion of the Argument", copy=False)

    # -- 8 approval (art. 16 (4)) ----------------------------------------------------------
    approval_number = fields.Char(readonly=True, copy=False, index=True)
    approved_amount = fields.Monetary(readonly=True, copy=False)
    approval_date = fields.Date(readonly=True, copy=False, index=True)
    project_project_id = fields.Many2one(
        "project.project",
        "Project in Implementation",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    _approval_number_unique = models.UniqueIndex(
        "(approval_number) WHERE approval_number IS NOT NULL",
        "This approval number exists already.",
    )
    _amounts_not_negative = models.Constraint(
        "CHECK(budget_amount >= 0 AND procurement_amount >= 0)",
        "Amounts cannot be negative.",
    )
    _term_positive = models.Constraint("CHECK(term_years >= 1)", "The term is at least one year.")
    _list_index = models.Index("(division_id, state, id)")

    @api.depends("budget_amount", "exec_class")
    def _compute_procurement_amount(self):
        """Propose the budget; services whose procurement budget differs overwrite it."""
        for project in self:
            if not project.procurement_amount:
                project.procurement_amount = project.budget_amount

    @api.depends("funding_ids.amount", "funding_ids.source")
    def _compute_funding(self):
        chinese = self.with_context(lang="zh_CN").env
        source = self.env["xinxihua.project.funding"]._fields["source"]
        labels = dict(source._description_selection(chinese))
        for project in self:
            sums = {}
            for line in project.funding_ids:
                sums[line.source] = sums.get(line.source, 0.0) + line.amount
            project.funding_amount = sum(sums.values())
            project.funding_summary = "、".join(
                f"{labels[source]} {amount:,.2f}" for source, amount in sums.items()
            )

    @api.depends("name", "code")
    def _compute_display_name(self):
        for project in self:
            project.display_name = (
                f"[{project.code}] {project.name}" if project.code else project.name
            )

    @api.constrains("exec_class", "exec_subtype_id")
    def _check_exec_subtype(self):
        for project in self.filtered("exec_subtype_id"):
            if project.exec_subtype_id.group_code != project.exec_class:
                raise ValidationError(
                    self.env._(
                        "%(project)s: “%(subtype)s” is not a subtype of this execution "
                        "class (%(basis)s). Choose a subtype that belongs to it.",
                        project=project.name,
                        subtype=project.exec_subtype_id.name,
                        basis=project._cite("classification"),
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        for project in self.filtered("date_submitted"):
            raise ValidationError(
                self.env._(
                    "%s has been submitted and is kept. Archive it instead.",
                    project.display_name,
                )
            )
