package intake

import (
	"slices"
	"strconv"
	"strings"

	"jianban/data"
)

// reading is a file with its tables found.
type reading struct {
	file    *File
	found   []*Table // all, also those that are not taken
	tables  []*Table
	sheets  []int // index of each table's sheet
	skipped []Skipped
	notes   []string
}

// read finds the tables of a file. A file without any, or without a row, is refused, in words that
// tell what it seems to be instead.
func read(file *File, o Options, pack data.RulePack) (*reading, error) {
	rd := &reading{notes: slices.Clone(file.Notes)}
	confirmed := o.Synonyms
	if o.Subject != Proposals {
		confirmed = directoryHeads(o)
	}
	parted := *file
	parted.Sheets = nil
	for _, s := range file.Sheets {
		beside := sideBySide(s, confirmed)
		if len(beside) > 1 {
			rd.notes = append(rd.notes, s.in()+"左右并排着"+strconv.Itoa(len(beside))+"张表，逐张读入")
		}
		parted.Sheets = append(parted.Sheets, beside...)
	}
	file, rd.file = &parted, &parted
	for i := range file.Sheets {
		s := &file.Sheets[i]
		if len(s.Rows) == 0 {
			continue
		}
		if s.Hidden {
			rd.notes = append(rd.notes, "隐藏的工作表“"+s.Name+"”没有导入")
			continue
		}
		f := newFinder(s, o.Subject, o.Synonyms)
		f.confirmed = confirmed
		tables, skipped := f.tables(pack)
		taken := 0
		for _, t := range tables {
			rd.found = append(rd.found, t)
			if t.Wrong = t.wrong(o.Subject); t.Wrong != "" {
				rd.notes = append(rd.notes, t.Place()+"没有导入："+t.Wrong)
				continue
			}
			rd.tables, rd.sheets = append(rd.tables, t), append(rd.sheets, i)
			taken++
		}
		if len(tables) == 0 {
			rd.notes = append(rd.notes, s.in()+"没有找到表头")
		}
		if taken > 0 {
			rd.skipped, rd.notes = append(rd.skipped, skipped...), append(rd.notes, f.notes...)
		}
	}
	if len(rd.tables) == 0 {
		return rd, rd.nothing(o.Subject)
	}
	if !slices.ContainsFunc(rd.tables, func(t *Table) bool { return len(t.items) > 0 }) {
		return rd, data.Problem{Field: "文件", Message: "只有表头，下面没有可以导入的行", Hint: "请核对是不是这个文件"}
	}
	return rd, nil
}

// in names a sheet in a sentence; that of a text file has no name.
func (s *Sheet) in() string {
	if s.Name == "" {
		return "文件里"
	}
	return "工作表“" + s.Name + "”里"
}

// wrong tells why a table is not what is asked for; "" where it is.
func (t *Table) wrong(subject Subject) string {
	switch {
	case subject == Proposers && !t.has(PersonName):
		return "没有“姓名”一列"
	case subject == Units && !t.has(UnitName, FullName):
		return "没有“单位名称”一列"
	case subject != Proposals:
		return ""
	case t.isStatistics():
		return "是统计表，不是逐件的台账"
	case !t.has(Number) && t.has(Running) && t.has(Title):
		return "没有“编号”一列；序号不是编号，如果它就是编号，请在窗口的“各列”里选定，或把表头改成“编号”"
	case !t.has(Number):
		return "没有“编号”一列"
	case !t.has(Title, Lead, LeadUnit, AnyUnit, Answered, Class, Result, RoleOf):
		return "只有编号，没有别的内容"
	}
	return ""
}

// nothing tells that no table was found.
func (rd *reading) nothing(subject Subject) error {
	p := data.Problem{Field: "文件", Message: "没有找到可以导入的表", Hint: "台账要有一行表头，至少有“编号”和“标题”"}
	if subject == Proposers {
		p.Hint = "名册要有一行表头，至少有“姓名”"
	}
	if subject == Units {
		p.Hint = "单位名册要有一行表头，至少有“单位名称”"
	}
	if len(rd.notes) > 0 {
		p.Message += "（" + strings.Join(rd.notes[:min(3, len(rd.notes))], "；") + "）"
	}
	return p
}

// value is what a row says under a meaning: its first filled column, or for
// what may stand in several all of them, a line each, those of the rows that
// belong to it too.
func (t *Table) value(rows []Row, it item, m Meaning) (Cell, Column) {
	joined := slices.Contains([]Meaning{Lead, Cosigners, LeadUnit, CoUnit, AnyUnit, Remark, Home}, m)
	var all []string
	var found Cell
	var at Column
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.Meaning != m || c.Word != "" {
			continue
		}
		cell := rows[it.row].cell(c.At)
		if at.Heading == "" || found.Kind == BlankCell {
			at = *c
		}
		if found.Kind == BlankCell {
			found = cell
		}
		if !joined {
			if found.Kind != BlankCell {
				break
			}
			continue
		}
		if cell.Kind != BlankCell {
			all = addOnce(all, cell.Text)
		}
		if m == Home || m == Remark {
			continue
		}
		for _, i := range it.more {
			if s := rows[i].cell(c.At).Text; s != "" {
				all = addOnce(all, s)
			}
		}
	}
	if joined && len(all) > 0 {
		found.Text = strings.Join(all, "\n")
		if found.Kind == BlankCell {
			found.Kind = TextCell
		}
	}
	return found, at
}

// tick is the word of the column under which a row is ticked; more than one is
// told.
func (t *Table) tick(row Row, m Meaning) (word string, at Column, twice bool) {
	for _, c := range t.Columns {
		if c.Meaning != m || c.Word == "" || !ticked(row.cell(c.At).Text) {
			continue
		}
		twice = word != ""
		word, at = c.Word, c
	}
	return word, at, twice
}

// votes tells whether the columns of a mark's words hold how many voted so: a number in
// several of them, which together are more than one tick. A score stands in one alone.
func (t *Table) votes(row Row, m Meaning) bool {
	numbers, sum := 0, 0
	for _, c := range t.Columns {
		if c.Meaning == m && c.Word != "" {
			if n, err := strconv.Atoi(width(bare(row.cell(c.At).Text))); err == nil {
				numbers, sum = numbers+1, sum+n
			}
		}
	}
	return numbers > 1 && sum > 1
}

// headingOf is how the table calls a meaning; the meaning's own word where it
// has no such column.
func (t *Table) headingOf(m Meaning) string {
	for _, c := range t.Columns {
		if c.Meaning == m {
			return c.Heading
		}
	}
	return string(m)
}
