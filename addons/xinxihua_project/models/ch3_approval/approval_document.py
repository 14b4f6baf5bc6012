# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class ApprovalDocument(models.Model):
    """The approval of a project in words and figures (立项批复, art. 16 (4)).

    The handling bureau writes it while the project waits for its approval; it is issued,
    and closed for good, by the approval itself. Whoever may read the project's decision
    reads it; the applicant unit reads it when it is issued.
    """

    _name = "xinxihua.approval.document"
    _inherit = ["xinxihua.guard.mixin", "xinxihua.locked.screen.mixin"]
    _description = "Approval Document"
    _order = "id desc"
    _rec_name = "title"

    project_id = fields.Many2one(
        "xinxihua.project", required=True, readonly=True, index=True, ondelete="cascade"
    )
    project_state = fields.Selection(related="project_id.state", string="State of the Project")
    unit_id = fields.Many2one(
        "xinxihua.unit", "Issued by", required=True, readonly=True, index=True, ondelete="restrict"
    )
    state = fields.Selection(
        [("draft", "Draft"), ("issued", "Issued")],
        required=True,
        readonly=True,
        default="draft",
        index=True,
    )
    title = fields.Char(required=True)
    addressee_id = fields.Many2one("xinxihua.unit", "Addressee", required=True, index=True)
    copies = fields.Char(help="Who gets a copy, as the last page names them.")
    content = fields.Text("Scope and Content")
    data_requirements = fields.Text("Requirements on Data Sharing")
    security_requirements = fields.Text("Requirements on Security")
    conditions = fields.Text("Conditions of the Approval")
    validity_months = fields.Integer("Validity (months)", aggregator=None)
    date_valid_until = fields.Date("Valid until", readonly=True)
    currency_id = fields.Many2one(related="project_id.currency_id")
    budget_amount = fields.Monetary(related="project_id.budget_amount")
    approval_number = fields.Char(related="project_id.approval_number")
    funding_ids = fields.One2many(
        "xinxihua.project.approved.funding", "document_id", string="Approved Budget by Source"
    )
    funding_amount = fields.Monetary(
        "Sum of Sources", compute="_compute_funding_amount", store=True
    )
    funding_decided = fields.Boolean(
        "Sources Decided by Hand",
        readonly=True,
        help="Somebody of the bureau has changed the proposed rows: they count as they are "
        "and have to add up to the approved amount.",
    )

    _one_project = models.UniqueIndex("(project_id)", "The project has an approval document.")
    _validity_positive = models.Constraint(
        "CHECK(validity_months >= 1)", "An approval is valid for at least one month."
    )

    @api.depends("funding_ids.amount")
    def _compute_funding_amount(self):
        for document in self:
            document.funding_amount = sum(document.funding_ids.mapped("amount"))

    # -- opening and issuing (superuser only) ----------------------------------------------------

    @api.model
    def _open(self, projects):
        """Propose the document of each project."""
        documents = self.create([self._prepare(project) for project in projects])
        for document in documents:
            document._propose_funding(document.project_id._proposed_amount())
        return documents

    @api.model
    def _prepare(self, project):
        chinese = project.with_context(lang="zh_CN")
        return {
            "project_id": project.id,
            "unit_id": project.handling_unit_id.id,
            "title": chinese.env._(
                "Approval by %(bureau)s of %(project)s",
                bureau=project.handling_unit_id.name,
                project=project.name,
            ),
            "addressee_id": project.unit_id.id,
            "copies": project._parameter("approval_copies"),
            "content": project.content,
            "data_requirements": project._parameter("approval_data_requirements"),
            "security_requirements": project._parameter("approval_security_requirements"),
            "conditions": "\n".join(
                filter(None, project._current_co_reviews().mapped("conditions"))
            ),
            "validity_months": project._parameter("approval_validity_months"),
        }

    def _propose_funding(self, amount):
        """Spread an amount over the sources applied for, in their proportion.

        :param float amount: yuan; cents that remain go to the first rows with room
        """
        self.ensure_one()
        applied = self.project_id.funding_ids
        total = sum(round(line.amount * 100) for line in applied)
        wanted = min(round(amount * 100), total)
        cents = {line: round(line.amount * 100) * wanted // total for line in applied}
        for line in applied:
            extra = min(round(line.amount * 100) - cents[line], wanted - sum(cents.values()))
            cents[line] += extra
        self.funding_ids.unlink()
        self.env["xinxihua.project.approved.funding"].create(
            [
                {
                    "document_id": self.id,
                    "source": line.source,
                    "year": line.year,
                    "amount": share / 100,
                }
                for line, share in cents.items()
            ]
        )

    def _issue(self):
        """Close the document and keep its files with the project."""
        for document in self:
            project = document.project_id
            if not document.funding_decided:
                document._propose_funding(project.approved_amount)
            document.write(
                {
                    "state": "issued",
                    "date_valid_until": fields.Date.add(
                        project.approval_date, months=document.validity_months
                    ),
                }
            )
            docx, pdf = document._files()
            Material = self.env["xinxihua.material"]
            name = project.name.replace("/", "-")
            for code, extension, content in (("docx", "docx", docx), ("pdf", "pdf", pdf)):
                requirement = self.env.ref(f"xinxihua_project.material_approval_{code}")
                Material._keep(project, requirement, f"{name}立项批复.{extension}", content)

    # -- refusals -----------------------------------------------------------------------------

    def _wrong_funding(self, amount):
        """Yield what is wrong with rows that the bureau decided.

        :param float amount: yuan to be approved
        """
        if not self.funding_decided:
            return
        labels = dict(self.funding_ids._fields["source"]._description_selection(self.env))
        for row in self.funding_ids:
            if self.currency_id.compare_amounts(row.amount, row.applied_amount) > 0:
                yield self.env._(
                    "%(fund)s %(year)s: %(amount)s yuan are above the %(applied)s yuan applied "
                    "for (%(basis)s). Lower the row.",
                    fund=labels[row.source],
                    year=row.year,
                    amount=f"{row.amount:,.2f}",
                    applied=f"{row.applied_amount:,.2f}",
                    basis=self.project_id._cite("approval_document"),
                )
        if self.currency_id.compare_amounts(self.funding_amount, amount):
            yield self.env._(
                "The approved sources add up to %(sum)s yuan, the approved amount is %(amount)s "
                "yuan (%(basis)s). Correct the rows of the approval document, or the amount.",
                sum=f"{self.funding_amount:,.2f}",
                amount=f"{amount:,.2f}",
                basis=self.project_id._cite("approval_document"),
            )

    # -- screen -----------------------------------------------------------------------------------

    def action_preview_pdf(self):
        """Open the document as it would be issued now."""
        return self._preview("pdf")

    def action_preview_docx(self):
        """Download the document as Word file, as it would be issued now."""
        return self._preview("docx")

    def _preview(self, kind):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/xinxihua/approval/{self.id}/preview.{kind}",
            "target": "new",
        }
