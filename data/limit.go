package data

import "fmt"

// Limit is a deadline with its reasons.
type Limit struct {
	From        Date
	Span        Span
	Plain       Date     // the plain end, before free days are looked at
	Deadline    Date     // the last day in time
	Advised     Date     // the last working day strictly before the plain end
	Provisional bool     // a year without a holiday notice was touched
	Reasons     []Reason // how it was found; Steps reads them aloud
}

// Reason is a sentence of a limit; it is put in words only where it is read, since
// of most limits only the days are asked for.
type Reason struct {
	Form string
	Of   []any
}

// String is the sentence.
func (r Reason) String() string { return fmt.Sprintf(r.Form, r.Of...) }

// Equal tells whether both are read the same.
func (r Reason) Equal(other Reason) bool { return r.String() == other.String() }

// spoken and weekday are a day as sentences have it.
type (
	spoken  Date
	weekday Date
)

func (d spoken) String() string  { return Date(d).Chinese() }
func (d weekday) String() string { return Date(d).ChineseWeekday() }

// Steps are how the limit was found, in sentences that a clerk can read aloud.
func (l Limit) Steps() []string {
	words := make([]string, len(l.Reasons))
	for i, r := range l.Reasons {
		words[i] = r.String()
	}
	return words
}

// LimitFrom is the one deadline function (domain.md, Time limits). Months end
// on the same day of the month, or its last day; of days the day after from is
// day 1; of working days the first working day after from is day 1. A plain end
// on a free day moves to the next working day where nextWorkday says so (民法典
// 第二百零三条).
func LimitFrom(from Date, span Span, nextWorkday bool, cal Calendar) Limit {
	l := Limit{From: from, Span: span}
	if from.IsZero() {
		l.say("起算日期没有填写，算不出期限。")
		return l
	}
	switch span.Unit {
	case Months:
		l.Plain = from.AddMonths(span.N)
		l.say("自%s起算%s，期满日为%s（%s）。", spoken(from), span, spoken(l.Plain), weekday(l.Plain))
		if l.Plain.Day() != from.Day() {
			l.say("%d年%d月没有%d日，以该月最后一天为期满日。", l.Plain.Year(), l.Plain.Month(), from.Day())
		}
	case Workdays:
		l.Plain = from
		for n := 0; n < span.N; {
			if l.Plain = l.Plain.AddDays(1); cal.Workday(l.Plain) {
				n++
			}
		}
		l.say("%s之后的第一个工作日为第1日，第%d个工作日为%s（%s）。", spoken(from), span.N, spoken(l.Plain), weekday(l.Plain))
	default:
		l.Plain = from.AddDays(span.N)
		l.say("%s的次日为第1日，第%d日为%s（%s）。", spoken(from), span.N, spoken(l.Plain), weekday(l.Plain))
	}
	l.settle(nextWorkday, cal)
	return l
}

func (l *Limit) say(form string, of ...any) {
	l.Reasons = append(l.Reasons, Reason{form, of})
}

// settle finds deadline and advised day from the plain end.
func (l *Limit) settle(nextWorkday bool, cal Calendar) {
	l.Deadline = l.Plain
	switch {
	case cal.Workday(l.Plain):
		l.say("%s是工作日，期限即为该日。", spoken(l.Plain))
	case nextWorkday:
		l.Deadline = cal.NextWorkday(l.Plain)
		l.say("%s为%s，顺延至其后第一个工作日%s（%s）。", spoken(l.Plain), cal.Reason(l.Plain), spoken(l.Deadline), weekday(l.Deadline))
	default:
		l.say("%s为%s，按办理规则不顺延。", spoken(l.Plain), cal.Reason(l.Plain))
	}
	l.Advised = cal.WorkdayBefore(l.Plain)
	l.say("建议最迟在%s（%s）办完。", spoken(l.Advised), weekday(l.Advised))
	first := l.Advised.Year()
	if l.Span.Unit == Workdays {
		first = min(first, l.From.Year())
	}
	for y := first; y <= l.Deadline.Year(); y++ {
		if !cal.Known(y) {
			l.Provisional = true
			if source := cal.OneSource(y); source != "" {
				l.say("%d年的放假通知尚未录入，放假的日子暂按一个来源（%s）推算，结果待定。", y, source)
				continue
			}
			l.say("%d年的放假通知尚未录入，暂按周末和固定节日推算，结果待定。", y)
		}
	}
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
