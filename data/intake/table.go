package intake

import (
	"fmt"
	"slices"
	"strings"

	"jianban/data"
)

// item is one row that holds a matter, with the rows below that belong to it
// and what stood above it.
type item struct {
	row     int // index in the sheet's rows
	more    []int
	role    data.Role
	meeting *meetingWords // shared by the rows under one title
	home    string        // of a directory: the delegation that a sub-heading names
}

// Skipped is a row that was passed over, and why.
type Skipped struct {
	Sheet string
	Row   int
	Why   string
}

var (
	blockOfRole  = data.Pattern(`(主办|协办|会办|分办)(?:件|的|建议|提案|部分|$|（|\()`)
	statsHeads   = data.Pattern(`件数|建议数|提案数|占比|办结率|数量`)
	handedAbove  = data.Pattern(`(?:交办|转办)(?:时间|日期)[：:]?(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)|(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)(?:集中|统一)?(?:交办|转办)`)
	numberOfList = data.Pattern(`^[（(]?[一二三四五六七八九十]+[、.）)]`)
)

// tables finds the tables of a sheet with their items.
func (f *finder) tables(pack data.RulePack) (all []*Table, skipped []Skipped) {
	heads := f.heads()
	for n, h := range heads {
		from, until := 0, len(f.sheet.Rows)
		if n > 0 {
			from = f.lastOf(heads[n-1].bottom+1, h.top)
		}
		if n+1 < len(heads) {
			until = heads[n+1].top
		}
		t := &Table{Sheet: f.sheet.Name, Top: f.sheet.Rows[h.top].At, Bottom: f.sheet.Rows[h.bottom].At, Columns: f.columns(h, until, pack)}
		above := f.title(h, from)
		t.Title = strings.TrimSpace(above)
		t.title = readMeeting(above).fill(readMeeting(f.sheet.Name))
		if t.role = blockRole(above); t.role == "" {
			t.role = blockRole(f.sheet.Name)
		}
		if m := handedAbove().FindStringSubmatch(width(bare(above))); m != nil {
			t.handed, _, _ = ReadDay(Cell{m[1] + m[2], TextCell}, t.title.year)
		}
		if n > 0 {
			t.title = t.title.fill(all[n-1].title)
			until = f.end(until, n, heads)
		}
		f.fillDown(t, h.bottom+1, until)
		f.ditto(t, h.bottom+1, until)
		t.items, skipped = f.items(t, h.bottom+1, f.end(until, n, heads), skipped)
		t.compound = hyphenated(f.textsOf(t, Number))
		if mostlyProposals(f.textsOf(t, Title)) {
			t.body = data.CPPCC
		}
		all = append(all, t)
	}
	return all, skipped
}

// mostlyProposals tells that titles are those of 提案: more than half say so and
// none says that it is a 建议.
func mostlyProposals(titles []string) bool {
	n := 0
	for _, t := range titles {
		t = strings.TrimRight(bare(t), "。》")
		if strings.HasSuffix(t, "建议") || strings.HasSuffix(t, "议案") {
			return false
		}
		if strings.HasSuffix(t, "提案") {
			n++
		}
	}
	return n*2 > len(titles)
}

// textsOf are the texts under a meaning of a table's items.
func (f *finder) textsOf(t *Table, m Meaning) (all []string) {
	for _, c := range t.Columns {
		if c.Meaning != m {
			continue
		}
		for _, it := range t.items {
			all = append(all, f.sheet.Rows[it.row].cell(c.At).Text)
		}
	}
	return all
}

// lastOf is the first of the rows from..to that a table's title may begin with:
// the rows after the last item above.
func (f *finder) lastOf(from, to int) int {
	at := to
	for at > from && f.sheet.Rows[at-1].filled() <= 2 && to-at < 4 && !footWords().MatchString(bare(f.sheet.Rows[at-1].first())) {
		at--
	}
	return at
}

// end is where a table's items end: before the title of the next.
func (f *finder) end(until, n int, heads []head) int {
	if n+1 < len(heads) {
		return f.lastOf(heads[n].bottom+1, heads[n+1].top)
	}
	return until
}

// blockRole is the role that the title of a block tells: 某局协办件.
func blockRole(title string) data.Role {
	lines := strings.Split(title, "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		all := blockOfRole().FindAllStringSubmatch(bare(lines[i]), -1)
		if len(all) == 0 {
			continue
		}
		role := roleWords[all[0][1]]
		for _, m := range all[1:] {
			if roleWords[m[1]] != role {
				return "" // 主办、协办件 on one list
			}
		}
		return role
	}
	return ""
}

// mostFilled bounds what merged cells may be filled with.
const mostFilled = 500_000

// fillDown gives the rows under a cell that is merged downwards its text, save
// what names one matter.
func (f *finder) fillDown(t *Table, from, until int) {
	own := []Meaning{Number, Title, Body, Running, OtherNumber}
	filled := 0
	for _, m := range f.sheet.Merged {
		if m.Left != m.Right || m.Top == m.Bottom || from >= until || m.Bottom < f.sheet.Rows[from].At || m.Top > f.sheet.Rows[until-1].At {
			continue
		}
		if slices.ContainsFunc(t.Columns, func(c Column) bool { return c.At == m.Left && slices.Contains(own, c.Meaning) }) {
			continue
		}
		i, _ := slices.BinarySearchFunc(f.sheet.Rows, m.Top, func(r Row, at int) int { return r.At - at })
		if i < from || i >= until || f.sheet.Rows[i].At != m.Top {
			continue
		}
		top := f.sheet.Rows[i].cell(m.Left)
		for i++; i < until && f.sheet.Rows[i].At <= m.Bottom && filled < mostFilled; i++ {
			r := &f.sheet.Rows[i]
			for len(r.Cells) <= m.Left {
				r.Cells = append(r.Cells, Cell{})
			}
			if r.Cells[m.Left].Kind == BlankCell && t.names(*r) {
				r.Cells[m.Left] = top
				filled++
			}
		}
	}
}

// dittoWords say that a cell holds what the one above it does.
var dittoWords = []string{"同上", "〃", "″", "＂", `"`, "''", "”", "“", "同前", "同上行"}

// ditto gives cells that say 同上 the text above them, save under the number.
func (f *finder) ditto(t *Table, from, until int) {
	for i := from + 1; i < until; i++ {
		for _, c := range t.Columns {
			if c.Meaning != Number && slices.Contains(dittoWords, bare(f.sheet.Rows[i].cell(c.At).Text)) {
				f.sheet.Rows[i].Cells[c.At] = f.sheet.Rows[i-1].cell(c.At)
			}
		}
	}
}

// isLine tells that what a row has under the number alone is no number: a line
// about the whole table, such as 交办时间：2023年3月8日.
func (t *Table) isLine(r Row) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool {
		text := bare(r.cell(c.At).Text)
		return c.Meaning == Number && text != "" && (strings.ContainsAny(text, "：:。") || handedAbove().MatchString(width(text)) || !strings.ContainsAny(width(text), "0123456789"))
	})
}

// goesOn tells that a row's only cell is a further name, unit or file of the
// matter above it.
func (t *Table) goesOn(r Row) bool {
	parts := []Meaning{Lead, Cosigners, LeadUnit, CoUnit, AnyUnit, Unused}
	return r.cell(0).Kind == BlankCell && slices.ContainsFunc(t.Columns, func(c Column) bool {
		return slices.Contains(parts, c.Meaning) && r.cell(c.At).Kind != BlankCell
	})
}

// names tells that a row has a number or a title of its own.
func (t *Table) names(r Row) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool {
		return (c.Meaning == Number || c.Meaning == Title || c.Meaning == PersonName || c.Meaning == UnitName || c.Meaning == FullName) && r.cell(c.At).Kind != BlankCell
	})
}

// items sorts the rows of a table: matters, parts of the one above, sub-headings
// (which tell a role or a meeting), and what is passed over.
func (f *finder) items(t *Table, from, until int, skipped []Skipped) ([]item, []Skipped) {
	var all []item
	role, meeting, home := t.role, &t.title, ""
	end, goOn := f.lastMatter(t, from, until), false
	heading := f.headTexts(t)
	skip := func(r Row, why string) { skipped = append(skipped, Skipped{t.Sheet, r.At, why}) }
	for i := from; i < until; i++ {
		r := f.sheet.Rows[i]
		first := bare(r.first())
		switch {
		case f.isTotal(t, r):
			skip(r, "合计行")
		case f.subject == Proposals && t.isSignature(r, i > end) || noteWords().MatchString(first):
			skip(r, "落款或说明行")
		case f.subject == Proposals && i > end && t.isClosing(r, goOn):
			skip(r, "落款行")
			f.notes = append(f.notes, fmt.Sprintf("%s第%d行“%s”在最后一件的下面，按落款没有导入", f.sheet.before(), r.At, clip(r.first(), 20)))
		case heading[first] && f.isHeading(t, r):
			skip(r, "重复的表头")
		case f.isBanner(t, r) || r.filled() == 1 && (!t.names(r) || t.isLine(r)) && !(len(all) > 0 && t.goesOn(r)):
			line := r.first()
			if m := handedAbove().FindStringSubmatch(width(bare(line))); m != nil && t.handed.IsZero() {
				t.handed, _, _ = ReadDay(Cell{m[1] + m[2], TextCell}, t.title.year)
			}
			if x := blockRole(line); x != "" {
				role = x
			}
			home = homeOf(line)
			if m := readMeeting(line); m.told() || m.body != "" || m.level != "" {
				m = m.fill(t.title)
				meeting = &m
			}
			if len(all) == 0 || len([]rune(line)) < 40 || numberOfList().MatchString(line) {
				skip(r, "小标题")
			} else {
				skip(r, "说明行")
			}
		case t.names(r):
			all = append(all, item{row: i, role: role, meeting: meeting, home: home})
		case len(all) > 0 && f.apart(t, i, i > end):
			skip(r, "没有编号和标题，与上面隔着空行")
		case len(all) > 0:
			goOn = true
			last := &all[len(all)-1]
			last.more = append(last.more, i)
			skip(r, fmt.Sprintf("没有编号和标题，作为第%d行的续行", f.sheet.Rows[last.row].At))
		default:
			skip(r, "没有编号和标题")
		}
	}
	return all, skipped
}

// hasTitle tells that a row's title column is filled with more than its first
// text: an item may be called 合计….
func (f *finder) hasTitle(t *Table, r Row) bool {
	number, title := false, false
	for _, c := range t.Columns {
		text := r.cell(c.At).Text
		number = number || c.Meaning == Number && strings.ContainsAny(width(text), "0123456789") && !footWords().MatchString(bare(text))
		title = title || c.Meaning == Title && !countOnly().MatchString(width(bare(text)))
	}
	return number && title
}

// isBanner tells that a row is one text merged over most of the table.
func (f *finder) isBanner(t *Table, r Row) bool {
	if r.filled() != 1 {
		return false
	}
	return slices.ContainsFunc(f.above[r.At], func(m Range) bool { return m.Top == r.At && (m.Right-m.Left+1)*2 > len(t.Columns) }) ||
		numberOfList().MatchString(bare(r.first())) && !strings.ContainsAny(r.first(), "0123456789")
}

// headTexts are the first texts of the heading rows, to know these where they
// are repeated on a further page.
func (f *finder) headTexts(t *Table) map[string]bool {
	all := map[string]bool{}
	for _, r := range f.headRows(t) {
		all[bare(r.first())] = true
	}
	return all
}

func (f *finder) isHeading(t *Table, r Row) bool {
	return slices.ContainsFunc(f.headRows(t), func(h Row) bool { return rowText(h) == rowText(r) })
}

func (f *finder) headRows(t *Table) []Row {
	i, _ := slices.BinarySearchFunc(f.sheet.Rows, t.Top, func(r Row, at int) int { return r.At - at })
	j := i
	for j < len(f.sheet.Rows) && f.sheet.Rows[j].At <= t.Bottom {
		j++
	}
	return f.sheet.Rows[i:j]
}

func rowText(r Row) string {
	var b strings.Builder
	for _, c := range r.Cells {
		if c.Kind != BlankCell {
			b.WriteString(bare(c.Text) + "|")
		}
	}
	return b.String()
}

// isStatistics tells that a table counts matters and lists none.
func (t *Table) isStatistics() bool {
	n := 0
	for _, c := range t.Columns {
		if statsHeads().MatchString(c.Heading) {
			n++
		}
	}
	return n >= 2 && !t.has(Title) || n > 0 && !t.has(Title, Number)
}
