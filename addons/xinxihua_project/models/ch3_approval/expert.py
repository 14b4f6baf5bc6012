# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models


class Expert(models.Model):
    """A person whom the bureau may ask for an opinion (art. 16 (3)).

    The bureaus keep the library; an expert reads the own row and declares interests.
    """

    _name = "xinxihua.expert"
    _inherit = "xinxihua.guard.mixin"
    _description = "Expert"
    _order = "name, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(related="user_id.name", store=True, string="Person")
    code = fields.Char("Expert Number", readonly=True, copy=False, index=True)
    user_id = fields.Many2one("res.users", required=True, index=True, ondelete="restrict")
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Employer",
        index=True,
        ondelete="restrict",
        help="An expert does not review projects of the own unit, of its parent "
        "department or of its subordinate units.",
    )
    employer = fields.Char("Other Employer")
    title = fields.Char("Professional Title")
    phone = fields.Char()
    field_ids = fields.Many2many(
        "xinxihua.catalogue.item",
        string="Fields",
        domain=[("kind", "=", "review_field")],
    )
    date_from = fields.Date("In the Library from")
    date_to = fields.Date("In the Library until")
    interest_ids = fields.One2many(
        "xinxihua.expert.interest", "expert_id", string="Declared Interests"
    )
    opinion_ids = fields.One2many(
        "xinxihua.expert.opinion", "expert_id", string="Reviews", readonly=True
    )
    review_count = fields.Integer(
        "Reviews in All",
        compute="_compute_review_count",
        store=True,
        aggregator=None,
        help="Panels on which the expert sits or sat, without those declined.",
    )
    recent_count = fields.Integer(
        "Reviews in the Period that Counts",
        compute="_compute_recent_count",
        help="Panels joined in the months in which an expert is not drawn too often.",
    )
    active = fields.Boolean(default=True)

    _user_unique = models.Constraint(
        "UNIQUE(user_id)", "This user is in the expert library already."
    )
    _code_unique = models.Constraint("UNIQUE(code)", "An expert with this number exists already.")
    _period_ordered = models.Constraint(
        "CHECK(date_to >= date_from)",
        "The time in the library ends before it begins. Correct one of the dates.",
    )

    @api.depends("opinion_ids.left")
    def _compute_review_count(self):
        for expert in self:
            expert.review_count = len(expert.opinion_ids.filtered(lambda row: not row.left))

    def _compute_recent_count(self):
        today = fields.Date.context_today(self)
        division = self.env.user.xinxihua_unit_ids[:1].division_id
        counts = self.filtered("id")._recent_counts(today, division)
        for expert in self:
            expert.recent_count = counts.get(expert.id, 0)

    @api.model_create_multi
    def create(self, vals_list):
        experts = super().create(vals_list)
        Sequence = self.env["ir.sequence"].sudo()
        for expert in experts.sudo():
            expert.code = Sequence.next_by_code("xinxihua.expert")
        return experts
