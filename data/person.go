package data

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// PersonKind is what somebody does at a shared registry, and so what the server lets
// the person read and write.
type PersonKind string

// The kinds of people.
const (
	PersonClerk   PersonKind = "clerk"   // 经办人
	PersonLeader  PersonKind = "leader"  // 领导
	PersonUnit    PersonKind = "unit"    // 承办单位
	PersonAuditor PersonKind = "auditor" // 审计
)

// PersonKinds are all kinds, in the order in which they are offered.
var PersonKinds = []PersonKind{PersonClerk, PersonLeader, PersonUnit, PersonAuditor}

// Name is the kind in Chinese, "" for an unknown one.
func (k PersonKind) Name() string {
	return map[PersonKind]string{PersonClerk: "经办人", PersonLeader: "领导", PersonUnit: "承办单位", PersonAuditor: "审计"}[k]
}

// Rights tells a person what the kind may do.
func (k PersonKind) Rights() string {
	return map[PersonKind]string{
		PersonClerk:   "可以查看和登记全部内容",
		PersonLeader:  "可以查看全部内容，只能审核、会签、签发答复和协办意见",
		PersonUnit:    "只能查看本单位承办的件，登记沟通、起草答复和意见、添加附件、签收交办；自己登记的、还没有审签的可以改",
		PersonAuditor: "可以查看和检查全部内容，不能修改",
	}[k]
}

// Adds tells whether the kind may enter records of a kind; Changes whether it may
// change some of what there is.
func (k PersonKind) Adds(r Record) bool {
	return k == PersonClerk || k == PersonUnit && r != RecordAssignment && k.Changes(r)
}

// Changes tells whether the kind may change records of a kind at all.
func (k PersonKind) Changes(r Record) bool {
	switch k {
	case PersonClerk:
		return true
	case PersonLeader:
		return r == RecordReply || r == RecordOpinion
	case PersonUnit:
		return r == RecordReply || r == RecordOpinion || r == RecordConsultation || r == RecordAttachment || r == RecordAssignment
	}
	return false
}

// Person is somebody who works at a shared registry under a name of their own.
type Person struct {
	Name string     `json:"name"` // whom the journal names
	Kind PersonKind `json:"role"`
	Unit Unit       `json:"-"`              // of PersonUnit
	Of   string     `json:"unit,omitempty"` // its name
	User string     `json:"user,omitempty"` // who the server knows the person as
}

// People are those who may work at a shared registry, as who looks at them sees it.
type People struct {
	All     []Person // by name
	Units   []Unit   // that a person of PersonUnit can be of
	Refused string   // why who looks may change nothing of it, a sentence; "" for who may
}

// Title is the person with kind and unit, for sentences: “钱科”（承办单位区住建局）.
func (p Person) Title() string { return "“" + p.Name + "”（" + p.Kind.Name() + p.Of + "）" }

// Forbidden is what is said of something that the person may not do.
func (p Person) Forbidden() Problem {
	return Problem{Field: "权限", Message: p.Title() + "没有权限这样做，登记库没有改动", Hint: p.Kind.Name() + p.Kind.Rights()}
}

// UserPrefix begins the names by which a server knows the people of a registry, so
// that they are nobody else's.
const UserPrefix = "jianban_"

// mostUser is how long such a name may be, in bytes: PostgreSQL cuts longer ones.
const mostUser = 63

// Validate tidies the person, sets User, and names what is wrong.
func (p *Person) Validate() Problems {
	var f fields
	p.Name = norm.NFC.String(strings.TrimSpace(p.Name))
	odd := strings.ContainsFunc(p.Name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune("·_-", r) || r == unicode.ReplacementChar
	})
	p.User = UserPrefix + p.Name
	switch {
	case p.Name == "":
		f.wrong("姓名", "没有填写", "请写上姓名")
	case odd:
		f.wrong("姓名", "“"+p.Name+"”里有不能用的字符", "只能用汉字、字母、数字和“·”“-”“_”")
	case len(p.User) > mostUser:
		f.wrong("姓名", "太长", "最多18个汉字或55个字母")
	}
	if p.Kind.Name() == "" {
		f.wrong("角色", "“"+string(p.Kind)+"”不是一种角色", "请用 clerk（经办人）、leader（领导）、unit（承办单位）或 auditor（审计）")
	}
	switch {
	case p.Kind == PersonUnit && p.Of == "":
		f.wrong("单位", "没有填写", "承办单位人员要写明是哪个单位")
	case p.Kind != PersonUnit && p.Of != "":
		f.wrong("单位", "不用填写", "只有承办单位人员才写单位")
	}
	return f.problems
}

// The length of a password that a person chooses, in characters.
const (
	LeastPassword = 12
	MostPassword  = 200
)

// CheckPassword refuses a password that is short, or that servers read in different
// ways.
func CheckPassword(password string) error {
	if strings.ContainsFunc(password, func(r rune) bool { return r < ' ' || r > '~' }) {
		return Problem{Field: "口令", Message: "口令里有汉字或看不见的字符", Hint: "请只用英文字母、数字和标点"}
	}
	if len(password) < LeastPassword || len(password) > MostPassword {
		return Problem{Field: "口令", Message: "口令的长短不合适", Hint: "请用12到200个字符；不给口令时由程序编一个"}
	}
	return nil
}
