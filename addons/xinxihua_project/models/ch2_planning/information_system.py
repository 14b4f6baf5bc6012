# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class InformationSystem(models.Model):
    """A row of the ledger of government information systems (art. 8, 9).

    The unit keeps its own rows while a system is in use, the bureau those of its
    division. What ends a system, or marks it as a zombie, is a step with a reason.
    """

    _name = "xinxihua.information.system"
    _inherit = ["xinxihua.workflow.mixin", "xinxihua.locked.screen.mixin"]
    _description = "Government Information System"
    _order = "department_id, unit_id, code, id"
    _rec_names_search = ["name", "code"]

    # -- what it is (art. 8) ---------------------------------------------------------
    name = fields.Char("System Name", required=True, tracking=True, index="trigram")
    code = fields.Char("System Number", copy=False, index=True)
    unit_id = fields.Many2one(
        "xinxihua.unit",
        "Using Unit",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        default=lambda self: self.env.user.xinxihua_unit_ids[:1],
    )
    division_id = fields.Many2one(
        related="unit_id.division_id", store=True, index=True, string="Division"
    )
    department_id = fields.Many2one(
        "xinxihua.unit",
        compute="_compute_department_id",
        store=True,
        index=True,
        ondelete="restrict",
        help="The unit at the top of the using unit's tree.",
    )
    bureau_id = fields.Many2one(
        "xinxihua.unit",
        "Kept by",
        compute="_compute_bureau_id",
        store=True,
        index=True,
        ondelete="restrict",
        help="The data bureau of the division.",
    )
    function = fields.Text("Main Functions")
    use_scope = fields.Char("Scope of Use")
    use_frequency = fields.Char("Frequency of Use")
    monthly_use = fields.Integer("Uses a Month", aggregator="avg")
    approving_authority = fields.Char("Approved by")
    date_approved = fields.Date("Approved on")
    funding_source = fields.Char()
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        readonly=True,
        default=lambda self: self.env.ref("base.CNY"),
    )
    investment = fields.Monetary("Total Investment")
    date_online = fields.Date("In Use since", required=True, index=True, tracking=True)

    # -- where it stands (art. 9) ----------------------------------------------------
    hosting = fields.Selection(
        [("cloud", "Government Cloud"), ("own", "Own Machine Room"), ("other", "Elsewhere")],
        required=True,
        default="own",
        index=True,
        tracking=True,
    )
    date_migration = fields.Date("Planned Migration", tracking=True)
    brain_state = fields.Selection(
        [("none", "Not Connected"), ("planned", "Connection Planned"), ("connected", "Connected")],
        "City Brain",
        required=True,
        default="none",
        index=True,
        tracking=True,
        help="Connection to “数智楚雄”, the city brain of the prefecture.",
    )
    date_brain = fields.Date("Connected on")
    sharing_state = fields.Selection(
        [("none", "Not Shared"), ("partly", "Partly Shared"), ("shared", "Shared")],
        "Data Sharing",
        required=True,
        default="none",
        index=True,
        tracking=True,
    )
    catalogue_compiled = fields.Integer("Data Catalogue Items Compiled")
    catalogue_published = fields.Integer("Data Catalogue Items Published")
    migration_gaps = fields.Text("What is Missing", compute="_compute_migration_gaps")

    # -- server-decided --------------------------------------------------------------
    state = fields.Selection(
        [("active", "In Use"), ("stopped", "Stopped"), ("merged", "Merged")],
        required=True,
        readonly=True,
        default="active",
        copy=False,
        index=True,
        tracking=True,
    )
    date_stopped = fields.Date(
        "Out of Use since",
        readonly=True,
        copy=False,
        index=True,
        help="The first day on which it is not in use any more.",
    )
    merged_into_id = fields.Many2one(
        "xinxihua.information.system",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    zombie_ids = fields.Many2many(
        "xinxihua.catalogue.item",
        "xinxihua_information_system_zombie_rel",
        string="Zombie Criteria",
        domain=[("kind", "=", "zombie_criterion")],
        readonly=True,
        copy=False,
    )
    zombie_date = fields.Date("Marked as a Zombie on", readonly=True, copy=False)
    is_zombie = fields.Boolean("Zombie", compute="_compute_is_zombie", store=True)
    effect_ids = fields.One2many(
        "xinxihua.project.system", "system_id", string="Projects", readonly=True
    )

    _code_unique = models.Constraint(
        "UNIQUE(code)", "A system with this number is in the ledger already."
    )
    _figures_not_negative = models.Constraint(
        "CHECK(monthly_use >= 0 AND investment >= 0 AND catalogue_published >= 0)",
        "Figures cannot be negative.",
    )
    _published_compiled = models.Constraint(
        "CHECK(catalogue_published <= catalogue_compiled)",
        "No more catalogue items can be published than were compiled.",
    )

    @api.depends("unit_id.parent_path")
    def _compute_department_id(self):
        for system in self:
            unit = system.unit_id
            system.department_id = unit and unit._department()

    @api.depends("unit_id.division_id")
    def _compute_bureau_id(self):
        bureaus = {}
        for bureau in self.env["xinxihua.unit"].search(
            [
                ("kind", "=", "data_bureau"),
                ("division_id", "in", self.unit_id.division_id.ids),
            ]
        ):
            bureaus.setdefault(bureau.division_id, bureau)
        for system in self:
            system.bureau_id = bureaus.get(system.unit_id.division_id)

    @api.constrains("date_online")
    def _check_date_online(self):
        today = fields.Date.context_today(self)
        for system in self:
            if system.date_online > today:
                raise ValidationError(
                    self.env._("%s: a system enters the ledger when it is in use.", system.name)
                )

    @api.depends("zombie_ids")
    def _compute_is_zombie(self):
        for system in self:
            system.is_zombie = bool(system.zombie_ids)

    @api.depends("name", "code")
    def _compute_display_name(self):
        for system in self:
            system.display_name = f"[{system.code}] {system.name}" if system.code else system.name

    @api.depends(
        "hosting",
        "date_migration",
        "brain_state",
        "sharing_state",
        "catalogue_compiled",
        "catalogue_published",
        "state",
    )
    def _compute_migration_gaps(self):
        for system in self:
            gaps = system._migration_gaps() if system.state == "active" else ()
            system.migration_gaps = "\n".join(gaps) or False

    def _migration_gaps(self):
        """Yield what one system in use still lacks of migration and connection (art. 9)."""
        if self.hosting != "cloud":
            if not self.date_migration:
                yield self.env._("It is not on the government cloud, and no migration is planned.")
            elif self.date_migration < fields.Date.context_today(self):
                yield self.env._(
                    "It is not on the government cloud; its migration was planned for %s.",
                    self.date_migration,
                )
            else:
                yield self.env._(
                    "It is not on the government cloud; its migration is planned for %s.",
                    self.date_migration,
                )
        if self.brain_state != "connected":
            yield self.env._("It is not connected to the city brain.")
        if self.sharing_state != "shared":
            yield self.env._("Its data are not fully shared.")
        if not self.catalogue_compiled:
            yield self.env._("No data catalogue item is compiled.")
        elif self.catalogue_published < self.catalogue_compiled:
            yield self.env._(
                "%(count)s compiled data catalogue items are not published.",
                count=self.catalogue_compiled - self.catalogue_published,
            )
