package intake

import (
	"fmt"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// Days in every form that ledgers hold, with the sheet's year 2023.
func TestDaysInEveryForm(t *testing.T) {
	for text, want := range map[string]string{
		"2018-06-20": "2018-06-20", "2018/06/20": "2018-06-20", "2018.6.20": "2018-06-20", "2023年8月30日": "2023-08-30", "２０２３年８月３０日": "2023-08-30",
		"2023 年 8 月 30 日": "2023-08-30", "2023-08-30 00:00:00": "2023-08-30", "2022-03-09T14:30:00": "2022-03-09", "2022/3/9 14:30": "2022-03-09", "2022-03-09T14:30:00.000Z": "2022-03-09",
		"二○○九年十月十六日": "2009-10-16", "二〇〇九年十月二十日": "2009-10-20", "二OO九年十月二十日": "2009-10-20", "二○二一年一二月三○日": "2021-12-30", "二〇二一年十二月三十日": "2021-12-30", "二零二三年三月十五日": "2023-03-15",
		"3月15日": "2023-03-15", "3月15号": "2023-03-15", "3.15": "2023-03-15", "3/15": "2023-03-15", "三月十五日": "2023-03-15",
		"2023年3月15日（星期三）": "2023-03-15", "20230315": "2023-03-15", "44629": "2022-03-09", "2023年3月15号": "2023-03-15",
		"": "", "2018年  月  日": "", "年月日": "", "/": "", "无": "", "—": "",
		"2008年9月31日": "!2008年9月没有31日。该月最后一天是9月30日", "2023年6月31日前办理完毕": "!不是哪一天", "2024.6.1前": "!不是哪一天", "2023-06-01前": "!不是哪一天", "6月1日前": "!不是哪一天", "6月1日之前": "!不是哪一天", "5月底": "!不是哪一天", "2023年5月底": "!不是哪一天", "3月上旬": "!不是哪一天", "五月底": "!不是哪一天", "截至2023年5月1日": "!不是哪一天", "3月5日左右": "!不是哪一天", "2023年底": "!不是哪一天",
		"3月1日-3月5日": "!是一段时间", "2022.3.1—3.5": "!是一段时间", "2023-03-01至2023-03-05": "!是一段时间", "3月1日至5日": "!是一段时间", "2023.3.1-2023.3.5": "!是一段时间", "3.1～3.5": "!是一段时间",
		"23.3.15": "2023-03-15", "23-3-15": "2023-03-15", "23年3月15日": "2023-03-15", "'23/3/15": "2023-03-15", "24.1.5": "2024-01-05", "22/12/30": "2022-12-30", "21.3.15": "!年份只有两位", "03/15/23": "!年份只有两位", "24.3.23": "!年份只有两位", "23-13-1": "!没有第13个月",
		"202398": "!看不懂", "2017823": "!看不懂", "截至10月底": "!不是哪一天", "2023年3月": "!看不懂", "已办": "!看不懂", "2023-13-01": "!没有第13个月",
	} {
		d, _, err := ReadDay(Cell{text, TextCell}, 2023)
		switch wrong, refused := strings.CutPrefix(want, "!"); {
		case refused && (err == nil || !strings.Contains(err.Error(), wrong) && wrong != "看不懂"):
			t.Errorf("%q is %v, %v; want refused: %s", text, d, err, wrong)
		case !refused && (err != nil || d.String() != want):
			t.Errorf("%q is %v, %v; want %s", text, d, err, want)
		}
	}
	if _, _, err := ReadDay(Cell{"3月15日", TextCell}, 0); err == nil || !strings.Contains(err.Error(), "没有年份") {
		t.Errorf("a day without a year: %v", err)
	}
	if _, _, err := ReadDay(Cell{"23.3.15", TextCell}, 0); err == nil || !strings.Contains(err.Error(), "年份只有两位") {
		t.Errorf("a year of two figures where no other is known: %v", err)
	}
	d, note, err := ReadDay(Cell{"2024-06-03", EveningCell}, 0)
	if err != nil || d.String() != "2024-06-04" || !strings.Contains(note, "多半是2024年6月4日") {
		t.Errorf("exceljs's evening before: %v, %s, %v", d, note, err)
	}
}

func TestPeopleOfACell(t *testing.T) {
	for text, want := range map[string]string{
		"李明": "李明", "李　明": "李明", "李 明": "李明", "李明代表": "李明", "李明、孙七、周八": "李明 孙七 周八", "李明，孙七,周八": "李明 孙七 周八", "李明\n孙七": "李明 孙七", "李　明\n孙七": "李明 孙七",
		"李明 孙七": "李明 孙七", ",李明,孙七,": "李明 孙七", "李明等5名代表": "李明 5 more", "李明（等5名）代表": "李明 5 more", "李明等五人": "李明 5 more", "李明、孙七等": "李明 孙七 0 more", "李国强等3人（王一民、赵二妹）": "李国强 王一民 赵二妹", "李国强等4人（王一民、赵二妹）": "李国强 王一民 赵二妹 4 more", "李国强等3人（李国强、王一民、赵二妹）": "李国强 王一民 赵二妹",
		"艾合买提•吐尔逊": "艾合买提·吐尔逊", "九三学社红塔区委员会": "九三学社红塔区委员会", "李明（春和代表团）、孙七（北城代表团）": "李明@春和代表团 孙七@北城代表团", "××": "", "": "", "李明、李　明": "李明",
	} {
		all, count, more := people(text)
		var words []string
		for _, p := range all {
			if p.home != "" {
				p.name += "@" + p.home
			}
			words = append(words, p.name)
		}
		if more {
			words = append(words, fmt.Sprint(count), "more")
		}
		if got := strings.Join(words, " "); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

func TestUnitsOfACell(t *testing.T) {
	known := func(name string) bool {
		return name == "住建" || name == "交通" || name == "水利电力/移民局"
	}
	for text, want := range map[string]string{
		"区住建局": "||区住建局|", "区住建局、区交通局": "||区住建局,区交通局|", "区住建局，区交通局\n区水利局": "||区住建局,区交通局,区水利局|", "主办：区住建局；协办：区交通局、区水利局": "区住建局|区交通局,区水利局||",
		"主办：区住建局\n协办：区交通局": "区住建局|区交通局||", "区住建局（主办）、区交通局（会办）": "区住建局|区交通局||", "区住建局、区水务公司等": "||区住建局,区水务公司|open", "无": "|||", "": "|||", "区住建局（区人防办）": "||区住建局（区人防办）|", "/": "|||",
		// Other signs and words between them, where each part is a unit.
		"区住建局/区交通局": "||区住建局,区交通局|", "区住建局\\区交通局": "||区住建局,区交通局|", "区住建局|区交通局": "||区住建局,区交通局|", "区住建局 区交通局": "||区住建局,区交通局|", "区住建局　区交通局": "||区住建局,区交通局|", "区住建局+区交通局": "||区住建局,区交通局|", "区住建局 & 区交通局": "||区住建局,区交通局|",
		"区住建局和区交通局": "||区住建局,区交通局|", "区住建局与春和街道办事处": "||区住建局,春和街道办事处|", "区住建局及区交通局": "||区住建局,区交通局|", "区住建局以及区交通局": "||区住建局,区交通局|", "区住建局、区交通局和区水利局": "||区住建局,区交通局,区水利局|", "春和街道 小石桥乡政府": "||春和街道,小石桥乡政府|",
		"住建/交通": "||住建,交通|",
		// Within a name they part nothing.
		"区人力资源和社会保障局": "||区人力资源和社会保障局|", "区发展和改革局和区工业和信息化局": "||区发展和改革局,区工业和信息化局|", "区住建局与区文化和旅游局": "||区住建局,区文化和旅游局|", "市公安局和平分局": "||市公安局和平分局|", "区普及办": "||区普及办|", "红塔区 住建局": "||红塔区住建局|", "玉带路街道 办事处": "||玉带路街道办事处| !玉带路街道办事处", "水利电力/移民局": "||水利电力/移民局|",
		// What cannot be parted surely is told.
		"住建/城管/水利": "||住建/城管/水利| !住建/城管/水利", "区住建局/李明": "||区住建局/李明| !区住建局/李明",
		// Phrases.
		"区住建局牵头，区水利局、区财政局配合": "区住建局|区水利局,区财政局||", "由区住建局牵头,区水利局配合": "区住建局|区水利局||", "区住建局牵头 区水利局配合": "区住建局|区水利局||", "区住建局 牵头 区水利局 配合": "区住建局|区水利局||", "牵头：区住建局；配合：区水利局、区财政局": "区住建局|区水利局,区财政局||", "主办:区住建局 会办:区水利局": "区住建局|区水利局||", "主办：区住建局，会办：区水利局": "区住建局|区水利局||", "主办单位：区住建局\n会办单位：区水利局 区财政局": "区住建局|区水利局,区财政局||",
		"区住建局主办、区水利局协办": "区住建局|区水利局||", "区住建局会同区水利局、区财政局办理": "区住建局|区水利局,区财政局||", "区住建局牵头负责，区水利局等部门配合": "区住建局|区水利局||open", "区住建局，区水利局配合": "|区水利局|区住建局|", "区工商局": "||区工商局|", "区住建局（分办）、区水利局（分办）": "区住建局,区水利局|||separate",
	} {
		l := units(text, known)
		got := strings.Join(l.leads, ",") + "|" + strings.Join(l.others, ",") + "|" + strings.Join(l.plain, ",") + "|"
		if l.open {
			got += "open"
		}
		if l.separate {
			got += "separate"
		}
		for _, s := range l.joined {
			got += " !" + s
		}
		if got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

// A text under a heading of units is no list, however long.
func TestATextUnderUnits(t *testing.T) {
	l := units(strings.Repeat("区住建局的/", 20_000), func(string) bool { return false })
	if len(l.plain) != 1 || len(l.joined) != 1 {
		t.Errorf("%d units, %d told", len(l.plain), len(l.joined))
	}
}

func TestNumbersOfACell(t *testing.T) {
	for text, want := range map[string]string{
		"第0019号": "0019", "第056号": "056", "77号": "77", "第143059号": "143059", "007": "007", "闭3": "闭3", "12、35": "12 35", "12号、35号（并案）": "12 35", "第12号\n第35号": "12 35", "提案第8号": "8", "12（存档）": "12 old", "１２": "12", "总编12号": "总编12", "": "", "012、12": "012",
		"28-30": "28 29 30", "28—30号": "28 29 30", "28至30": "28 29 30", "第28号至第30号": "28 29 30", "28～30": "28 29 30", "028-030": "028 029 030", "闭1-3": "闭1 闭2 闭3", "闭1至闭3": "闭1 闭2 闭3", "28、30-32": "28 30 31 32", "28-29合并办理": "28 29",
		"28、29、30": "28 29 30", "28 29 30": "28 29 30", "第28号 第29号": "28 29", "28/29": "28 29", "28与29": "28 29", "第 28 号": "28",
		"2022-12": "2022-12", "2022-2030": "2022-2030", "2022/12": "2022/12", "14-3": "14-3", "3-045": "3-045", "30至28": "!前后颠倒", "1-269": "!269个编号", "28—60号": "!33个编号", "1-20": "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20", "1-21": "!21个编号",
	} {
		l := numbers(text, false)
		got := strings.Join(l.all, " ")
		if l.old {
			got += " old"
		}
		if wrong, refused := strings.CutPrefix(want, "!"); refused != (l.why != "") || refused && !strings.Contains(l.why, wrong) || !refused && got != want {
			t.Errorf("%q is %s, %s; want %s", text, got, l.why, want)
		}
	}
	if l := numbers("28-30", true); len(l.all) != 1 || l.all[0] != "28-30" {
		t.Errorf("where hyphens are part of numbers: %v", l.all)
	}
	for column, want := range map[string]bool{"27|28-30|31": false, "28-30|31-33": false, "3-45|3-46": true, "3-45|2-1": true, "28-30|29-31": true, "1|2": false} {
		if hyphenated(strings.Split(column, "|")) != want {
			t.Errorf("%s: not %v", column, want)
		}
	}
}

func TestMeetingsInWords(t *testing.T) {
	for text, want := range map[string]string{
		"市六届人大一次会议": "人大 市  6 1 0", "区六届人大二次会议": "人大 区  6 2 0", "政协市六届一次会议": "政协 市  6 1 0", "玉溪市第六届人民代表大会第一次会议": "人大 市 玉溪市 6 1 0", "政协玉溪市第六届委员会第一次会议": "政协 市 玉溪市 6 1 0",
		"2022年建议提案办理台账": "   0 0 2022", "市六届人大一次会议建议办理台账": "人大 市  6 1 0", "红塔区2023年代表建议目录": "人大   0 0 2023", "区政协十届三次会议提案目录": "政协 区  10 3 0", "六届二次": "   6 2 0", "二〇二三年度区人大代表建议": "人大 区  0 0 2023",
		"2021": "   0 0 2021", "2021年人大建议": "人大   0 0 2021", "政协提案（2021/03/01-2021/03/07）": "政协   0 0 0", "州人大建议": "人大 市  0 0 0", "县政协提案": "政协 区  0 0 0", "第十四届第三次": "   14 3 0",
	} {
		m := readMeeting(text)
		if got := fmt.Sprintf("%s %s %s %d %d %d", m.body, m.level, m.place, m.term, m.session, m.year); got != want {
			t.Errorf("%s tells %q, want %q", text, got, want)
		}
	}
	for text, between := range map[string]bool{"闭会期间": true, "会后": true, "平时提案": true, "会间": false, "开会期间": false} {
		if readMeeting(text).between != between {
			t.Errorf("%s: between meetings is %v", text, !between)
		}
	}
}

// Books' own names are read as what they are.
func TestNamesOfBooksAreRead(t *testing.T) {
	for _, body := range data.Bodies {
		for _, level := range data.Levels {
			b := data.Book{Meeting: data.Meeting{Body: body, Level: level, Place: "某某", Term: 14, Session: 3, Year: 2022}}
			if m := readMeeting(b.Name()); !m.fits(b) || m.body != body || m.level != level || m.term != 14 || m.session != 3 {
				t.Errorf("%s is read as %+v", b.Name(), m)
			}
		}
	}
}

func TestClassesInWords(t *testing.T) {
	three := datatest.Rules().Pack
	four := datatest.Rules(func(p *data.RulePack) {
		p.Classes = append(p.Classes, data.ReplyClass{Letter: "D", Name: "留作参考"})
	}).Pack
	own := datatest.Rules(func(p *data.RulePack) {
		p.Classes = []data.ReplyClass{{Letter: "甲", Name: "已解决"}, {Letter: "乙", Name: "正在解决"}, {Letter: "丙", Name: "不能解决"}}
	}).Pack
	for _, c := range []struct {
		text string
		pack data.RulePack
		want string
	}{
		{"A", three, "A"}, {"A类", three, "A"}, {"Ａ类", three, "A"}, {"b", three, "B"}, {"（A）", three, "A"}, {"甲类", three, "A"}, {"丙", three, "C"}, {"已解决或基本解决", three, "A"}, {"A.解决或基本解决", three, "A"},
		{"解决或采纳", three, "A"}, {"列入计划拟解决", three, "B"}, {"列入计划逐步解决", three, "B"}, {"留作参考", three, "C"}, {"C.因条件所限等原因暂不能解决,留作参考", three, "C"}, {"因条件限制暂未能解决", three, "C"},
		{"留作参考", four, "D"}, {"D", four, "D"}, {"D", three, ""}, {"列入计划", four, "B"}, {"甲类", own, "甲"}, {"A类", own, "甲"}, {"部分解决", three, ""}, {"满意", three, ""}, {"不满意", three, ""}, {"好", three, ""},
	} {
		got, ok := classOf(c.text, c.pack)
		if !ok {
			got = ""
		}
		if got != c.want {
			t.Errorf("%s is %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzCells(f *testing.F) {
	for _, s := range []string{"2022-03-09T14:30:00", "二○二一年一二月三○日", "李明（等5名）代表", "主办：区住建局；协办：区交通局等", "12、35号（并案）", "政协玉溪市第六届委员会第一次会议"} {
		f.Add(s)
	}
	pack := datatest.Rules().Pack
	f.Fuzz(func(t *testing.T, s string) {
		if d, _, err := ReadDay(Cell{s, TextCell}, 2023); err == nil && !d.IsZero() {
			if again, err := data.ParseDate(d.String()); err != nil || again != d {
				t.Errorf("%q gives the day %v", s, d)
			}
		}
		people(s)
		units(s, func(string) bool { return len(s)%2 == 0 })
		numbers(s, false)
		hyphenated([]string{s, s})
		readMeeting(s)
		classOf(s, pack)
		lookup(s, nil)
	})
}
