package intake

import (
	"strings"

	"jianban/data"
)

// answer reads when and how it was answered.
func (x *reader) answer() {
	r := x.r
	r.answered = x.day(Answered)
	r.doc = x.line(DocNumber)
	word, at, twice := x.t.tick(x.rows[x.it.row], Class)
	if twice {
		x.wrong(at, "勾选了两个类别", "请只留一个")
		return
	}
	if word == "" {
		word, at = x.text(Class)
	}
	if word == "" || bare(word) == "处理中" {
		return
	}
	letter, ok := classOf(word, x.pack)
	if !ok {
		x.wrong(at, "“"+clip(word, 20)+"”对不上办理规则里的类别", "请改为"+classNames(x.pack))
		return
	}
	if !x.told.says(Class, letter) {
		r.class = letter
	}
}

func classNames(p data.RulePack) string {
	var all []string
	for _, c := range p.Classes {
		all = append(all, c.Letter)
	}
	return strings.Join(all, "、")
}

// marks reads how satisfied the deputy was.
func (x *reader) marks() {
	mark := func(m Meaning) data.Mark {
		if x.t.votes(x.rows[x.it.row], m) {
			x.note("“" + x.t.headingOf(m) + "”是票数，请在测评里登记")
			return ""
		}
		word, at, twice := x.t.tick(x.rows[x.it.row], m)
		if twice {
			x.wrong(at, "勾选了两个评价", "请只留一个")
			return ""
		}
		if word == "" {
			word, at = x.text(m)
		}
		if word == "" || notBack().MatchString(bare(word)) {
			return ""
		}
		got, ok := markOf(word, x.pack)
		if !ok {
			x.wrong(at, "“"+clip(word, 20)+"”不是评价", "请填写满意、基本满意或不满意，还没有的留空")
			return ""
		}
		if x.told.says(m, string(got)) {
			return ""
		}
		if string(got) != bare(word) {
			x.note("“" + clip(word, 10) + "”按" + string(got) + "登记")
		}
		return got
	}
	x.r.attitude, x.r.result = mark(Attitude), mark(Result)
	x.r.returned = x.day(Returned)
}

func (x *reader) openness() {
	s, at := x.text(Openness)
	if s == "" {
		return
	}
	switch t := bare(s); {
	case strings.Contains(t, "部分"):
		x.r.open = data.PartlyOpen
	case strings.Contains(t, "不"), strings.Contains(t, "依申请"):
		x.r.open = data.NotOpen
	case strings.Contains(t, "公开") || strings.Contains(t, "同意"):
		x.r.open = data.Open
	default:
		yes, ok := yesNo(t)
		if !ok {
			x.wrong(at, "“"+clip(s, 20)+"”看不出是否公开", "请填写公开、部分公开或不公开")
			return
		}
		if x.r.open = data.NotOpen; yes {
			x.r.open = data.Open
		}
	}
}

// closing reads a remark that says an item was withdrawn or passed on, as our
// own ledger writes it: 撤案 2022-05-01, and after ； what the office noted.
func (x *reader) closing() {
	word, rest, _ := strings.Cut(x.r.remark, " ")
	day, noted, _ := strings.Cut(rest, "；")
	for _, c := range data.Closings {
		if c == data.NotClosed || word != string(c) {
			continue
		}
		d, err := data.ParseDate(day)
		if err != nil {
			return
		}
		x.r.closed, x.r.closedOn, x.r.remark = c, d, noted
	}
}

// phone is a telephone; a number that the workbook keeps as 1.39E+10 has lost its last
// figures and is refused, one that lacks the 0 of its area is told.
func (x *reader) phone(m Meaning) string {
	s, at := x.text(m)
	s = mendLine(s)
	switch {
	case shortened().MatchString(s):
		x.wrong(at, "“"+clip(s, 20)+"”是缩写的数字，后几位已经丢了", "请把单元格改成文本，填写完整的电话号码")
		return ""
	case withoutZero().MatchString(s):
		x.note(at.Heading + "“" + s + "”可能少了区号开头的0，请核对")
	}
	return s
}

var (
	shortened   = data.Pattern(`^\d(?:\.\d+)?[eE]\+?\d+$`)
	withoutZero = data.Pattern(`^[2-9]\d{9}$`)
	stateWords  = data.Pattern(`撤回|撤案|撤销|撤件|不予立案|不立案|并案|退回|转信访|转来信|转为来信|作废|终止`)
)

// stateSaid tells of a state that is not read and yet says that a matter is no longer
// worked on by itself.
func (x *reader) stateSaid() {
	for _, c := range x.t.Columns {
		if text := x.rows[x.it.row].cell(c.At).Text; c.Meaning == Unused && c.Why == whyState && stateWords().MatchString(text) {
			x.note("“" + c.Heading + "”写着“" + clip(text, 12) + "”，没有登记，请在登记库里办结、撤案或并案")
		}
	}
}

// clip shortens a text for a message.
func clip(s string, n int) string {
	r := []rune(strings.ToValidUTF8(joinLines(s), "?"))
	if len(r) > n {
		return string(r[:n]) + "…"
	}
	return string(r)
}
