package data

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// LimitFor is what a limit of a rule pack is for.
type LimitFor string

// What limits are for. ForTold is how far the limit of a reply reaches once the
// deputy was told that it takes longer, without anybody's consent (a province's rule
// of how the law of deputies is carried out: 三个月内不能办理完毕的，应先向代表说明，并在
// 交办之日起六个月内办理完毕). ForContact and ForSecond are without length of their own
// in a pack: only rules give one.
const (
	ForReply    LimitFor = "答复"
	ForTold     LimitFor = "说明后答复"
	ForOpinion  LimitFor = "协办意见"
	ForReturn   LimitFor = "退回"
	ForReanswer LimitFor = "重新答复"
	ForContact  LimitFor = "首次联系"
	ForForm     LimitFor = "征询意见"
	ForSecond   LimitFor = "二次评价"
)

// LimitsFor lists all, in the order of choice lists.
var LimitsFor = []LimitFor{ForReply, ForTold, ForOpinion, ForReturn, ForReanswer, ForContact, ForForm, ForSecond}

// LimitOf narrows down which proposals a limit is for.
type LimitOf string

// Which proposals: by body, kind, who moved it (a group is also a party), when it was
// raised, the rank of the body, whether it is key.
const (
	OfCongress    LimitOf = "人大"
	OfCPPCC       LimitOf = "政协"
	OfSuggestions LimitOf = "建议"
	OfBills       LimitOf = "议案"
	OfParties     LimitOf = "党派提案"
	OfGroups      LimitOf = "集体提案"
	OfSession     LimitOf = "会议期间"
	OfBetween     LimitOf = "闭会期间"
	OfNational    LimitOf = "全国"
	OfProvincial  LimitOf = "省级"
	OfCity        LimitOf = "市级"
	OfDistrict    LimitOf = "区级"
	OfTownship    LimitOf = "乡级"
	OfKey         LimitOf = "重点"
)

// LimitsOf lists all, in the order of choice lists.
var LimitsOf = []LimitOf{OfCongress, OfCPPCC, OfSuggestions, OfBills, OfParties, OfGroups, OfSession, OfBetween, OfKey, OfNational, OfProvincial, OfCity, OfDistrict, OfTownship}

// LimitBase is the day that a limit counts from where it is not the usual one.
type LimitBase string

// The days. The usual ones are: of a reply, our opinion and the first contact the
// hand-over; of what a unit owes its assignment; of a new answer the form that came
// back; of forms the letter that went out.
const (
	FromUsual    LimitBase = ""
	FromUnit     LimitBase = "交办单位"  // the lead unit's own assignment; of a reply and the first contact
	FromAgain    LimitBase = "再次交办"  // of a new answer: it was handed over a second time
	BeforeAnswer LimitBase = "答复期限前" // of opinions: so long before the limit of the reply that they are for
)

// LimitBases lists all, in the order of choice lists.
var LimitBases = []LimitBase{FromUsual, FromUnit, FromAgain, BeforeAnswer}

// LimitRule (期限规则) is a limit that a place has beside the lengths of its pack
// (domain.md, Time limits): a calendar day, or a span, for all proposals or some.
// Where several apply to a proposal the strictest counts.
type LimitRule struct {
	For  LimitFor  `toml:"for"`
	Of   []LimitOf `toml:"of,omitempty"`  // all of them must fit; none is every proposal
	Day  MonthDay  `toml:"day,omitempty"` // or
	N    int       `toml:"n,omitempty"`
	Unit SpanUnit  `toml:"unit,omitempty"`
	From LimitBase `toml:"from,omitempty"`
}

// Span is the length of a rule that is no calendar day.
func (r LimitRule) Span() Span { return Span{r.N, r.Unit} }

// Whose is which proposals a rule is for, in words: 党派提案、会议期间, or 全部.
func (r LimitRule) Whose() string {
	if len(r.Of) == 0 {
		return "全部"
	}
	words := make([]string, len(r.Of))
	for i, of := range r.Of {
		words[i] = string(of)
	}
	return strings.Join(words, "、")
}

// Term is the rule's end in words, since telling the usual day it counts from: 5月10日前,
// 主办件答复期限前15日, 重新交办后1个月内, 交办后15个工作日内.
func (r LimitRule) Term(since string) string {
	switch {
	case r.Day != "":
		return string(r.Day) + "前"
	case r.From == BeforeAnswer:
		return "主办件答复期限前" + r.Span().String()
	case r.From == FromAgain:
		since = "重新交办后"
	case r.From == FromUnit:
		since = "交办承办单位后"
	}
	return since + r.Span().String() + "内"
}

// usualSince tells the usual day of each.
var usualSince = map[LimitFor]string{
	ForReply: "交办后", ForTold: "交办后", ForOpinion: "交办后", ForReturn: "交办后", ForReanswer: "收到反馈后", ForContact: "交办后", ForForm: "答复送达后", ForSecond: "答复送达后",
}

// Words read the rule aloud: 党派提案5月10日前.
func (r LimitRule) Words() string {
	whose := ""
	if len(r.Of) > 0 {
		whose = r.Whose()
	}
	return whose + r.Term(usualSince[r.For])
}

// MonthDay is a day of every year, such as 6月30日.
type MonthDay string

var monthDay = Pattern(`^(\d{1,2})(?:月|-|/|\.)(\d{1,2})日?$`)

// ParseMonthDay reads a day of every year as people write it: 6月30日, 6-30, 06.30. A
// day that some year lacks is refused with a Problem that names the month's last day.
func ParseMonthDay(s string) (MonthDay, error) {
	text, _ := MendText(s)
	text = squeeze(halfWidth.Replace(text))
	m := monthDay().FindStringSubmatch(text)
	if m == nil {
		return "", Problem{Field: "日期", Message: "“" + clip(s, 20) + "”不是每年都有的一天", Hint: "请写成6月30日，不写年份"}
	}
	month, _ := strconv.Atoi(m[1]) // two digits at most
	day, _ := strconv.Atoi(m[2])
	if month < 1 || month > 12 {
		return "", Problem{Field: "日期", Message: fmt.Sprintf("没有第%d个月", month), Hint: "月份应在1到12之间"}
	}
	last := NewDate(2023, time.Month(month)+1, 0).Day() // no leap year
	switch {
	case month == 2 && day == 29:
		return "", Problem{Field: "日期", Message: "2月29日不是每年都有", Hint: "请改为2月28日"}
	case day < 1 || day > last:
		return "", Problem{Field: "日期", Message: fmt.Sprintf("%d月没有%d日", month, day), Hint: fmt.Sprintf("该月最后一天是%d月%d日，请核对", month, last)}
	}
	return MonthDay(fmt.Sprintf("%d月%d日", month, day)), nil
}

// UnmarshalText reads whatever ParseMonthDay reads; empty text is none.
func (d *MonthDay) UnmarshalText(text []byte) (err error) {
	if *d = ""; len(text) > 0 {
		*d, err = ParseMonthDay(string(text))
	}
	return err
}

// After is the first such day after another: of a hand-over in December it lies in
// the next year. The zero Date where the day is none.
func (d MonthDay) After(from Date) Date {
	m := monthDay().FindStringSubmatch(string(d))
	if m == nil {
		return Date{}
	}
	month, _ := strconv.Atoi(m[1])
	day, _ := strconv.Atoi(m[2])
	end := NewDate(from.Year(), time.Month(month), day)
	if !end.After(from) {
		end = NewDate(from.Year()+1, time.Month(month), day)
	}
	return end
}

// limited is what of a proposal tells which limits are its own.
type limited struct {
	body         Body
	kind         Kind
	level        Level
	between, key bool
	party, group bool
}

func limitedOf(c Case) limited {
	p, m := c.Proposal, c.Book.Meeting
	lead := p.LeadProposer().Name
	return limited{m.Body, p.Kind, m.Level, p.Between, p.Key, IsParty(lead), IsGroup(lead)}
}

// is tells whether a word of a rule fits.
func (l limited) is(of LimitOf) bool {
	switch of {
	case OfCongress:
		return l.body == Congress
	case OfCPPCC:
		return l.body == CPPCC
	case OfSuggestions:
		return l.kind == Suggestion
	case OfBills:
		return l.kind == Bill
	case OfParties:
		return l.body == CPPCC && l.party
	case OfGroups:
		return l.body == CPPCC && (l.party || l.group)
	case OfSession:
		return !l.between
	case OfBetween:
		return l.between
	case OfKey:
		return l.key
	case OfNational:
		return l.level == National
	case OfProvincial:
		return l.level == Provincial
	case OfCity:
		return l.level == City
	case OfDistrict:
		return l.level == District
	case OfTownship:
		return l.level == Township
	}
	return false
}

// fits tells whether a rule is for such a proposal.
func (r LimitRule) fits(l limited) bool {
	for _, of := range r.Of {
		if !l.is(of) {
			return false
		}
	}
	return true
}

// everyLimited are all that proposals can be, as far as limits look.
func everyLimited() (all []limited) {
	for _, body := range Bodies {
		kinds := []Kind{Suggestion, Bill}
		if body == CPPCC {
			kinds = []Kind{CPPCCProposal}
		}
		for _, kind := range kinds {
			for _, level := range Levels {
				for n := range 12 {
					mover := n / 4
					if body == Congress && mover > 0 {
						break
					}
					all = append(all, limited{body, kind, level, n&1 > 0, n&2 > 0, mover == 1, mover > 0})
				}
			}
		}
	}
	return all
}

// covers tells whether some rules have one for every proposal.
func covers(rules []LimitRule) bool {
	for _, l := range everyLimited() {
		if !slices.ContainsFunc(rules, func(r LimitRule) bool { return r.fits(l) }) {
			return false
		}
	}
	return true
}

// rulesFor are those of one kind of limit, in their order.
func rulesFor(rules []LimitRule, what LimitFor) (of []LimitRule) {
	for _, r := range rules {
		if r.For == what {
			of = append(of, r)
		}
	}
	return of
}

// limitsWith are a pack's rules with a book's own: of a kind of limit of which the
// book has a rule for every proposal only the book's, of others both.
func limitsWith(pack, book []LimitRule) []LimitRule {
	if len(book) == 0 {
		return pack
	}
	all := slices.Clone(book)
	for _, r := range pack {
		if !slices.ContainsFunc(book, func(own LimitRule) bool { return own.equal(r) || own.For == r.For && len(own.Of) == 0 }) {
			all = append(all, r)
		}
	}
	return all
}

func (r LimitRule) equal(o LimitRule) bool {
	return slices.Equal(r.Of, o.Of) && r.For == o.For && r.Day == o.Day && r.N == o.N && r.Unit == o.Unit && r.From == o.From
}
