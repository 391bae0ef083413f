package data

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// RollupOffice is one office's year as it is added up (汇总).
type RollupOffice struct {
	Name    string
	File    string // without its folder
	Closed  bool   // the year was closed, and is told as of that closing
	Changed []FigureChange
	Demo    bool // invented data
	Stats   Stats
}

// RollupAsk is what is added up.
type RollupAsk struct {
	Paths       []string // registries and backups; a folder stands for those that lie in it
	Year        int
	Offices     []string // that should be there; nil where nobody has said so
	Passphrases []string // of encrypted backups, each of which one of them opens
}

// SealedBackups tells of encrypted backups that none of the passphrases given opens.
type SealedBackups struct {
	Files []string // without their folders
	Tried bool     // some were given
}

// Error is a sentence for a person.
func (s SealedBackups) Error() string { return s.Problem().Error() }

// Unwrap is the sentence as a Problem.
func (s SealedBackups) Unwrap() error { return s.Problem() }

// Problem tells which backups want a passphrase.
func (s SealedBackups) Problem() Problem {
	p := Problem{Field: "口令", Message: "“" + strings.Join(s.Files, "”“") + "”是加密的备份", Hint: "请给出它们的备份口令（命令行用 --passphrase-file，每行一个）"}
	if s.Tried {
		p.Message, p.Hint = "给出的口令都打不开加密的备份“"+strings.Join(s.Files, "”“")+"”", "请核对口令；几份备份的口令不同的，每个都要给出"
	}
	return p
}

// Rollup is a year of many offices added up for a city or province.
type Rollup struct {
	Year    int            `json:"year"`
	Offices []RolledOffice `json:"offices"` // by name
	Figures []RolledFigure `json:"figures"`
	Missing []string       `json:"missing"` // of the list of offices, those without a file
	Beyond  []string       `json:"beyond"`  // offices that the list does not name
	Open    []string       `json:"open"`    // offices that have not closed the year
	Notes   []string       `json:"notes"`
}

// RolledOffice is what a Rollup tells of one office.
type RolledOffice struct {
	Office  string `json:"office"`
	File    string `json:"file"`
	AsOf    Date   `json:"asOf"`
	Closed  bool   `json:"closed"`
	Changed int    `json:"changed"` // figures that are no longer as they were when the year was closed
	Total   int    `json:"total"`
}

// RolledFigure is a figure added up. A share is the sum of the offices' numerators by
// the sum of their denominators, each office counting by its own rules; never a mean
// of percentages.
type RolledFigure struct {
	Name  string         `json:"name"`
	Value string         `json:"value"` // as it is printed: a count, or a share such as 57.1%
	Num   int            `json:"num"`
	Den   int            `json:"den"` // 0 of counts
	Share bool           `json:"share"`
	Rules []string       `json:"rules"` // how it is counted, in each way that an office has
	By    []RolledNumber `json:"by"`    // of the offices, in their order
}

// RolledNumber is one office's part of a figure.
type RolledNumber struct {
	Num   int    `json:"num"`
	Den   int    `json:"den"`
	Value string `json:"value"`
}

// figure is the sum as a Figure, without proposals.
func (f RolledFigure) figure(decimals int) Figure {
	return Figure{Num: f.Num, Den: f.Den, Decimals: decimals}
}

// OfficeNames reads a list of offices, one a line; nil where none is named.
func OfficeNames(text string) (names []string) {
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		if name := strings.TrimSpace(line); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// RollUp adds up the year of many offices. wanted are the offices that should be
// there; nil where nobody has said so.
func RollUp(year int, offices []RollupOffice, wanted []string) Rollup {
	offices = slices.Clone(offices)
	slices.SortStableFunc(offices, func(a, b RollupOffice) int { return ByName(a.Name, b.Name) })
	r := Rollup{Year: year, Offices: []RolledOffice{}, Missing: []string{}, Beyond: []string{}, Open: []string{}, Notes: []string{}}
	decimals := 1
	for _, o := range offices {
		r.Offices = append(r.Offices, RolledOffice{Office: o.Name, File: o.File, AsOf: o.Stats.AsOf, Closed: o.Closed, Changed: len(o.Changed), Total: o.Stats.Total})
		decimals = max(decimals, o.Stats.Rates.Decimals)
		if !o.Closed {
			r.Open = append(r.Open, o.Name)
		}
	}
	r.expected(offices, wanted)
	r.sum(offices, decimals)
	r.tell(offices)
	return r
}

// expected holds the offices against the list of those that should be there.
func (r *Rollup) expected(offices []RollupOffice, wanted []string) {
	if wanted == nil {
		return
	}
	for _, w := range wanted {
		if !slices.ContainsFunc(offices, func(o RollupOffice) bool { return SameName(o.Name, w) }) {
			r.Missing = append(r.Missing, w)
		}
	}
	for _, o := range offices {
		if !slices.ContainsFunc(wanted, func(w string) bool { return SameName(o.Name, w) }) {
			r.Beyond = append(r.Beyond, o.Name)
		}
	}
}

// sum adds up every figure that any office has, in the order of lists.
func (r *Rollup) sum(offices []RollupOffice, decimals int) {
	at := map[string]int{}
	for i, o := range offices {
		after := 0 // where a figure that no earlier office had belongs
		for _, f := range o.Stats.Figures() {
			k, known := at[f.Name]
			if !known {
				k = after
				r.Figures = slices.Insert(r.Figures, k, RolledFigure{Name: f.Name, By: make([]RolledNumber, len(offices)), Rules: []string{}})
				for name, where := range at {
					if where >= k {
						at[name] = where + 1
					}
				}
				at[f.Name] = k
			}
			after = k + 1
			r.Figures[k].add(i, f)
		}
	}
	for i := range r.Figures {
		f := &r.Figures[i]
		f.Value = strconv.Itoa(f.Num)
		if f.Share {
			f.Value = f.figure(decimals).Percent()
		}
		for k := range f.By {
			if f.By[k].Value == "" {
				f.By[k].Value = map[bool]string{true: "—", false: "0"}[f.Share]
			}
		}
	}
}

// add adds the figure of one office.
func (f *RolledFigure) add(office int, n NamedFigure) {
	f.Share = f.Share || n.Value != strconv.Itoa(n.Num)
	f.Num, f.Den = f.Num+n.Num, f.Den+n.Den
	f.By[office] = RolledNumber{n.Num, n.Den, n.Value}
	if n.Rule != "" && !slices.Contains(f.Rules, n.Rule) {
		f.Rules = append(f.Rules, n.Rule)
	}
}

// tell notes what must be said beside the figures.
func (r *Rollup) tell(offices []RollupOffice) {
	for _, f := range r.Figures {
		if f.Share && len(f.Rules) > 1 {
			r.Notes = append(r.Notes, "各办公室的“"+f.Name+"”算法不同（"+strings.Join(f.Rules, "；")+"），合计为各自分子之和除以各自分母之和")
		}
	}
	r.classes(offices)
	for _, o := range offices {
		if len(o.Changed) > 0 {
			var names []string
			for _, c := range o.Changed[:min(3, len(o.Changed))] {
				names = append(names, fmt.Sprintf("%s封账时%s、现在%s", c.Name, c.Fixed, c.Now))
			}
			r.Notes = append(r.Notes, fmt.Sprintf("%s封账以后有%d个数字变了（%s），这里按现在的登记统计到封账那天", o.Name, len(o.Changed), strings.Join(names, "；")))
		}
		if o.Demo {
			r.Notes = append(r.Notes, o.Name+"的登记库是演示数据")
		}
	}
	if len(offices) > 1 {
		r.Notes = append(r.Notes, "件数、单位数和人数是各办公室登记的相加，几个办公室共同办理的各算一次")
	}
}

// classes notes where offices mean different things by one letter.
func (r *Rollup) classes(offices []RollupOffice) {
	names := map[string][]string{}
	var letters []string
	for _, o := range offices {
		for _, c := range o.Stats.Classes {
			if names[c.Class] == nil {
				letters = append(letters, c.Class)
			}
			if !slices.Contains(names[c.Class], c.Name) {
				names[c.Class] = append(names[c.Class], c.Name)
			}
		}
	}
	for _, l := range letters {
		if len(names[l]) > 1 {
			r.Notes = append(r.Notes, "各办公室的"+ClassWord(l)+"含义不同（"+strings.Join(names[l], "；")+"）")
		}
	}
}

// Figure finds a figure by its name; zero where none is of that name.
func (r Rollup) Figure(name string) RolledFigure {
	i := slices.IndexFunc(r.Figures, func(f RolledFigure) bool { return f.Name == name })
	if i < 0 {
		return RolledFigure{Name: name, Value: "—", By: make([]RolledNumber, len(r.Offices))}
	}
	return r.Figures[i]
}

// rollupCounts and rollupShares are the figures that a roll-up's tables tell office by
// office; classes come behind the counts.
var (
	rollupCounts = []string{"总件数", "主办件数", "协办件数", "答复件数", "按时答复件数", "面商件数", "协办报送件数"}
	rollupShares = []string{"办复率", "办结率", "按时办复率", "面商率", "态度满意率", "结果满意率", "协办报送率"}
)

// classCounts are the figures of how many replies have each class.
func (r Rollup) classCounts() (names []string) {
	for _, f := range r.Figures {
		if letter, ok := strings.CutSuffix(f.Name, "类件数"); ok && len([]rune(letter)) == 1 && letter[0] >= 'A' && letter[0] <= 'Z' {
			names = append(names, f.Name)
		}
	}
	return names
}

// Title is the title of a paper about the roll-up.
func (r Rollup) Title() string {
	return fmt.Sprintf("%d年建议提案办理情况汇总（%d个办公室）", r.Year, len(r.Offices))
}

// List is the roll-up as a list that leaves the program: a row an office, the total
// last.
func (r Rollup) List() List {
	names := slices.Concat(rollupCounts, r.classCounts(), rollupShares)
	l := List{Name: "汇总", Title: r.Title(), Note: strings.Join(r.Standing(), "；"), Rows: len(r.Offices) + 1,
		Columns: []ListColumn{{ID: "office", Title: "办公室", Width: 40, Setting: Wrapped}, {ID: "asOf", Title: "截至", Width: 20}, {ID: "closed", Title: "封账", Width: 14}}}
	for _, n := range names {
		l.Columns = append(l.Columns, ListColumn{ID: n, Title: n, Width: 14})
	}
	figures := make([]RolledFigure, len(names))
	for i, n := range names {
		figures[i] = r.Figure(n)
	}
	l.Row = func(i int, cells []Value) {
		cells[0], cells[1], cells[2] = TextOf("合计"), Value{}, Value{}
		if i < len(r.Offices) {
			o := r.Offices[i]
			cells[0], cells[1], cells[2] = TextOf(o.Office), DayOf(o.AsOf), TextOf(map[bool]string{true: "已封账", false: "未封账"}[o.Closed])
		}
		for k, f := range figures {
			n := RolledNumber{f.Num, f.Den, f.Value}
			if i < len(r.Offices) {
				n = f.By[i]
			}
			if cells[3+k] = CountOf(n.Num); f.Share {
				cells[3+k] = TextOf(n.Value)
			}
		}
	}
	return l
}

// Standing tells who is missing and who has not closed the year, a sentence each.
func (r Rollup) Standing() (all []string) {
	for _, s := range []struct {
		words string
		names []string
	}{{"还没有交来：", r.Missing}, {"名单里没有：", r.Beyond}, {"当年还没有封账：", r.Open}} {
		if len(s.names) > 0 {
			all = append(all, s.words+strings.Join(s.names, "、"))
		}
	}
	return all
}

// Parts are the tables and charts of the roll-up.
func (r Rollup) Parts() []YearPart {
	rates := YearTable{Title: "各项比率", Columns: []YearColumn{{Title: "指标", Wide: 33, Words: true}, {Title: "比率", Wide: 60}, {Title: "件数", Wide: 63}}}
	for _, f := range r.Figures {
		if !f.Share || f.Den == 0 || strings.HasSuffix(f.Name, "占比") {
			continue
		}
		rates.Rows = append(rates.Rows, []YearCell{wordCell(f.Name), shareCell(f.Name, f.figure(1)), wordCell(fmt.Sprintf("%d/%d", f.Num, f.Den))})
		rates.Rows[len(rates.Rows)-1][1].Text = f.Value
	}
	all := []YearPart{
		{Title: "各办公室件数", Tables: []YearTable{r.counted([]string{"主办件数", "答复件数", "按时答复件数"})}},
		{Title: "各项比率", Tables: []YearTable{rates}, Notes: slices.Clone(r.Notes)},
		{Title: "各办公室的比率", Tables: []YearTable{r.shares([]string{"办复率", "按时办复率", "面商率"}), r.shares([]string{"办结率", "态度满意率", "结果满意率"})}},
		{Title: "办理结果类别", Tables: []YearTable{r.counted(r.classCounts())}},
	}
	return slices.DeleteFunc(all, func(p YearPart) bool { return len(p.Tables[0].Rows) == 0 })
}

// counted are some counts of each office with bars, and their sums.
func (r Rollup) counted(names []string) YearTable {
	t := YearTable{Columns: []YearColumn{{Title: "办公室", Wide: 45, Words: true}}}
	if len(names) == 0 {
		return t
	}
	columns := make([]int, len(names))
	for i, n := range names {
		columns[i] = i + 1
		t.Columns = append(t.Columns, YearColumn{Title: n, Wide: 111 / float64(len(names))})
	}
	for i, o := range r.Offices {
		row := []YearCell{wordCell(o.Office)}
		for _, n := range names {
			row = append(row, countCell(n, Figure{Num: r.Figure(n).By[i].Num}))
		}
		t.Rows = append(t.Rows, row)
	}
	t.bars(columns...)
	sum := []YearCell{wordCell("合计")}
	for _, n := range names {
		sum = append(sum, wordCell(strconv.Itoa(r.Figure(n).Num)))
	}
	t.Rows = append(t.Rows, sum)
	return t
}

// shares are some shares of each office with bars, the highest of the first one first,
// and those of all together.
func (r Rollup) shares(names []string) YearTable {
	t := YearTable{Title: strings.Join(names, "、"), Columns: []YearColumn{{Title: "办公室", Wide: 45, Words: true}}}
	for _, n := range names {
		t.Columns = append(t.Columns, YearColumn{Title: n, Wide: 111 / float64(len(names))})
	}
	order := make([]int, len(r.Offices))
	for i := range order {
		order[i] = i
	}
	first := r.Figure(names[0])
	tenths := func(i int) int {
		n, ok := Figure{Num: first.By[i].Num, Den: first.By[i].Den}.Tenths()
		if !ok {
			return -1
		}
		return n
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(tenths(b), tenths(a)) })
	for _, i := range order {
		row := []YearCell{wordCell(r.Offices[i].Office)}
		for _, n := range names {
			by := r.Figure(n).By[i]
			cell := shareCell(n, Figure{Num: by.Num, Den: by.Den})
			cell.Text = by.Value
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	sum := []YearCell{wordCell("合计")}
	for _, n := range names {
		sum = append(sum, wordCell(r.Figure(n).Value))
	}
	t.Rows = append(t.Rows, sum)
	return t
}
