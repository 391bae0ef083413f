// What exceljs and SheetJS read of a workbook: a line of JSON a row from the third
// on, days as 2022-03-09. Run by readers.sh in a folder that has both.
import { createRequire } from 'node:module'
import fs from 'node:fs'
const load = createRequire(process.cwd() + '/')
const [, , reader, path] = process.argv
const day = (d) => d.toISOString().slice(0, 10)
if (reader === 'exceljs') {
  const book = new (load('exceljs')).Workbook()
  await book.xlsx.readFile(path)
  const text = (v) => (v == null ? '' : v instanceof Date ? day(v) : v.richText ? v.richText.map((r) => r.text).join('') : String(v))
  const sheet = book.worksheets[0]
  for (let r = 3; r <= sheet.rowCount; r++) {
    const cells = []
    for (let c = 1; c <= sheet.columnCount; c++) cells.push(text(sheet.getRow(r).getCell(c).value))
    console.log(JSON.stringify(cells))
  }
} else {
  const xlsx = load('xlsx')
  const book = xlsx.read(fs.readFileSync(path), { cellDates: true, UTC: true })
  const rows = xlsx.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1, defval: '', UTC: true })
  for (const row of rows.slice(2)) console.log(JSON.stringify(row.map((v) => (v instanceof Date ? day(v) : String(v)))))
}
