# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Workbooks for tests, made as offices make them."""

import base64
import csv
import io
import zipfile
from pathlib import Path

import openpyxl

from ..models.core.workbook import find_tables, normalise_header
from ..models.core.workbook_reader import read_sheets
from ..models.core.workbook_safety import WorkbookError

FIXTURES = Path(__file__).parent / "fixtures"
HEADER = {
    "number": "序号",
    "name": "项目名称",
    "unit_name": "申报单位",
    "exec_class": "执行方式",
    "exec_subtype": "项目类型",
    "biz_class": "业务性质",
    "budget": "预算金额",
    "central": "中央资金",
    "province": "省级资金",
    "prefecture": "州级资金",
    "county": "县(市)级资金",
    "own": "自有资金",
    "public_data": "是否涉及公共数据",
    "secret": "是否涉密",
    "term_years": "实施年限",
    "basis": "申报依据",
}
SYNONYMS = {normalise_header(text): code for code, text in HEADER.items()} | {
    "中央": "central",
    "资金来源": "funding_source",
    "省级": "province",
    "州级": "prefecture",
    "密级": "secret",
}
TITLE = [["2026年度政务信息化项目申报汇总表"], ["编制单位:楚雄州", "", "", "单位:元"]]
SIGNATURES = [["合计"], [], ["制表人:          复核人:          负责人:"]]
ODS = (
    '<?xml version="1.0"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="S1">%s</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)
ODS_CELL = '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'


def fixture(name):
    """Return a workbook of the fixtures as the web client sends it."""
    return base64.b64encode((FIXTURES / name).read_bytes())


def application(unit, name="测试平台", budget=600000, **cells):
    """Return a faultless row of a summary, by field code."""
    values = {
        "number": 1,
        "name": name,
        "unit_name": unit,
        "exec_class": "建设类",
        "exec_subtype": "软件系统开发",
        "biz_class": "专业类",
        "budget": budget,
        "central": 0,
        "province": 0,
        "prefecture": budget,
        "county": 0,
        "own": 0,
        "public_data": "是",
        "secret": "否",
        "term_years": 2,
        "basis": "云政发〔2025〕1号",
    }
    return values | cells


def summary(rows, header=None, above=None, below=None):
    """Return the lines of a summary: title, header, rows, signatures."""
    header = header or HEADER
    lines = [*(TITLE if above is None else above), list(header.values())]
    lines += [[row.get(code, "") for code in header] for row in rows]
    return lines + (SIGNATURES if below is None else below)


def xlsx(lines, merge=()):
    """Return a workbook of one sheet as bytes.

    :param merge: ranges such as ``B4:B6``
    """
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append([None if cell == "" else cell for cell in line])
    for area in merge:
        book.active.merge_cells(area)
    return saved(book)


def saved(book):
    """Return an openpyxl workbook as bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_text(lines, encoding):
    """Return a CSV file as bytes."""
    stream = io.StringIO()
    csv.writer(stream).writerows(lines)
    return stream.getvalue().encode(encoding)


def ods(lines, repeated=""):
    """Return an OpenDocument sheet as bytes; ``repeated`` is raw XML below the rows."""
    rows = "".join(
        f"<table:table-row>{''.join(ODS_CELL % cell for cell in line)}</table:table-row>"
        for line in lines
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": ODS % (rows + repeated),
        }
    )


def archive(members, data=None):
    """Return a zip archive as bytes, or ``data`` with more members."""
    stream = io.BytesIO(data or b"")
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return stream.getvalue()


def table_of(data):
    """Return the best table of a file, read with the synonyms above."""
    return find_tables(read_sheets(data, 1000), SYNONYMS)[0]


def table_cells(name):
    """Return the cells of the first sheet of a fixture."""
    return read_sheets((FIXTURES / name).read_bytes(), 1000)[0].rows


class RefusedMixin:
    """Expects a refusal by its code."""

    def assertRefused(self, code, function, *args):
        """Expect a ``WorkbookError`` with that code."""
        with self.assertRaises(WorkbookError) as caught:
            function(*args)
        self.assertEqual(caught.exception.code, code)


class WorkbookMixin:
    """Opens the import wizards as the web client does."""

    @classmethod
    def set_aside_units(cls):
        """Make room for the units of the fixtures, which demo data may hold already."""
        police = cls.env.ref("xinxihua_project.unit_police_532300")
        rows = [row for row in table_cells("units.xlsx") if row[3]]
        codes, usccs = {row[0] for row in rows}, {row[3] for row in rows}
        units = cls.env["xinxihua.unit"].with_context(active_test=False)
        found = units.search(["|", ("code", "in", list(codes)), ("uscc", "in", list(usccs))])
        found.write({"code": False, "uscc": False})
        for unit in found - police:
            unit.name += "(原)"

    @classmethod
    def upload(cls, user, data, model="xinxihua.project.import", name="汇总表.xlsx"):
        """Return the wizard of a user after its workbook was read.

        :param data: file as bytes, or lines of cells
        """
        data = data if isinstance(data, bytes) else xlsx(data)
        wizards = cls.env[model].with_user(user)
        # an environment that nobody holds is forgotten with its company at any moment,
        # and the next one asks for it again: query counts would hang on chance
        cls.environments = {*getattr(cls, "environments", ()), wizards.env, wizards.sudo().env}
        return wizards.create({"file": base64.b64encode(data), "filename": name})

    @classmethod
    def upload_fixture(cls, user, name, model="xinxihua.project.import"):
        """Return the wizard of a user with a workbook of the fixtures."""
        return cls.upload(user, (FIXTURES / name).read_bytes(), model, name)
