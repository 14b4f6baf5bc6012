# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tools import SQL


def copy_projects(base, count, name, state):
    """Copy a project in SQL: what is measured comes after, not the making of projects.

    :param base: project to copy
    :param int count: number of copies
    :param str name: name of each copy
    :param str state: state of each copy
    """
    own = {"id", "name", "code", "state"}
    columns = [
        SQL.identifier(field.name)
        for field in base._fields.values()
        if field.store and field.column_type and field.name not in own
    ]
    columns = SQL(", ").join(columns)
    base.env.cr.execute(
        SQL(
            """
            INSERT INTO xinxihua_project (name, state, %s)
            SELECT %s, %s, %s FROM xinxihua_project, generate_series(1, %s) WHERE id = %s
            """,
            columns,
            name,
            state,
            columns,
            count,
            base.id,
        )
    )
