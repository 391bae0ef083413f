#!/bin/bash
# Holds exported workbooks to what other programs read of them, cell by cell:
# exceljs 4.4.0 and SheetJS (npm, fetched into a folder of its own), openpyxl
# (Debian: python3-openpyxl) and LibreOffice Calc (Debian: libreoffice-calc). What
# must be read is the same list as .csv, without its apostrophes. By hand, not in
# CI: it fetches packages. LibreOffice's pages are left for looking at in $LOOK.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
go build -o "$work/jianban" .
cp scripts/readers.mjs "$work"; here=$PWD; cd "$work"
npm init -y >/dev/null && npm install --silent exceljs@4.4.0 xlsx@0.18.5 >/dev/null
./jianban demo d --size 150 >/dev/null
# titles that look like formulas, escapes and numbers
cat >odd.csv <<'CSV'
届次,编号,标题,领衔代表,办理方式,承办单位,交办时间,内容
市六届人大一次会议,901,关于_x0041_和_x000D_的建议,李明,主办,_x4e2d_,2022-03-09,"=1+1
'-2"
市六届人大一次会议,0902,=cmd|'/c calc'!A0,孙七,主办,区住建局,2022-03-09,@SUM(A1)
市六届人大一次会议,903,1e5,陈䶮,主办,区住建局,2022-03-09,007
市六届人大一次会议,904,<b>&amp;“书”,陈𬱖,主办,区住建局,2022-03-09,2022-03-09
CSV
./jianban --registry d/registry.db import odd.csv >/dev/null
all=届次,编号,标题,领衔代表,联名代表,代表团,人数,年份,办理方式,承办单位,协办单位,交办时间,办理期限,答复时间,类别,办理态度,办理结果,文号,牵头领导,沟通记录,承诺事项,内容
for ending in xlsx csv; do ./jianban --registry d/registry.db export ledger-xlsx --year 2022 --columns "$all" --out "list.$ending" >/dev/null; done
cat >compare.py <<'PY'
import csv, json, subprocess, sys, datetime
want = [[c[1:] if c[:1] == "'" else c for c in r] for r in csv.reader(open("list.csv", encoding="utf-8-sig"))][1:]
def openpyxl():
    import openpyxl
    for row in openpyxl.load_workbook("list.xlsx").worksheets[0].iter_rows(min_row=3, values_only=True):
        yield ["" if v is None else v.date().isoformat() if isinstance(v, datetime.datetime) else str(v) for v in row]
def node(reader):
    for line in subprocess.run(["node", "readers.mjs", reader, "list.xlsx"], check=True, capture_output=True, text=True).stdout.split("\n")[:-1]:
        yield json.loads(line)
def calc():
    subprocess.run(["soffice", "-env:UserInstallation=file://" + sys.argv[1], "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", "calc", "list.xlsx"], check=True, capture_output=True)
    return list(csv.reader(open("calc/list.csv", encoding="utf-8")))[2:]
bad = 0
for name, rows in ("openpyxl", openpyxl), ("exceljs", lambda: node("exceljs")), ("SheetJS", lambda: node("sheetjs")), ("LibreOffice", calc):
    got = list(rows())
    wrong = [(i, j, w, g) for i, (a, b) in enumerate(zip(want, got)) for j, (w, g) in enumerate(zip(a, b)) if w != g]
    if len(got) != len(want): wrong.append((len(got), len(want), "rows", ""))
    print(f"{name}: {len(got)} rows × {len(want[0])} cells, {len(wrong)} differ", *wrong[:3], sep="\n  " if wrong else "")
    bad += len(wrong)
sys.exit(bad > 0)
PY
/usr/bin/python3 compare.py "$work/profile"
if [[ -n ${LOOK:-} ]]; then
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$LOOK" list.xlsx >/dev/null
fi
