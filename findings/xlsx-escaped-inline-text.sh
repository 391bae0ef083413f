#!/bin/bash
# exceljs 4.4.0 and SheetJS 0.18.5 (npm; Node 20): a text that looks like an
# escaped character, such as _x0041_ in a number of a document, is written in
# .xlsx as _x005F_x0041_ (ISO/IEC 29500-1, ST_Xstring). Where it may stand is no
# matter to the standard, and is to readers:
#
# Seen, the text as read (right is _x0041_):
#                                            exceljs          SheetJS
#   inline string, escaped                   _x005F_x0041_    _x0041_
#   table of shared texts, escaped           _x0041_          _x0041_
#   inline string, cut into two runs         _x0041_          A
# So of the three only the table of shared texts is read right by both.
# For us: such a text goes into the shared table (export/sheet, docs/export.md),
# although the rest of a workbook is streamed with inline strings.
#
# Needs Node with npm, and Python 3 for the files. Fails where this changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund exceljs@4.4.0 xlsx@0.18.5 >/dev/null
python3 - <<'PY'
import zipfile
head = '<?xml version="1.0" encoding="UTF-8"?>'
main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
package = 'http://schemas.openxmlformats.org/package/2006'
part = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'
def book(name, cell):
    with zipfile.ZipFile(name + '.xlsx', 'w') as z:
        z.writestr('[Content_Types].xml', f'{head}<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{part}sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{part}worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{part}sharedStrings+xml"/></Types>')
        z.writestr('_rels/.rels', f'{head}<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="a" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        z.writestr('xl/workbook.xml', f'{head}<workbook xmlns="{main}" xmlns:r="{office}">'
            '<sheets><sheet name="s" sheetId="1" r:id="a"/></sheets></workbook>')
        z.writestr('xl/_rels/workbook.xml.rels', f'{head}<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="a" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="b" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
        z.writestr('xl/sharedStrings.xml', f'{head}<sst xmlns="{main}" count="1" uniqueCount="1"><si><t>_x005F_x0041_</t></si></sst>')
        z.writestr('xl/worksheets/sheet1.xml', f'{head}<worksheet xmlns="{main}"><sheetData><row r="1">{cell}</row></sheetData></worksheet>')
book('inline', '<c r="A1" t="inlineStr"><is><t>_x005F_x0041_</t></is></c>')
book('shared', '<c r="A1" t="s"><v>0</v></c>')
book('runs', '<c r="A1" t="inlineStr"><is><r><t>_x00</t></r><r><t>41_</t></r></is></c>')
PY
cat >read.js <<'JS'
const Excel = require('exceljs'), sheetjs = require('xlsx');
(async () => {
  for (const name of ['inline', 'shared', 'runs']) {
    const book = new Excel.Workbook();
    await book.xlsx.readFile(name + '.xlsx');
    console.log(name, book.worksheets[0].getCell('A1').text, sheetjs.readFile(name + '.xlsx').Sheets.s.A1.v);
  }
})();
JS
node read.js | tee seen
diff seen - <<'SEEN'
inline _x005F_x0041_ _x0041_
shared _x0041_ _x0041_
runs _x0041_ A
SEEN
