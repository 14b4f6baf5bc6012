# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

# what is asked after what; the questions that an answer makes needless are left out
STEPS = ("secret", "subject", "standard", "data", "exclusion", "evidence", "result")
# fields that carry content: none of them survives the answer "secret"
CONTENT = (
    "name",
    "system_category_id",
    "contract_number",
    "contract_date",
    "contract_end",
    "purchase_amount",
    "evidence",
    "evidence_file",
    "evidence_filename",
)
ANSWERS = (
    "in_standard",
    "system_category_id",
    "public_data",
    "exclusion_id",
    "mixed",
    "contract_number",
    "contract_date",
    "contract_end",
    "in_catalogue",
    "purchase_amount",
    "evidence",
    "evidence_file",
    "evidence_filename",
)


class ApplicabilityCheck(models.TransientModel):
    """The questions of applicability, one after another (art. 2, 35, 36).

    Secrecy is asked first, before there is room for a word; whoever answers "secret"
    later loses what was typed.
    """

    _name = "xinxihua.applicability.check"
    _inherit = "xinxihua.guard.mixin"
    _description = "Questions on Applicability"

    step = fields.Selection(
        [
            ("secret", "Secrecy"),
            ("subject", "Project or Purchase"),
            ("standard", "GB/T 40692"),
            ("data", "Public Data"),
            ("exclusion", "Exclusions"),
            ("evidence", "Evidence"),
            ("result", "Result"),
            ("stop", "Secret"),
        ],
        required=True,
        default="secret",
    )
    is_secret = fields.Selection([("no", "No"), ("yes", "Yes")], "Is it a state secret?")
    project_id = fields.Many2one("xinxihua.project", ondelete="cascade")
    name = fields.Char("What is to be built or bought?")
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Applicant Unit",
        default=lambda self: self.env.user.xinxihua_unit_ids[:1],
        domain="[('id', 'in', own_unit_ids)]",
    )
    own_unit_ids = fields.Many2many("xinxihua.unit", compute="_compute_own_unit_ids")
    in_standard = fields.Selection(
        [("yes", "Yes"), ("no", "No")], "Is it a government information system or service?"
    )
    system_category_id = fields.Many2one(
        "xinxihua.catalogue.item", domain=[("kind", "=", "system_category")]
    )
    public_data = fields.Selection([("yes", "Yes"), ("no", "No")], "Does it involve public data?")
    exclusion_id = fields.Many2one(
        "xinxihua.catalogue.item", "Which exclusion fits?", domain=[("kind", "=", "exclusion")]
    )
    exclusion_note = fields.Text(related="exclusion_id.note", string="Wording of the Exclusion")
    exclusion_rule = fields.Char(related="exclusion_id.group_code")
    has_exclusion = fields.Selection([("no", "No"), ("yes", "Yes")], "Does an exclusion fit?")
    mixed = fields.Boolean("Other Items in the Same Purchase")
    contract_number = fields.Char()
    contract_date = fields.Date("Contract Signed on")
    contract_end = fields.Date("End of the Contract's Term")
    in_catalogue = fields.Boolean("In the Central Procurement Catalogue")
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.ref("base.CNY"))
    purchase_amount = fields.Monetary("Amount of the Purchase")
    evidence = fields.Text("Evidence in Words")
    # kept in the row of the dialog, which is removed, and not as an attachment
    evidence_file = fields.Binary(attachment=False)
    evidence_filename = fields.Char("Name of the File")
    result = fields.Selection(
        [("in_scope", "In Scope"), ("excluded", "Excluded")], compute="_compute_result"
    )
    reason = fields.Text("Why this Result", compute="_compute_result")

    @api.depends("unit_id")
    def _compute_own_unit_ids(self):
        self.own_unit_ids = self.env.user.xinxihua_unit_ids

    @api.depends("step")
    def _compute_result(self):
        for check in self:
            if check.step != "result":
                check.result = check.reason = False
                continue
            answer = self.env["xinxihua.applicability"].new(check._answer_vals())
            applies, code = answer._judged()
            check.result = "in_scope" if applies else "excluded"
            check.reason = answer._reason_text(code)

    # -- nothing of a secret is stored ---------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._without_content(vals, False) for vals in vals_list])

    def write(self, vals):
        secret = any(check.is_secret == "yes" for check in self)
        return super().write(self._without_content(vals, secret))

    @api.model
    def _without_content(self, vals, secret):
        if vals.get("is_secret", "yes" if secret else "no") != "yes":
            return vals
        kept = {name: value for name, value in vals.items() if name not in CONTENT}
        return kept | dict.fromkeys(CONTENT, False)

    # -- question after question ------------------------------------------------------------

    @api.model
    def _open(self, vals):
        """Open the first question, about secrecy; ``vals`` name the project, if any."""
        return self.create(vals)._show()

    def _show(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Does the Regulation Apply?"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _steps(self):
        """Return the steps that the answers so far leave."""
        needless = set()
        if self.project_id:
            needless.add("subject")
        if self.in_standard == "no":
            needless |= {"data", "exclusion"}
        elif self.public_data == "no":
            needless.add("exclusion")
        if self.in_standard == "yes" and self.public_data == "yes" and self.has_exclusion != "yes":
            needless.add("evidence")
        return [step for step in STEPS if step not in needless]

    def _missing(self):
        """Return what the question on the screen still lacks."""
        wanted = {
            "secret": ("is_secret",),
            "subject": ("name", "unit_id"),
            "standard": ("in_standard",),
            "data": ("public_data",),
            "exclusion": ("has_exclusion",),
        }.get(self.step, ())
        if self.step == "exclusion" and self.has_exclusion == "yes":
            wanted += ("exclusion_id",)
        empty = [
            self._fields[name]._description_string(self.env) for name in wanted if not self[name]
        ]
        if empty:
            return self.env._("Please answer: %s", "、".join(empty))
        if self.step == "evidence":
            answer = self.env["xinxihua.applicability"].new(self._answer_vals())
            return "\n".join(answer._missing_answers())
        return ""

    def action_next(self):
        """Go on to the next question; a secret stops here."""
        self.ensure_one()
        if self.is_secret == "yes":
            self.write({"step": "stop"})
            return self._show()
        if missing := self._missing():
            raise UserError(missing)
        steps = self._steps()
        self.step = steps[steps.index(self.step) + 1]
        return self._show()

    def action_back(self):
        """Go back one question."""
        self.ensure_one()
        steps = self._steps()
        self.step = steps[max(steps.index(self.step) - 1, 0)] if self.step in steps else "secret"
        return self._show()

    def action_remove_draft(self):
        """Remove the draft of a project that turned out to be secret."""
        self.ensure_one()
        project = self.project_id
        if self.is_secret != "yes" or not project:
            raise UserError(self.env._("There is no draft to remove."))
        self.sudo().unlink()
        project._remove_secret()
        return self.env["ir.actions.act_window"]._for_xml_id("xinxihua_project.project_action")

    def _answer_vals(self):
        vals = {name: self[name] for name in ANSWERS if self[name]}
        vals["in_standard"] = self.in_standard or "yes"
        for name in ("system_category_id", "exclusion_id"):
            vals[name] = self[name].id
        if self.has_exclusion != "yes" or self.public_data != "yes":
            vals["exclusion_id"] = False
        vals["unit_id"] = self.unit_id.id
        vals["name"] = self.name
        return vals

    def action_finish(self):
        """Keep the answers with their result; in scope, open the application."""
        self.ensure_one()
        if self.is_secret != "no" or self.step != "result":
            raise UserError(self.env._("Answer all questions first."))
        vals = self._answer_vals()
        project = self.project_id
        if project:
            vals |= {"project_id": project.id, "unit_id": project.unit_id.id}
            project.write({"confirmed_not_secret": True})
        answer = self.env["xinxihua.applicability"].create(vals)
        self.sudo().unlink()
        if project:
            return {"type": "ir.actions.act_window_close"}
        if answer.final_result == "in_scope":
            return answer.action_start_project()
        return answer._get_records_action()
