package data_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"jianban/assets"
	"jianban/data"
)

// The notices' own words; what they mean stands in the embedded table.
const (
	notice2019 = `一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。
二、春节：2月4日至10日放假调休，共7天。2月2日（星期六）、2月3日（星期日）上班。
三、清明节：4月5日放假，与周末连休。`
	notice2025 = `国务院办公厅关于2025年
部分节假日安排的通知
国办发明电〔2024〕12号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2025年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
国务院办公厅
2024年11月12日`
)

func embedded(t *testing.T) data.Calendar {
	t.Helper()
	c, err := data.ParseCalendar(assets.Holidays())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func dayList(days []data.Holiday) string {
	var b strings.Builder
	for _, d := range days {
		fmt.Fprintf(&b, "%s %s\n", d.Date, d.Kind)
	}
	return b.String()
}

// The embedded table was made by others from the same notices.
func TestNoticeSaysWhatTheTableSays(t *testing.T) {
	want := dayList(embedded(t).Days(2025))
	for name, text := range map[string]string{"in lines": notice2025, "in one line": strings.ReplaceAll(notice2025, "\n", " ")} {
		got, err := data.ParseNotice(text, 2030) // the heading tells the year
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if dayList(got) != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, dayList(got), want)
		}
		if got[0].Name != "元旦" || got[0].Source != "国办发明电〔2024〕12号" {
			t.Errorf("%s: first day %+v", name, got[0])
		}
	}
}

// The program's own table is read back whole.
func TestNoticeReadsTheTable(t *testing.T) {
	got, err := data.ParseNotice(string(assets.Holidays()), 0)
	if err != nil {
		t.Fatal(err)
	}
	var want []data.Holiday
	for y := 2014; y <= 2027; y++ {
		want = append(want, embedded(t).Days(y)...)
	}
	if dayList(got) != dayList(want) {
		t.Errorf("%d days, want %d", len(got), len(want))
	}
	if got[0].Source == "" {
		t.Error("the source is lost")
	}
}

func TestNoticeInOtherWords(t *testing.T) {
	for _, c := range []struct {
		name, text string
		year       int
		want       string
	}{
		{"over the turn of the year", notice2019, 2019,
			"2018-12-29 work,2018-12-30 off,2018-12-31 off,2019-01-01 off,2019-02-02 work,2019-02-03 work,2019-02-04 off,2019-02-05 off,2019-02-06 off,2019-02-07 off,2019-02-08 off,2019-02-09 off,2019-02-10 off,2019-04-05 off"},
		{"a day a line", "2027-01-01 off 元旦\n2027/2/20 上班 春节\n", 0, "2027-01-01 off,2027-02-20 work"},
		{"a run in a line", "2027年1月1日至2027年1月3日，放假，元旦", 0, "2027-01-01 off,2027-01-02 off,2027-01-03 off"},
		{"full-width digits", "元旦：１月１日放假，１月４日上班", 2027, "2027-01-01 off,2027-01-04 work"},
		{"days before their word", "中秋节：9月15日放假，9月13日，9月19日上班", 2027, "2027-09-13 work,2027-09-15 off,2027-09-19 work"},
		{"the same day twice", "2027-01-01 off 元旦\n元旦：1月1日放假", 2027, "2027-01-01 off"},
	} {
		got, err := data.ParseNotice(c.text, c.year)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if list := strings.ReplaceAll(strings.TrimSpace(dayList(got)), "\n", ","); list != c.want {
			t.Errorf("%s: %s, want %s", c.name, list, c.want)
		}
	}
}

func TestNoticeRefusesInChinese(t *testing.T) {
	for _, c := range []struct {
		name, text string
		year       int
		want       string
	}{
		{"nothing", "今天天气好", 2027, "没有认出"},
		{"no year", "元旦：1月1日放假", 0, "没有写年份"},
		{"no month", "元旦：1日放假", 2027, "没有写月份"},
		{"a day that is not", "春节：2月27日至30日放假", 2027, "2027年2月没有30日"},
		{"a wrong count", "元旦：1月1日至3日放假，共4天", 2027, "写共4天，起止日期却是3天"},
		{"neither off nor work", "2027-01-01 元旦", 0, "第1行"},
		{"no word", "元旦：1月1日放假，1月5日", 2027, "没有写放假还是上班"},
		{"no name in a line", "2027-01-01 放假", 0, "节日名称"},
		{"both", "2027-01-02 放假 元旦\n2027-01-02 上班 元旦", 0, "既放假又上班"},
		{"backwards", "2027-01-05至2027-01-02 放假 元旦", 0, "不像一次放假"},
		{"too long", "国庆节：10月1日至30日放假", 2027, "最多15天"},
	} {
		_, err := data.ParseNotice(c.text, c.year)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", c.name, err, c.want)
		}
	}
}

// Whatever is pasted, the answer is a sentence or valid days in order.
func FuzzParseNotice(f *testing.F) {
	for _, s := range []string{notice2019, notice2025, "2027-01-01 off 元旦", "元旦：1日至99日放假共9天", "\ufeffdate,kind\n2027-13-01,off,x"} {
		f.Add(s, 2027)
	}
	for _, x := range shapes(f) {
		f.Add(x[1], 2027)
	}
	f.Fuzz(func(t *testing.T, text string, year int) {
		start := time.Now()
		days, err := data.ParseNotice(text, year)
		told(t, err, start)
		if err != nil {
			if days != nil || !strings.ContainsAny(err.Error(), "通知没有写请") {
				t.Errorf("refused with %v and %d days", err, len(days))
			}
			return
		}
		for i := range days {
			if ps := days[i].Validate(); len(ps) > 0 {
				t.Errorf("day %+v: %v", days[i], ps)
			}
		}
		if !slices.IsSortedFunc(days, func(a, b data.Holiday) int { return a.Date.Compare(b.Date) }) {
			t.Error("the days are not in order")
		}
	})
}

// shapes are the notices of testdata/notices.txt: a line of what each is, its text,
// the days or, behind !, what is told.
func shapes(t testing.TB) (all [][3]string) {
	t.Helper()
	text, err := os.ReadFile("testdata/notices.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(string(text), "\n==== ")[1:] {
		title, rest, _ := strings.Cut(block, "\n")
		notice, want, ok := strings.Cut(rest, "\n----\n")
		if !ok {
			t.Fatalf("%s has no answer", title)
		}
		all = append(all, [3]string{title, notice, strings.TrimSpace(want)})
	}
	return all
}

// Notices in every shape are read to their days, or the line is told.
func TestNoticesOfManyShapes(t *testing.T) {
	for _, x := range shapes(t) {
		for name, text := range map[string]string{"as it is": x[1], "lines ended as on Windows": strings.ReplaceAll(x[1], "\n", "\r\n"), "indented": strings.ReplaceAll("\n"+x[1], "\n", "\n　　")} {
			days, err := data.ParseNotice(text, 2027)
			var got []string
			for _, d := range days {
				got = append(got, fmt.Sprintf("%s %s %s", d.Date, d.Kind, d.Name))
			}
			if told, refused := strings.CutPrefix(x[2], "! "); refused {
				if err == nil || !strings.Contains(err.Error(), told) || !strings.Contains(err.Error(), "第") {
					t.Errorf("%s, %s: %v, want one with %q; read %v", x[0], name, err, told, got)
				}
				continue
			}
			if list := strings.Join(got, "\n"); err != nil || list != x[2] {
				t.Errorf("%s, %s: %v\n%s\nwant\n%s", x[0], name, err, list, x[2])
			}
		}
	}
}

// The notice of a year makes way for no day of the one source before it, and a
// county's own days or a supplement leave them: 2027 has 15 September off by the one
// source; a notice that has 14 September in its place is the only one that counts.
func TestOneSourceMakesWayForTheNotice(t *testing.T) {
	c := embedded(t)
	one, other := data.NewDate(2027, 9, 15), data.NewDate(2027, 9, 14)
	if c.Known(2027) || c.OneSource(2027) == "" || c.Workday(one) || c.OneSource(2026) != "" || !c.Known(2026) {
		t.Fatalf("2027 is known: %v, from %q", c.Known(2027), c.OneSource(2027))
	}
	limit := data.LimitFrom(data.NewDate(2027, 6, 15), data.Span{N: 3, Unit: data.Months}, true, c)
	if steps := strings.Join(limit.Steps(), ""); !limit.Provisional || !strings.Contains(steps, "一个来源（6tail/lunar-go 1.4.7）推算，结果待定") || limit.Deadline != data.NewDate(2027, 9, 16) {
		t.Errorf("%s: %s", limit.Deadline, steps)
	}
	own, err := data.ParseNotice("关于2027年县庆放假的通知\n9月20日至24日放假，共5天。", 2027)
	if err != nil {
		t.Fatal(err)
	}
	if d := c.With(own); d.Known(2027) || d.Workday(one) || d.Workday(own[0].Date) || d.OneSource(2027) == "" {
		t.Error("a county's days are taken for the year's notice")
	}
	notice, err := data.ParseNotice("关于2027年部分节假日安排的通知\n一、元旦：1月1日至3日放假。\n二、春节：2月5日至13日放假。\n三、中秋节：9月14日放假。", 0)
	if err != nil {
		t.Fatal(err)
	}
	d := c.With(own).With(notice)
	if !d.Known(2027) || d.OneSource(2027) != "" || !d.Workday(one) || d.Workday(other) || d.Workday(own[0].Date) {
		t.Error("the one source's day stays, or the notice's does not count")
	}
	if again := data.LimitFrom(data.NewDate(2027, 6, 15), data.Span{N: 3, Unit: data.Months}, true, d); again.Provisional || again.Deadline != one {
		t.Errorf("%s, provisional %v", again.Deadline, again.Provisional)
	}
	if c.Known(2027) || c.Workday(one) {
		t.Error("the calendar it started from was changed")
	}
}
