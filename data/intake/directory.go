package intake

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"jianban/data"
)

// directoryHeads are the headings of a directory, beside those the user
// confirmed.
func directoryHeads(o Options) Synonyms {
	words := map[string]string{
		"姓名 代表姓名 委员姓名 代表 委员 名字": string(PersonName), "代表团 界别 所属代表团 所在代表团 团别 中心组 委组 代表团/界别": string(Home),
		"联系电话 电话 手机 手机号码 手机号 联系方式 电话号码 联系手机": string(Phone), "通讯地址 地址 联系地址": string(Address), "类别 身份 代表类别 机构": string(BodyOf),
	}
	if o.Subject == Units {
		words = map[string]string{
			"单位名称 单位 单位简称 简称 名称 承办单位 部门 部门名称 机构名称": string(UnitName), "单位全称 全称": string(FullName),
			"责任领导 分管领导 领导 负责人 主要负责人 主要领导 单位负责人 分管负责人 分管领导姓名 负责人姓名 责任人 一把手":                                 string(Responsible),
			"联系人 经办人 承办人 联络员 联络人 联系人姓名 经办人姓名 联络员姓名":                                                        string(Contact),
			"联系电话 电话 手机 手机号 手机号码 联系方式 电话号码 办公电话 办公室电话 单位电话 座机 联系人电话 联系人手机 经办人电话 联络员电话 负责人电话 分管领导电话 责任领导电话": string(Phone),
		}
	}
	all := Synonyms{}
	for head, m := range words {
		for _, h := range strings.Fields(head) {
			all[h] = Meaning(m)
		}
	}
	for _, h := range []string{"工作单位", "职务", "性别", "民族", "出生年月", "届次", "备注", "党派", "选区"} {
		all[h] = Unused
	}
	maps.Copy(all, o.Synonyms)
	return all
}

// unitRanks tell, of several columns of a directory of units that hold one kind of
// fact, which is taken: the first that a heading fits. A telephone below or beside
// a leader is his own, and none of the unit's.
var unitRanks = map[Meaning][]func() *regexp.Regexp{
	Responsible: {data.Pattern(`责任|分管`), data.Pattern(`主要|一把手`), data.Pattern(``)},
	Phone:       {data.Pattern(`联系人|经办人|承办人|联络`), data.Pattern(`办公|单位|座机`), data.Pattern(``)},
}

// settleUnits leaves each kind of fact of a unit one column.
func settleUnits(all []Column) {
	short := slices.IndexFunc(all, func(c Column) bool { return c.Meaning == UnitName && strings.Contains(c.Heading, "简称") })
	full := slices.IndexFunc(all, func(c Column) bool { return c.Meaning == FullName })
	for i := range all {
		if c := &all[i]; c.Meaning == UnitName && short >= 0 && full < 0 && i != short && !c.Chosen {
			c.Meaning, full = FullName, i
		}
	}
	best := map[Meaning]int{}
	rank := func(i int) int {
		c, who := all[i], all[i].Heading
		if c.Chosen {
			return -1
		}
		if c.Meaning == Phone && i > 0 && (all[i-1].Meaning == Contact || all[i-1].Meaning == Responsible) && !strings.ContainsAny(who, "公单座") {
			who = all[i-1].Heading + who
		}
		if c.Meaning == Phone && leaders().MatchString(who) {
			return leadersOwn
		}
		order := []int{0, 2, 1} // what fits neither stands between the two
		return order[slices.IndexFunc(unitRanks[c.Meaning], func(r func() *regexp.Regexp) bool { return r().MatchString(who) })]
	}
	for i := range all {
		if unitRanks[all[i].Meaning] == nil {
			continue
		}
		if b, ok := best[all[i].Meaning]; !ok || rank(i) < rank(b) {
			best[all[i].Meaning] = i
		}
	}
	ranks := make([]int, len(all))
	for i := range all {
		if unitRanks[all[i].Meaning] != nil {
			ranks[i] = rank(i)
		}
	}
	for i := range all {
		c := &all[i]
		switch b, ok := best[c.Meaning]; {
		case !ok || c.Chosen:
		case ranks[i] == leadersOwn:
			c.Meaning, c.Why = Unused, whyNotOurs
		case i != b:
			c.Meaning, c.Why = Unused, "已取“"+all[b].Heading+"”"
		}
	}
}

// leadersOwn is the rank of a telephone that is a leader's.
const leadersOwn = 3

var leaders = data.Pattern(`领导|负责人|责任人|一把手`)

// directory decides about people or units.
func (r *run) directory() error {
	for ti, t := range r.read.tables {
		for ii := range t.items {
			if err := r.ctx.Err(); err != nil {
				return err
			}
			if err := r.entry(ti, ii); err != nil {
				return err
			}
			r.done++
			r.progress(r.done, r.total)
		}
	}
	return nil
}

func (r *run) entry(ti, ii int) error {
	t := r.read.tables[ti]
	rows, it := r.rowsOf(ti), t.items[ii]
	res := RowResult{Sheet: t.Sheet, Row: rows[it.row].At, sheet: r.read.sheets[ti]}
	rec := &record{}
	r.atSheet, r.atRow = res.Sheet, res.Row
	for _, c := range t.Columns {
		if cell := rows[it.row].cell(c.At); cell.Kind == FaultCell && c.Meaning != Unused && c.Meaning != Unknown {
			rec.problems = append(rec.problems, data.Problem{Field: c.Heading, Row: res.Row, Message: "单元格里是错误值" + clip(cell.Text, 20), Hint: "请改正后再导入"})
		}
	}
	if len(rec.problems) > 0 {
		return r.finish(res, rec, Refused)
	}
	value := func(m Meaning) string { c, _ := t.value(rows, it, m); return mendLine(c.Text) }
	if r.opts.Subject == Units {
		return r.unitEntry(res, rec, value)
	}
	return r.personEntry(t, res, rec, it, value)
}

// entered finishes an entry of a directory about who: fields is what it fills,
// save keeps it. A row that says otherwise than one above it is refused: they are
// two of one name, or one of them is old.
func (r *run) entered(res RowResult, rec *record, who string, isNew bool, fields []fieldOf, problems func() data.Problems, save func() error) error {
	var changes []Change
	for _, f := range fields {
		if f.said == "" || *f.to == f.said {
			continue
		}
		changes = append(changes, Change{f.label, *f.to, f.said})
		*f.to = f.said
	}
	who = res.Sheet + "\x00" + who
	if above, ok := r.listed[who]; ok && len(changes) > 0 {
		c := changes[0]
		rec.problems = append(rec.problems, data.Problem{Field: c.Field, Row: res.Row, Message: fmt.Sprintf("与第%d行都是%s，%s却不一样（%s、%s）", above, res.Name, c.Field, cmp.Or(c.Before, "空"), c.After),
			Hint: "是同一个的请只留一行，是两个的请写明代表团或全称"})
		return r.finish(res, rec, Refused)
	}
	r.listed[who] = res.Row
	if !isNew && len(changes) == 0 {
		res.count(Unchanged)
		return r.finish(res, rec, Unchanged)
	}
	for _, p := range problems() {
		p.Row = res.Row
		rec.problems = append(rec.problems, p)
	}
	if len(rec.problems) > 0 {
		return r.finish(res, rec, Refused)
	}
	if err := save(); err != nil {
		return r.failed(new(Table), res, rec, err)
	}
	if isNew {
		res.count(Created)
		return r.finish(res, rec, Created)
	}
	res.Changes = changes
	res.count(Updated)
	return r.finish(res, rec, Updated)
}

var (
	memberCount = data.Pattern(`[（(]\d+[人名位][)）]$`)
	homeHeading = data.Pattern(`^(?:第?[一二三四五六七八九十]+[、.组]?|[（(][一二三四五六七八九十]+[)）])?(\p{Han}{1,16}(?:代表团|代表组|代表小组|界别|界|中心组|活动组|街道|乡|镇))(?:[（(]\d+[人名位][)）])?$`)
)

// homeOf is the delegation or circle that a sub-heading of a directory names: those
// below are of it.
func homeOf(line string) string {
	if m := homeHeading().FindStringSubmatch(bare(line)); m != nil {
		return m[1]
	}
	return ""
}

// fieldOf is a field of an entry and what the row says of it.
type fieldOf struct {
	label string
	to    *string
	said  string
}

func (r *run) personEntry(t *Table, res RowResult, rec *record, it item, value func(Meaning) string) error {
	res.Name = mendName(personTitle().ReplaceAllString(value(PersonName), ""))
	body := data.Congress
	told := value(BodyOf) + t.Title + t.Sheet
	if strings.Contains(told, "政协") || strings.Contains(told, "委员") || it.meeting.body == data.CPPCC || strings.Contains(t.headingOf(Home), "界别") && !strings.Contains(told, "代表") {
		body = data.CPPCC
	}
	home := memberCount().ReplaceAllString(cmp.Or(value(Home), it.home), "")
	p, isNew := data.Proposer{Name: res.Name, Body: body, Delegation: home}, true
	known := r.people[personKey(res.Name, body)]
	for _, q := range known {
		if q.Delegation == home {
			p, isNew = q, false
		}
	}
	if isNew && len(known) == 1 && (known[0].Delegation == "" || home == "") {
		p, isNew = known[0], false
	}
	if isNew {
		if meant, other := r.whichPerson(person{name: res.Name, home: home}, body, known, false); meant.ID != 0 {
			p, isNew = meant, false
		} else if !other {
			for _, q := range known {
				res.Notes = append(res.Notes, "登记库里还有"+q.Name+"（"+q.Delegation+"），可能是同一人")
			}
		}
	}
	if meant, ok := r.saidToBe(person{name: res.Name, home: home}, body); isNew && ok {
		p, isNew = meant, false
	}
	fields := []fieldOf{{"代表团", &p.Delegation, home}, {"联系电话", &p.Phone, value(Phone)}, {"通讯地址", &p.Address, value(Address)}}
	return r.entered(res, rec, string(body)+data.FoldName(res.Name)+"\x00"+home, isNew, fields, p.Validate, func() error {
		err := r.into.Proposer(&p)
		if r.keepPerson(p); isNew && err == nil {
			r.enteredAnew(p)
		}
		return err
	})
}

func (r *run) unitEntry(res RowResult, rec *record, value func(Meaning) string) error {
	res.Name = mendName(cmp.Or(value(UnitName), value(FullName)))
	u, known := r.units[data.FoldName(res.Name)]
	if full := value(FullName); !known && full != "" {
		u, known = r.units[data.FoldName(full)]
	}
	if !known {
		u, known = r.whichUnit(res.Name)
	}
	if !known {
		u = data.Unit{Name: res.Name}
		for _, k := range r.known.Units {
			if alike(u.Name, k.Name) {
				res.Notes = append(res.Notes, "登记库里有"+k.Name+"，可能是同一单位")
			}
		}
	}
	fields := []fieldOf{{"单位全称", &u.FullName, value(FullName)}, {"责任领导", &u.Responsible, value(Responsible)},
		{"经办人", &u.Contact, value(Contact)}, {"联系电话", &u.Phone, value(Phone)}}
	return r.entered(res, rec, data.FoldName(res.Name), !known, fields, u.Validate, func() error {
		err := r.into.Unit(&u)
		r.keepUnit(u)
		return err
	})
}
