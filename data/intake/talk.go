package intake

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"jianban/data"
)

// talk is one consultation that a row tells of.
type talk struct {
	day data.Date
	way data.Method
}

// talkWays are the ways of a consultation by the words of ledgers, the first that fits.
var talkWays = []struct {
	pattern func() *regexp.Regexp
	way     data.Method
}{
	{data.Pattern(`无需|不需|不用`), data.NotNeeded},
	{data.Pattern(`座谈`), data.Forum},
	{data.Pattern(`视察`), data.Inspection},
	{data.Pattern(`调研`), data.Survey},
	{data.Pattern(`汇报`), data.Hearing},
	{data.Pattern(`电话|去电|致电`), data.Phone},
	{data.Pattern(`书面|信函|函件|寄送`), data.Writing},
	{data.Pattern(`面商|当面|见面|面谈|面对面|上门|走访|登门`), data.FaceToFace},
}

func talkWay(text string) (data.Method, bool) {
	for _, w := range talkWays {
		if w.pattern().MatchString(text) {
			return w.way, true
		}
	}
	return "", false
}

var (
	talkOfDay = data.Pattern(`((?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?)([^，,；;。、\d]{0,16})`)
	// talkedHead are headings that tell the way by themselves: 面商日期.
	talkedHead = data.Pattern(`面商|走访|见面`)
)

// talks reads when and how the deputy was consulted: from a day and a way in columns of
// their own, else from words with days in them. What has no day or no way is told.
func (x *reader) talks() {
	c, at := x.t.value(x.rows, x.it, Talked)
	way, wayAt := x.t.value(x.rows, x.it, TalkWay)
	said, saidAt := x.t.value(x.rows, x.it, Talks)
	if c.Kind != BlankCell {
		x.talkOn(c, at, way.Text, cmp.Or(bare(way.Text), bare(said.Text)))
		return
	}
	for _, one := range []struct {
		text string
		at   Column
	}{{said.Text, saidAt}, {way.Text, wayAt}} {
		text := width(bare(one.text))
		if notBack().MatchString(text) {
			continue
		}
		if !x.talksIn(text) {
			if strings.ContainsAny(text, "0123456789") {
				x.note("“" + one.at.Heading + "”写着“" + clip(one.text, 20) + "”，看不出哪一天、怎样沟通，没有登记")
			}
			x.r.ofFile = append(x.r.ofFile, "“"+one.at.Heading+"”里没有写明哪一天、怎样沟通的，没有登记，请在沟通记录里登记")
		}
	}
}

// talkOn takes the consultations of a column of days; all are of the way that is said
// beside it. Where one cannot be read, none is taken: that is told.
func (x *reader) talkOn(c Cell, at Column, named, said string) {
	way, ok := talkWay(said)
	if !ok && bare(named) == "" && talkedHead().MatchString(at.Heading) {
		way, ok = data.FaceToFace, true
	}
	var all []talk
	for _, part := range data.SplitList(c.Text, "、，,；;\n\r") {
		d, _, err := ReadDay(Cell{part, c.Kind}, x.year)
		if err != nil || x.far(Talked, d) || !ok && !d.IsZero() {
			x.note("“" + at.Heading + "”写着“" + clip(c.Text, 20) + "”，看不出哪一天、怎样沟通，没有登记，请在沟通记录里登记")
			return
		}
		if !d.IsZero() {
			all = append(all, talk{d, way})
		}
	}
	x.r.talks = append(x.r.talks, all...)
}

// talksIn takes the consultations of a text: 4月8日上门走访，4月20日电话沟通. ok is false, and
// none is taken, where one of its days cannot be read or has no way.
func (x *reader) talksIn(text string) (ok bool) {
	var all []talk
	for _, m := range talkOfDay().FindAllStringSubmatch(text, -1) {
		d, _, err := ReadDay(Cell{m[1], TextCell}, x.year)
		way, told := talkWay(m[2])
		if err != nil || d.IsZero() || !told || x.far(Talked, d) {
			return false
		}
		all = append(all, talk{d, way})
	}
	x.r.talks = append(x.r.talks, all...)
	return len(all) > 0
}

// talks enters the consultations that the row tells of and the registry lacks. Where the
// registry has others the row may be a correction of one: that is told.
func (m *maker) talks() {
	var lacking []talk
	for _, t := range m.r.talks {
		if !m.hasTalk(t.day) {
			lacking = append(lacking, t)
		}
	}
	if len(lacking) == 0 {
		return
	}
	if m.before != nil && len(m.before.Consultations) > 0 && len(m.before.Consultations) >= len(m.r.talks) {
		m.note("登记库里已有" + m.before.Consultations[0].Date.Chinese() + "的沟通记录，表里写着" + lacking[0].day.Chinese() + "，没有改，请核对")
		return
	}
	for _, t := range lacking {
		c := data.Consultation{Phase: data.During, Date: t.day, Method: t.way}
		if first, sent := m.after.FirstSent(); sent && first.Sent.Before(t.day) {
			c.Phase = data.After
		}
		if lead := m.after.Proposal.LeadProposer().ID; lead != 0 && t.way.InPerson() {
			c.Attended = []data.ID{lead}
		}
		m.changed("沟通", "", strings.TrimSpace(t.day.Chinese()+string(t.way)))
		m.after.Consultations = append(m.after.Consultations, c)
	}
}

func (m *maker) hasTalk(day data.Date) bool {
	return slices.ContainsFunc(m.after.Consultations, func(c data.Consultation) bool { return c.Date == day })
}
