package data_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jianban/data"
	"jianban/data/datatest"
)

func TestPromisesInALetter(t *testing.T) {
	t.Parallel()
	from := data.NewDate(2022, 6, 7)
	for text, want := range map[string]data.Date{
		"计划于2023年6月30日前完成管网改造":        data.NewDate(2023, 6, 30),
		"2023年2月底前完成招标":               data.NewDate(2023, 2, 28),
		"2024年2月完工":                   data.NewDate(2024, 2, 29),
		"力争今年年底前投入使用":                 data.NewDate(2022, 12, 31),
		"年底前建成":                       data.NewDate(2022, 12, 31),
		"明年上半年启动二期":                   data.NewDate(2023, 6, 30),
		"12月底前完成，2023年5月验收":           data.NewDate(2023, 5, 31),
		"2025年前实施":                    data.NewDate(2025, 12, 31),
		"2021年12月底前已完成一期":             {}, // past
		"已投入资金120万元":                  {},
		"按照2022年3月印发的方案推进":            {}, // past, no promise
		"2022年13月前完成":                 {}, // no such month
		"将进一步加强管理":                    {},
		"感谢您对我区工作的关心和支持":              {},
		"其余工程正在装修，年内交付使用":             data.NewDate(2022, 12, 31),
		"今年底前完成":                      data.NewDate(2022, 12, 31),
		"今年将新增公交线路2条":                 data.NewDate(2022, 12, 31),
		"二期工程2023年底完工":                data.NewDate(2023, 12, 31),
		"将于明年三月开工":                    data.NewDate(2023, 3, 31),
		"十二月二十日前完成":                   data.NewDate(2022, 12, 20),
		"明年一季度完成招标":                   data.NewDate(2023, 3, 31),
		"2022年第三季度末前完成":               data.NewDate(2022, 9, 30),
		"下半年，我局将选派10名骨干进修":            data.NewDate(2022, 12, 31),
		"承诺在十五个工作日内完成核查":              data.NewDate(2022, 6, 28),
		"将在三个月内完成整改":                  data.NewDate(2022, 9, 7),
		"30日内完成修复":                    data.NewDate(2022, 7, 7),
		"争取用三年时间完成除险加固":               data.NewDate(2025, 6, 7),
		"预计下月底安装完毕并投入使用":              data.NewDate(2022, 7, 31),
		"将于本周内完成抢修":                   data.NewDate(2022, 6, 12),
		"将在秋季学期开学前补充教师30名":            data.NewDate(2022, 8, 31),
		"国庆节前完成护栏更换":                  data.NewDate(2022, 9, 30),
		"春节前完成路灯安装":                   data.NewDate(2023, 1, 21),
		"明年在人民公园东侧新建一座公厕":             data.NewDate(2023, 12, 31),
		"近三年内共完成改造12处":                {}, // past
		"一、摸清管网底数，编制改造方案":             {}, // no year's end
		"对24条线路逐条摸底，完成问卷1200份":        {},
		"今年安排经费420万元，已全部到位":           {}, // done
		"这一建议难以在今年全部落实":               {}, // the contrary
		"已将该项工作纳入年内重点工作":              {}, // among the work, no day for it
		"已列入2023年建设计划，2023年12月底前建成通水": data.NewDate(2023, 12, 31),
	} {
		got := data.Promises(text+"。", from)
		switch {
		case want.IsZero() && len(got) > 0:
			t.Errorf("%s: %v, want none", text, got)
		case !want.IsZero() && (len(got) != 1 || got[0].Due != want || got[0].Text != text):
			t.Errorf("%s: %v, want %s", text, got, want)
		}
	}
	two := data.Promises("一、计划落实事项\n年底前建成。年底前建成；明年6月底前验收。", from)
	want := []data.Promise{{Text: "年底前建成", Due: data.NewDate(2022, 12, 31)}, {Text: "明年6月底前验收", Due: data.NewDate(2023, 6, 30)}}
	if diff := cmp.Diff(want, two); diff != "" {
		t.Error(diff)
	}
}

// Of sentences that name a day, half of which promise something, which are ticked at
// first: measured on the part that was not looked at while the rule was made as well as
// on the other.
func TestWhichPromisesAreTickedAtFirst(t *testing.T) {
	t.Parallel()
	from := data.NewDate(2022, 6, 7)
	for _, x := range []struct {
		part         string
		each         int // promises, and as many others
		found, wrong int // at least so many promises, at most so many others
	}{{"tuned", 90, 90, 0}, {"held", 20, 18, 4}, {"another author", 27, 23, 1}} {
		found, wrong, offered := 0, 0, 0
		for _, line := range partLines(t, "promises.txt", x.part) {
			ticked := false
			for _, p := range data.Promises(line[2:]+"。", from) {
				offered++
				ticked = ticked || p.Likely("")
			}
			switch {
			case line[0] == '+' && ticked:
				found++
			case line[0] == '+':
				t.Log("missed:", line[2:])
			case ticked:
				wrong++
				t.Log("ticked:", line[2:])
			}
		}
		t.Logf("%s: %d of %d promises ticked, %d of %d others; %d offered", x.part, found, x.each, wrong, x.each, offered)
		if lines := partLines(t, "promises.txt", x.part); len(lines) != 2*x.each || found < x.found || wrong > x.wrong {
			t.Errorf("%s: %d of %d promises ticked, %d others of %d lines", x.part, found, x.each, wrong, len(lines))
		}
	}
}

// What the plans say is ticked, unless it promises nothing.
func TestPlansAreTicked(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"2022年9月底前协调到位": true, "如资金到位，2022年9月底前协调到位": false} {
		if got := (data.Promise{Text: text}).Likely("一、" + text + "。"); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// A promise that a letter makes twice is ticked once, where it is said more fully; one
// that is recorded is not ticked again.
func TestAPromiseSaidTwiceIsTickedOnce(t *testing.T) {
	from := data.NewDate(2025, 5, 26)
	const full, short, other = "2025年12月底前由区住建局建成东风路停车场", "2025年12月底前，建成东风路停车场", "2025年12月底前建成玉江路停车场"
	for _, x := range []struct {
		planned, body string
		known         []data.Commitment
		want          []bool
	}{
		{full, short, nil, []bool{true, false}},
		{short, full, nil, []bool{false, true}},
		{full, other, nil, []bool{true, true}},
		{"", short + "。\n2026年12月底前由区住建局建成东风路停车场", nil, []bool{true, true}}, // another day
		{"", "2025年12月底前，建成东风路停车场。\n2025年12月底前建成东风路停车场", nil, []bool{true, false}},
		{"", short, []data.Commitment{{Text: full, Due: data.NewDate(2025, 12, 31)}}, []bool{false}},
		{"", short, []data.Commitment{{Text: full, Due: data.NewDate(2026, 12, 31)}}, []bool{true}},
	} {
		if got := data.Ticked(data.Promises(x.planned+"\n"+x.body, from), x.planned, x.known); !slices.Equal(got, x.want) {
			t.Errorf("%s | %s | %v: ticked %v, want %v", x.planned, x.body, x.known, got, x.want)
		}
	}
}

func TestKeptPromiseRaisesTheClass(t *testing.T) {
	t.Parallel()
	p := datatest.Rules().Pack
	for class, want := range map[string]string{"A": "A", "B": "A", "C": "A", "?": "A"} {
		if got := p.RaisedClass(class); got != want {
			t.Errorf("%s becomes %s, want %s", class, got, want)
		}
	}
}
