# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, fields, models
from odoo.tools import SQL

from .application_round import TIME_ZONE

# sources that a document type can have; part of the row's id
SOURCES = 16


class Overdue(models.Model):
    """What should be done already, of all documents: one row a document and matter.

    A document is overdue in its state (``desk_due``), or by another day that its type
    names in ``_overdue_days``. Nobody has to hold the role for the row to stand here.
    """

    _name = "xinxihua.overdue"
    _inherit = "xinxihua.guard.mixin"
    _description = "Overdue Matter"
    _auto = False
    _order = "date_due, id"
    _rec_name = "res_name"

    res_model = fields.Char("Document Type", readonly=True)
    res_id = fields.Many2oneReference("Document ID", model_field="res_model", readonly=True)
    res_name = fields.Char("Document", readonly=True)
    type_name = fields.Char("Kind of Document", compute="_compute_matter")
    state = fields.Char(readonly=True)
    source = fields.Char(readonly=True)
    matter = fields.Char("What is to be Done", compute="_compute_matter")
    unit_id = fields.Many2one("xinxihua.unit", "Who must Act", readonly=True)
    division_id = fields.Many2one("xinxihua.division", readonly=True)
    user_names = fields.Char("Persons", readonly=True)
    date_due = fields.Date("Last Day", readonly=True)
    days_late = fields.Integer(readonly=True, aggregator="max")

    @api.depends("res_model", "state", "source")
    def _compute_matter(self):
        for row in self:
            model = self.env.get(row.res_model)
            if model is None:
                row.matter = row.type_name = False
                continue
            row.type_name = self.env["ir.model"]._get(row.res_model).name
            desk = model._desks.get(row.state)
            if row.source == "desk":
                row.matter = str(desk.label) if desk else model._overdue_matter(row.source)
            else:
                row.matter = model._overdue_matter(row.source)

    @property
    def _table_query(self):
        today = fields.Date.context_today(self.with_context(tz=TIME_ZONE))
        selects = []
        for index, name in enumerate(self.env["xinxihua.document.row.mixin"]._document_models()):
            model = self.env[name]
            if not (model._auto and "unit_id" in model._fields):
                continue
            days = {"desk": ("desk_due", SQL("TRUE")), **model._overdue_days()}
            for number, (source, (column, condition)) in enumerate(days.items()):
                key = index * SOURCES + number
                selects.append(self._select(model, key, source, column, condition, today))
        return SQL(
            """
            SELECT late.*, unit.division_id, (%(today)s - late.date_due) AS days_late,
                (
                    SELECT STRING_AGG(DISTINCT partner.name, '、')
                    FROM mail_activity activity
                    JOIN res_users users ON users.id = activity.user_id
                    JOIN res_partner partner ON partner.id = users.partner_id
                    WHERE activity.res_model = late.res_model AND activity.res_id = late.res_id
                      AND activity.automated AND activity.active
                ) AS user_names
            FROM (%(selects)s) late
            JOIN xinxihua_unit unit ON unit.id = late.own_unit_id
            """,
            today=today,
            selects=SQL(" UNION ALL ").join(selects),
        )

    def _select(self, model, key, source, column, condition, today):
        """Return the overdue rows of one document type and source."""
        actors = {
            state: desk.actor
            for state, desk in model._desks.items()
            if source == "desk" and model._fields[desk.actor].store
        }
        names = {column, "unit_id", "state", *actors.values(), model._rec_name or "id"}
        model.flush_model([name for name in names if model._fields[name].store])
        cases = SQL(" ").join(
            SQL("WHEN doc.state = %s THEN doc.%s", state, SQL.identifier(actor))
            for state, actor in actors.items()
            if actor != "unit_id"
        )
        acting = SQL("CASE %s ELSE doc.unit_id END", cases) if cases.code else SQL("doc.unit_id")
        return SQL(
            """
            SELECT doc.id::bigint * %(span)s + %(key)s AS id, %(model)s AS res_model,
                doc.id AS res_id, doc.state AS state, %(source)s AS source, %(name)s AS res_name,
                doc.unit_id AS own_unit_id, COALESCE(%(acting)s, doc.unit_id) AS unit_id,
                doc.%(due)s AS date_due
            FROM %(table)s doc
            WHERE doc.%(due)s < %(today)s AND %(condition)s
            """,
            span=SOURCES * 256,
            key=key,
            model=model._name,
            source=source,
            name=self._name_of(model),
            acting=acting,
            due=SQL.identifier(column),
            table=SQL.identifier(model._table),
            today=today,
            condition=condition,
        )

    def _name_of(self, model):
        """Return the SQL of a document's name: its own, or that of what it is about."""
        field = model._fields[model._rec_name or "id"]
        column = SQL("doc.%s", SQL.identifier(field.name))
        if field.type != "many2one":
            return SQL("%s::varchar", column)
        comodel = self.env[field.comodel_name]
        comodel.flush_model([comodel._rec_name])
        return SQL(
            "(SELECT named.%s::varchar FROM %s named WHERE named.id = %s)",
            SQL.identifier(comodel._rec_name),
            SQL.identifier(comodel._table),
            column,
        )

    def action_open_document(self):
        """Open the document that waits."""
        self.ensure_one()
        document = self.env[self.res_model].browse(self.res_id)
        document.check_access("read")
        return document._get_records_action()


class WorkflowOverdue(models.AbstractModel):
    """What a document type names besides the last day of its state."""

    _inherit = "xinxihua.workflow.mixin"

    @api.model
    def _overdue_days(self):
        """Return {source: (date column, SQL condition on ``doc``)} of further days."""
        return {}

    @api.model
    def _overdue_matter(self, source):
        """Return what is to be done about a source, in the user's language."""
        return self.env._("Act on the document")
