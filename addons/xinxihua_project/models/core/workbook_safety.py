# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Is a file what it says, and small enough to open? Asked before a library reads it.

No database and no Odoo in here. A workbook of five kilobytes with one cell in its last
corner makes a reader allocate half a terabyte, and the server dies of it; so the extent of
the cells is measured first, streaming, and the archive is unpacked once for its checksums.
"""

import io
import zipfile
import zlib
from xml.parsers import expat

from openpyxl.utils.cell import coordinate_to_tuple

MAX_UNPACKED_BYTES = 200 * 1024**2
MAX_CELLS = 3_000_000
CHUNK = 256 * 1024
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
ODS_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class WorkbookError(Exception):
    """What is wrong with a file or a cell, as a code; the caller has the words.

    :param str code: ``empty``, ``corrupt``, ``amount_text`` …
    :param figures: what the words need: limits, header names, values
    """

    def __init__(self, code, **figures):
        super().__init__(code)
        self.code = code
        self.figures = figures


def kind_of_file(data):
    """Return ``xlsx``, ``ods``, ``xls`` or ``csv``, told from the content.

    :param bytes data: the file
    :raise WorkbookError: empty, corrupt, password, macro, format, html, too_large,
        too_wide
    """
    if not data.strip(b"\0 \r\n\t"):
        raise WorkbookError("empty")
    if data.startswith(b"PK"):
        return _kind_of_archive(data)
    if data.startswith(COMPOUND_FILE):
        if ENCRYPTED_PACKAGE in data:
            raise WorkbookError("password")
        return "xls"
    if data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise WorkbookError("html")
    if b"\0" in data and not data.startswith(UTF16_MARKS):
        raise WorkbookError("format")
    return "csv"


def _kind_of_archive(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if any(member.flag_bits & 1 for member in members):
                raise WorkbookError("password")
            if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
                raise WorkbookError("too_large", limit=MAX_UNPACKED_BYTES // 1024**2)
            kind = _kind_of_members(archive)
            for member in members:
                _check_member(archive, member)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        NotImplementedError,
        OSError,
        RuntimeError,
        ValueError,
    ) as error:
        raise WorkbookError("corrupt") from error
    return kind


def _kind_of_members(archive):
    names = {name.lower() for name in archive.namelist()}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise WorkbookError("macro")
    if "mimetype" in names and archive.read("mimetype").strip() == ODS_MIMETYPE:
        return "ods"
    if "xl/workbook.xml" not in names or "xl/workbook.bin" in names:
        raise WorkbookError("format")
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise WorkbookError("macro")
    return "xlsx"


def _check_member(archive, member):
    """Unpack a member once: its checksum must be right, its cells within bounds."""
    extent = _Extent()
    readable = True
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            if not readable:
                continue
            try:
                extent.feed(chunk)
            except expat.ExpatError as error:
                if extent.seen or member.filename.lower().endswith((".xml", ".rels")):
                    raise WorkbookError("corrupt") from error
                readable = False
    if extent.rows * extent.columns > MAX_CELLS:
        raise WorkbookError("too_wide", rows=extent.rows, columns=extent.columns)


class _Extent:
    """Rows and columns up to the last cell with a value, of one XML part."""

    def __init__(self):
        self.rows = self.columns = 0
        self.seen = False
        self._row = self._column = 0
        self._repeated = self._width = self._empty_rows = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self.feed = self._parser.Parse

    def _start(self, name, attributes):
        self.seen = True
        handler = self._handlers.get(name.rpartition(" ")[2])
        if handler:
            handler(self, {key.rpartition(" ")[2]: v for key, v in attributes.items()})

    def _end(self, name):
        if name.rpartition(" ")[2] != "table-row":
            return
        if self._width:
            self.rows += self._empty_rows + self._repeated
            self._empty_rows = 0
        else:
            self._empty_rows += self._repeated

    def _sheet_row(self, attributes):
        self._row = int(attributes.get("r") or self._row + 1)
        self._column = 0

    def _sheet_cell(self, attributes):
        if reference := attributes.get("r"):
            self._row, self._column = coordinate_to_tuple(reference)
        else:
            self._column += 1

    def _sheet_value(self, attributes):
        self.rows = max(self.rows, self._row)
        self.columns = max(self.columns, self._column)

    def _table_row(self, attributes):
        self._repeated = int(attributes.get("number-rows-repeated") or 1)
        self._column = self._width = 0

    def _table_cell(self, attributes):
        self._column += int(attributes.get("number-columns-repeated") or 1)
        if "value-type" in attributes or "formula" in attributes:
            self._table_value(attributes)

    def _table_value(self, attributes):
        self._width = self._column
        self.columns = max(self.columns, self._width)

    _handlers = {
        "row": _sheet_row,
        "c": _sheet_cell,
        "v": _sheet_value,
        "is": _sheet_value,
        "table-row": _table_row,
        "table-cell": _table_cell,
        "covered-table-cell": _table_cell,
        "p": _table_value,
    }
