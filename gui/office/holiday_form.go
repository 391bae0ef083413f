package office

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"jianban/data"
	"jianban/gui/form"
	"jianban/gui/screen"
	ui "jianban/gui/widget"
)

// edit opens the form of one day; ID 0 is a new one.
func (p *holidayPart) edit(h data.Holiday) {
	e := &form.Editor{Host: p.host, Form: ui.NewForm(), Width: 520, Title: "放假安排加一天"}
	if h.ID != 0 {
		e.Title, e.Record = "修改放假安排", h.Date.Chinese()+"的放假安排"
		e.Remove = func(tx screen.Tx) error { return tx.Remove(data.RecordHoliday, h.ID) }
	}
	day := e.Day(h.Date, p.year, p.deps.Today())
	kind := ui.NewChoice("请选择", []ui.Option[data.HolidayKind]{{Value: data.DayOff, Label: "放假"}, {Value: data.DayWork, Label: "上班（周末调休）"}}, nil)
	kind.Fill(h.Kind)
	name, source := e.Combo("如 春节", h.Name, holidayNames), e.Field("如 国办发明电〔2026〕7号", h.Source)
	f := e.Form
	f.Pair(f.NewRow("日期", true, day, ""), f.NewRow("放假或上班", true, kind, ""))
	f.Add("节日名称", true, name, "")
	f.Add("依据", false, source, "")
	e.Print = func() string {
		return fmt.Sprint(day.Text, "\x00", kind.Value(), "\x00", name.Text, "\x00", source.Text)
	}
	e.Read = func() (ps data.Problems) {
		h.Kind, h.Name, h.Source = kind.Value(), name.Text, source.Text
		form.ReadDay(&ps, "日期", day, &h.Date)
		return form.MergeProblems(ps, h.Validate())
	}
	e.Write = func(tx screen.Tx) error {
		x := h
		return tx.SaveHoliday(&x)
	}
	e.Done = p.saved
	e.Open(day)
}

// holidayNames are the holidays of the year.
var holidayNames = []string{"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节", "国庆节、中秋节"}

// enterNotice opens the form that takes a whole notice, once the days that the
// user has entered before are known: those of the notice replace them.
func (p *holidayPart) enterNotice(text string) {
	var own []data.Holiday
	p.host.RunTask("正在读取", func(ctx context.Context, _ screen.Progress) (err error) {
		own, err = p.deps.Store.Holidays(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.host.Fail(err)
			return
		}
		p.openNotice(text, own)
	})
}

func (p *holidayPart) openNotice(text string, own []data.Holiday) {
	e := &form.Editor{Host: p.host, Form: ui.NewForm(), Width: 860, Title: "录入放假通知"}
	year := e.Field("如 2027", strconv.Itoa(p.year))
	area := e.Prose("粘贴通知全文，如：\n一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月4日（周一）上班。\n或每行写一天或几天，如：\n2027-01-01 放假 元旦\n2027-02-05至2027-02-13 放假 春节\n2027-02-20 上班 春节", text, 12)
	found := ui.NewText("")
	read := func() ([]data.Holiday, data.Problems) {
		var y int
		var ps data.Problems
		form.ReadNumber(&ps, "年份", year.Text, &y)
		if len(ps) > 0 {
			return nil, ps
		}
		days, err := data.ParseNotice(area.Text, y)
		ps, _ = form.ProblemsOf(err)
		return days, ps
	}
	tell := func(string) {
		days, ps := read()
		e.Form.Clear()
		found.SetText(noticeWords(days))
		if len(ps) > 0 && strings.TrimSpace(area.Text) != "" {
			found.SetText("还没有认全：" + ps[0].Message)
		}
	}
	year.OnEdit(tell)
	area.OnEdit(tell)
	f := e.Form
	f.Add("年份", true, year, "通知里没有写明年份的日子，算作这一年。")
	f.Add("通知内容", true, area, "")
	f.Add("认出的日子", false, found, "")
	tell("")
	var days []data.Holiday
	e.Print = func() string { return area.Text }
	e.Read = func() (ps data.Problems) {
		days, ps = read()
		return ps
	}
	e.Write = func(tx screen.Tx) error { return saveNotice(tx, days, own) }
	e.Done = func() {
		p.year = days[len(days)-1].Date.Year() // a notice can begin in the year before
		p.saved()
	}
	e.Open(area)
	if e.Panel != nil {
		e.Panel.Drop = func(paths []string) {
			text, err := readNotice(paths[0])
			if err != nil {
				p.host.Fail(err)
				return
			}
			area.SetText(text)
		}
	}
}

// saveNotice saves the days of a notice over those of the user's own that stand
// there.
func saveNotice(tx screen.Tx, days, own []data.Holiday) error {
	ids := map[data.Date]data.ID{}
	for _, h := range own {
		ids[h.Date] = h.ID
	}
	for _, h := range days {
		h.ID = ids[h.Date]
		if err := tx.SaveHoliday(&h); err != nil {
			return err
		}
	}
	return nil
}

// noticeWords tells what was read from a notice.
func noticeWords(days []data.Holiday) string {
	if len(days) == 0 {
		return "还没有内容"
	}
	count := map[data.HolidayKind]int{}
	var names []string
	per := map[string]int{}
	for _, h := range days {
		count[h.Kind]++
		key := h.Name + h.Kind.Word()
		if per[key] == 0 {
			names = append(names, key)
		}
		per[key]++
	}
	for i, n := range names {
		names[i] = fmt.Sprintf("%s%d天", n, per[n])
	}
	return fmt.Sprintf("放假%d天、上班%d天：%s。", count[data.DayOff], count[data.DayWork], strings.Join(names, "，"))
}

// noticeMost is more bytes than a table of holidays has.
const noticeMost = 1 << 20

// importTable reads a table of days from a file into the form of a notice, to
// be looked through and saved.
func (p *holidayPart) importTable() {
	form.AskFile(p.deps, p.host, form.FileAsk{Title: "导入放假安排", Yes: "导入", Kinds: []string{".csv", ".txt"}}, func(path string) {
		var text string
		p.host.RunTask("正在读取", func(context.Context, screen.Progress) error {
			var err error
			if text, err = readNotice(path); err == nil {
				_, err = data.ParseNotice(text, p.year)
			}
			return err
		}, func(err error) {
			if err != nil {
				p.host.Fail(err)
				return
			}
			p.enterNotice(text)
		})
	})
}

// readNotice reads a notice from a text file.
func readNotice(path string) (string, error) {
	raw, err := readSmall(path, noticeMost, "放假安排")
	if err != nil {
		return "", err
	}
	return decoded(raw)
}

// decoded is a text file's text: UTF-8, else as Chinese Windows writes it.
func decoded(raw []byte) (string, error) {
	if utf8.Valid(raw) {
		return string(raw), nil
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if err != nil || strings.ContainsRune(string(text), utf8.RuneError) {
		return "", data.Problem{Field: "放假安排", Message: "不是文字文件", Hint: "请选择每行写“日期,放假或上班,节日名称”的.csv或.txt文件"}
	}
	return string(text), nil
}
