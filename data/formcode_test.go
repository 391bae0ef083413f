package data_test

import (
	"slices"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// A form's code is read as a scanner types it, as a person types it from the paper,
// and as a Chinese input method makes of it.
func TestFormCodeIsReadHoweverItIsTyped(t *testing.T) {
	t.Parallel()
	code := data.FormCode{Proposal: 1203, Round: 2, Proposer: 45}
	short := code.String()
	if !strings.HasPrefix(short, "1203-2-45-") || code.Scanned() != "101-"+short {
		t.Fatal(short, code.Scanned())
	}
	for _, typed := range []string{short, code.Scanned(), " " + short + "\t", strings.ReplaceAll(short, "-", "－"), strings.ReplaceAll(short, "-", " — "), strings.Replace(short, "1203", "１２０３", 1)} {
		got, is, err := data.ParseFormCode(typed)
		if got != code || !is || err != nil {
			t.Errorf("%q: %v %v %v", typed, got, is, err)
		}
	}
	for _, other := range []string{"", "12", "0877-2012345", "2022-6-30", "红政函〔2022〕15号", "13988880001", "12-3-4", "关于1-2-3-45的建议"} {
		if _, is, err := data.ParseFormCode(other); is || err != nil {
			t.Errorf("%q is taken as a code: %v", other, err)
		}
	}
	if _, is, err := data.ParseFormCode("103-" + short); !is || err == nil || !strings.Contains(err.Error(), "不是征询意见表的编码") {
		t.Errorf("another scheme: %v %v", is, err)
	}
}

// No wrong digit and no two that changed places pass for another form's code.
func TestWrongDigitsOfAFormCodeAreFound(t *testing.T) {
	t.Parallel()
	for _, code := range []data.FormCode{{1, 1, 1, false}, {14620, 1, 20481, false}, {7, 12, 90, true}, {999999999, 99, 999999999, false}} {
		right := code.String()
		for i := range right {
			if right[i] == '-' {
				continue
			}
			for d := byte('0'); d <= '9'; d++ {
				wrong := right[:i] + string(d) + right[i+1:]
				if got, is, err := data.ParseFormCode(wrong); wrong != right && is && err == nil && got != code {
					t.Fatalf("%s passes for %s", wrong, right)
				}
			}
			if i+1 < len(right) && right[i+1] != '-' && right[i] != right[i+1] {
				wrong := right[:i] + right[i+1:i+2] + right[i:i+1] + right[i+2:]
				if _, is, err := data.ParseFormCode(wrong); is && err == nil {
					t.Fatalf("%s passes for %s", wrong, right)
				}
			}
		}
	}
}

// A code leads to the form that is entered, to a new one where none is, and to a
// sentence where there can be none.
func TestFormThatACodeNames(t *testing.T) {
	t.Parallel()
	co := data.Proposer{ID: 11, Name: "李某"}
	c := datatest.Case(func(c *data.Case) { c.Proposal.Proposers = append(c.Proposal.Proposers, co) })
	if f, err := c.FormOf(data.FormCode{Proposal: 1, Round: 1, Proposer: 10}); err != nil || f.ID != 1 {
		t.Errorf("the form entered: %+v %v", f, err)
	}
	if f, err := c.FormOf(data.FormCode{Proposal: 1, Round: 1, Proposer: 11}); err != nil || f.ID != 0 || f.ProposerID != 11 || f.FormSent != datatest.Day(6, 7) {
		t.Errorf("a new one: %+v %v", f, err)
	}
	unsent := datatest.Case(func(c *data.Case) { c.Replies[0].Sent, c.Feedback = data.Date{}, nil })
	for want, try := range map[string]func() (data.Feedback, error){
		"没有这位代表":  func() (data.Feedback, error) { return c.FormOf(data.FormCode{Proposal: 1, Round: 1, Proposer: 99}) },
		"没有第2次答复": func() (data.Feedback, error) { return c.FormOf(data.FormCode{Proposal: 1, Round: 2, Proposer: 10}) },
		"还没有登记送达": func() (data.Feedback, error) {
			return unsent.FormOf(data.FormCode{Proposal: 1, Round: 1, Proposer: 10})
		},
	} {
		if _, err := try(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	who := func(forms []data.Feedback) (ids []data.ID) {
		for _, f := range forms {
			ids = append(ids, f.ProposerID)
		}
		return ids
	}
	if got := who(c.FormsWith(1, false)); !slices.Equal(got, []data.ID{10}) {
		t.Errorf("with the letter go forms of %v", got)
	}
	if got := who(c.FormsWith(1, true)); !slices.Equal(got, []data.ID{10, 11}) {
		t.Errorf("for everybody: %v", got)
	}
}
