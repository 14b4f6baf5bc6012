# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What is to be written into a workbook, apart from the rows. No Odoo in here."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class SheetColumn:
    """A column of the sheet.

    :param str header: words above the column
    :param str group: words above the neighbouring columns of the same group
    :param str number_format: Excel's; empty for text
    :param float width: in characters
    :param bool total: its sum stands below
    """

    header: str
    group: str = ""
    number_format: str = ""
    width: float = 12
    total: bool = False


@dataclass(frozen=True)
class Sheet:
    """What stands around the rows.

    :param str name: name of the tab
    :param list heads: texts between title and table, left to right
    :param list feet: lines below the table, above the signatures
    :param list signatures: roles that sign
    :param str total_label: begins the line of sums; empty: there is none
    :param str number_label: header of the rows' numbers; empty: they have none
    :param str page_label: below each printed page, with Excel's ``&P`` and ``&N``
    """

    name: str
    title: str
    columns: list
    heads: list = field(default_factory=list)
    feet: list = field(default_factory=list)
    signatures: list = field(default_factory=list)
    author: str = ""
    landscape: bool = True
    number_label: str = ""
    total_label: str = ""
    subtotal_label: str = ""
    empty_label: str = ""
    page_label: str = ""
