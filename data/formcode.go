package data

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// FormCode names a feedback form (征询意见表): whose it is, and about which round's
// reply to which proposal. It stands on the printed form, as a picture for a
// scanner and in digits to be typed, so that a form that came back is entered where
// it belongs. Digits and hyphens are all it has: letters that a scanner types go
// astray in a Chinese input method, these do not.
type FormCode struct {
	Proposal ID
	Round    int
	Proposer ID
	Second   bool // 二次评价 of that reply
}

// formScheme begins what a scanner reads, so that another paper's code is known
// not to be a form's; secondScheme begins the code of a second evaluation, typed too.
const (
	formScheme   = "101"
	secondScheme = "102"
)

// String is the code to be typed, 12-1-34-56: proposal, round, proposer, check; of a
// second evaluation 102-12-1-34-56.
func (c FormCode) String() string {
	code := fmt.Sprintf("%d-%d-%d-%02d", c.Proposal, c.Round, c.Proposer, c.check())
	if c.Second {
		return secondScheme + "-" + code
	}
	return code
}

// Scanned is the code as a scanner types it: the scheme, then what is typed.
func (c FormCode) Scanned() string {
	if c.Second {
		return c.String()
	}
	return formScheme + "-" + c.String()
}

// check are the two check digits of ISO/IEC 7064, MOD 97-10, over the three
// numbers: a wrong digit or two that changed places never give the same. A second
// evaluation's differ from those of the first, so that its scheme cannot be left out.
func (c FormCode) check() int {
	rest := 0
	if c.Second {
		rest = 1
	}
	for _, r := range fmt.Sprintf("%09d%02d%09d00", c.Proposal, c.Round, c.Proposer) {
		rest = (rest*10 + int(r-'0')) % 97
	}
	return 98 - rest
}

var (
	formCode   = Pattern(`^(?:(\d{1,4})-)?(\d{1,9})-(\d{1,2})-(\d{1,9})-(\d{2})$`)
	formDashes = strings.NewReplacer("－", "-", "—", "-", "–", "-", "‐", "-", "−", "-", "ー", "-", " ", "", "　", "")
)

// ParseFormCode reads a form's code as a scanner or a person types it. is tells that
// the text can be nothing else; then err says what is wrong with it.
func ParseFormCode(text string) (code FormCode, is bool, err error) {
	m := formCode().FindStringSubmatch(formDashes.Replace(halfWidth.Replace(strings.TrimSpace(text))))
	if m == nil {
		return FormCode{}, false, nil
	}
	if m[1] != "" && m[1] != formScheme && m[1] != secondScheme {
		return FormCode{}, true, formProblem(text, "不是征询意见表的编码", "请扫表上“交回”旁边的码")
	}
	number := func(digits string) ID {
		n, _ := strconv.ParseInt(digits, 10, 64) // at most nine digits
		return ID(n)
	}
	code = FormCode{Proposal: number(m[2]), Round: int(number(m[3])), Proposer: number(m[4]), Second: m[1] == secondScheme}
	if m[5] != fmt.Sprintf("%02d", code.check()) {
		return FormCode{}, true, formProblem(text, "校验码不对，有数字输错了", "请照表上二维码下面的数字再输一次")
	}
	return code, true, nil
}

func formProblem(code, message, hint string) Problem {
	return Problem{Field: "征询意见表编码", Message: "“" + strings.TrimSpace(code) + "”" + message, Hint: hint}
}

// UnknownForm says that no proposal here is the one that a code names.
func UnknownForm(code FormCode) error {
	return formProblem(code.String(), "找不到对应的建议", "这张表可能是别的登记库印的，请按表上的编号查找")
}

// FormOf is the form that a code names: as it is entered, or a new one to be
// filled in.
func (c Case) FormOf(code FormCode) (Feedback, error) {
	wanted := Feedback{ProposalID: c.Proposal.ID, Round: code.Round, ProposerID: code.Proposer, Second: code.Second}
	if i := slices.IndexFunc(c.Feedback, wanted.sameForm); i >= 0 {
		return c.Feedback[i], nil
	}
	number := "第" + c.Proposal.Number + "号"
	if !proposedBy(c, code.Proposer) {
		return Feedback{}, formProblem(code.String(), number+"没有这位"+c.Book.Meeting.Body.Member(), "这件的代表可能改过，请按表上的姓名登记")
	}
	for _, r := range c.Replies {
		switch {
		case r.Round != code.Round:
		case r.Sent.IsZero():
			return Feedback{}, formProblem(code.String(), fmt.Sprintf("%s第%d次答复还没有登记送达", number, r.Round), "请先在答复里填写送达日期")
		default:
			if !wanted.Second { // it goes with the letter
				wanted.FormSent = r.Sent
			}
			return wanted, nil
		}
	}
	return Feedback{}, formProblem(code.String(), fmt.Sprintf("%s没有第%d次答复", number, code.Round), "请按表上的编号查找")
}

// FormsWith are the feedback forms that go with a round's letter, in the order of
// the proposers: the lead proposer's (domain.md, Sent), of co-signers those that are
// entered, with all everybody's; then the second evaluations that are entered. Where no
// proposer is known it is one that names nobody.
func (c Case) FormsWith(round int, all bool) []Feedback {
	var forms []Feedback
	people := c.Proposal.Proposers
	if len(people) == 0 {
		people = []Proposer{{}}
	}
	for i, p := range people {
		form, entered := Feedback{ProposalID: c.Proposal.ID, Round: round, ProposerID: p.ID}, false
		for _, f := range c.Feedback {
			if form.sameForm(f) {
				form, entered = f, true
			}
		}
		if i == 0 || entered || all {
			forms = append(forms, form)
		}
	}
	for _, f := range c.Feedback {
		if f.Round == round && f.Second {
			forms = append(forms, f)
		}
	}
	return forms
}

// FormWords are the further questions of a form and their usual answers
// (forms.md, §6); others can be written.
var (
	SolvedWords = []string{"解决或基本解决", "部分解决或列入计划", "近期尚不能解决", "留作参考"}
	TalkerWords = []string{"单位一把手", "局级领导", "科室负责人", "一般干部"}
	FormedWords = []string{"座谈会", "登门走访", "电话联系", "未协商"}
)
