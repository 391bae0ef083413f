package plain_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"jianban/export/page"
	"jianban/export/plain"
)

func tidy(text string) string { return plain.Apply(text, plain.Repairs(text, 0)) }

func TestTidy(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"nothing to do", "一、基本情况\n共12件，占57.1%。", "一、基本情况\n共12件，占57.1%。"},
		{"marks after Hanzi", "共12件,其中:主办7件;协办8件.好吗?好!", "共12件，其中：主办7件；协办8件。好吗？好！"},
		{"marks after digits", "投入1,200万元,占57.1%,比例3:1,上午10:30,第3.5节", "投入1,200万元，占57.1%，比例3:1，上午10:30，第3.5节"},
		{"marks in Latin words", "使用Word, Excel和GB/T 9704-2012标准。", "使用Word, Excel和GB/T 9704-2012标准。"},
		{"web address", "见http://www.a.gov.cn/x?a=1,b:2,其中", "见http://www.a.gov.cn/x?a=1,b:2，其中"},
		{"mail address", "邮箱:zhang.san@yx.gov.cn;电话:0877-2022001", "邮箱：zhang.san@yx.gov.cn；电话：0877-2022001"},
		{"field", "共{总件数}件,见{例12}.", "共{总件数}件，见{例12}。"},
		{"file name", "见附件.docx和报告2022-6-30.pdf", "见附件.docx和报告2022-6-30.pdf"},
		{"brackets", "进行（一期)规划(PPP)项目(2022年)和f(x)", "进行（一期）规划（PPP）项目（2022年）和f(x)"},
		{"odd spaces", "全区范围内\u00a0共 12\u3000件\t，占 57.1% 。", "全区范围内共12件，占57.1%。"},
		{"words of letters", "Word\u00a0 Excel", "Word Excel"},
		{"names in a row", "代表李某　王某　普某提出", "代表李某 王某 普某提出"},
		{"one name spread", "李　某代表提出的建议", "李某代表提出的建议"},
		{"blank date", "2022年　月　日，第　号", "2022年　月　日，第　号"},
		{"customary indent", "　　一段文字。", "　　一段文字。"},
		{"other indents", "    一段文字。  \n\t二段文字。", "一段文字。\n二段文字。"},
		{"invisible", "建\u200b设\ufeff情\u00ad况\x07", "建设情况"},
		{"Word's bullet", "\uf0b7\t建设情况", "建设情况"},
		{"line ends", "甲。\r\n乙。\v丙。\u2028丁。\r戊。", "甲。\n乙。\n丙。\n丁。\n戊。"},
		{"broken sentence", "完成了规划，\n　　并开工建设。", "完成了规划，并开工建设。"},
		{"full-width digits", "２０２２年共１２件，占５７．１%，ＧＤＰ增长", "2022年共12件，占57.1%，GDP增长"},
		{"文号", "红政函[2022]15号、云政发（2018）39号、【2022】第06号、〔2022〕7号", "红政函〔2022〕15号、云政发〔2018〕39号、〔2022〕6号、〔2022〕7号"},
		{"no 文号", "（2022）云04民终15号，会议（2022）年", "（2022）云04民终15号，会议（2022）年"},
		{"dates", "2022.6.30至2022-07-01，2022/7/2日，2022年06月30日，06月05日", "2022年6月30日至2022年7月1日，2022年7月2日，2022年6月30日，6月5日"},
		{"no dates", "2022.13.30，12022-6-30，2022-6-30-1，2023年2月30日", "2022.13.30，12022-6-30，2022-6-30-1，2023年2月30日"},
		{"straight quotes", "做到\"一张蓝图\"绘到底，叫'试点'", "做到“一张蓝图”绘到底，叫‘试点’"},
		{"quotes the wrong way", "做到”一张蓝图“绘到底", "做到“一张蓝图”绘到底"},
		{"an odd quote", "做到\"一张蓝图绘到底", "做到\"一张蓝图绘到底"},
		{"apostrophe", "People's的意思", "People's的意思"},
		{"dots and dashes", "逐条对照--逐项落实...好。。", "逐条对照——逐项落实……好。"},
		{"a number left out", "一、甲\n三、乙\n四、丙", "一、甲\n二、乙\n三、丙"},
		{"a number twice", "一、甲\n一、乙", "一、甲\n二、乙"},
		{"below another heading", "一、甲\n（一）子\n（三）丑\n二、乙\n（一）子\n（二）丑", "一、甲\n（一）子\n（二）丑\n二、乙\n（一）子\n（二）丑"},
		{"a list that begins anew", "一、甲\n1.子\n2.丑\n又：\n1.寅\n2.卯", "一、甲\n1.子\n2.丑\n又：\n1.寅\n2.卯"},
		{"goes on from elsewhere", "三、甲\n四、乙", "三、甲\n四、乙"},
		{"（一） after nothing", "(一)甲\n(二)乙", "一、甲\n二、乙"},
		{"other marks after numbers", "一.甲\n（一）、子\n1、丑\n（1)寅", "一、甲\n（一）子\n1.丑\n（1）寅"},
		{"counted, not numbered", "一、二期工程已完工。\n1、2号楼", "一、二期工程已完工。\n1、2号楼"},
		{"number and space", "一、 甲\n1. 乙", "一、甲\n1.乙"},
		{"empty", "", ""},
	} {
		if got := tidy(c.in); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestRepairSaysWhatAndWhere(t *testing.T) {
	text := "一、情况\n共１２件,占57.1%。\n红政函[2022]15号"
	want := []plain.Repair{
		{Kind: plain.Width, Line: 2, From: 6, To: 8, Before: "１２", After: "12", Why: "数字和字母用半角"},
		{Kind: plain.Punctuation, Line: 2, From: 9, To: 10, Before: ",", After: "，", Why: "中文里用全角标点"},
		{Kind: plain.DocNumber, Line: 3, From: 21, To: 30, Before: "[2022]15号", After: "〔2022〕15号", Why: "文号的年份用六角括号，序号不加“第”，不编虚位"},
	}
	got := plain.Repairs(text, 0)
	if !slices.Equal(got, want) {
		t.Fatalf("got %+v\nwant %+v", got, want)
	}
	if alone := plain.Apply(text, got[1:2]); alone != "一、情况\n共１２件，占57.1%。\n红政函[2022]15号" {
		t.Errorf("one alone: %q", alone)
	}
	if left, right := got[1].Around(text, 2); left != "…２件" || right != "占5…" {
		t.Errorf("around: %q %q", left, right)
	}
	if got := plain.Visible("a\u00a0b\tc\u200b\n"); got != "a␣b→c□↵" {
		t.Errorf("visible: %q", got)
	}
}

func TestUnderAHeading(t *testing.T) {
	text := "（一）甲\n（二）乙"
	if got := plain.Repairs(text, 1); len(got) != 0 {
		t.Errorf("under a heading of level 1, （一） stands rightly: %+v", got)
	}
}

// pieces are what texts of the office are full of, right and wrong.
var pieces = []string{
	"一、", "三、", "二.", "(一)", "（二）", "（三)、", "1.", "2、", "3.5", "（1）", "(2)", "建设情况", "其中", "李某", "共", "件", "年", "月", "日", "第", "号",
	",", ".", ":", ";", "!", "?", "，", "。", "：", "、", "……", "...", "。。", "--", "—", "%", "(", ")", "（", "）", "[", "]", "〔", "〕", "【", "】", "《", "》",
	" ", "  ", "\u3000", "\u00a0", "\t", "\n", "\n", "\r\n", "\v", "\u2028", "\u200b", "\ufeff", "\x01", "\uf0b7",
	"\"", "“", "”", "'", "‘", "’", "2022", "06", "6", "30", "15", "57.1%", "1,200", "10:30", "２０２２", "．", "ＧＤＰ", "Word", "People's",
	"http://a.gov.cn/x,y", "a@b.cn", "{总件数}", "{", "}", "[2022]15号", "（2022）第06号", "2022.6.30", "2022-06-30", "2022年06月30日", "😀", "שלום", "\xff", "×",
	"⼀、", "⽉", "⻘", "\uf9c4", "e\u0301", "\ue863", "艾•吐", "《《甲》", "〈", "〉",
}

func text(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(pieces), rapid.StringN(0, 3, -1)), 0, 25).Draw(t, "pieces"), "")
}

func TestAllRepairsLeaveNone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := text(t)
		under := rapid.IntRange(0, 2).Draw(t, "under")
		out := plain.Apply(in, plain.Repairs(in, under))
		if more := plain.Repairs(out, under); len(more) != 0 {
			t.Fatalf("%q became %q, which wants %+v", in, out, more)
		}
	})
}

func TestEachCanBeTakenAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := text(t)
		runes := []rune(in)
		at := 0
		all := plain.Repairs(in, 0)
		for _, r := range all {
			if r.From < at || r.To <= r.From || r.To > len(runes) {
				t.Fatalf("%q: %+v overlaps the one before or is empty", in, r)
			}
			at = r.To
			if string(runes[r.From:r.To]) != r.Before || r.Before == r.After || r.Why == "" || !slices.Contains(plain.Kinds, r.Kind) {
				t.Fatalf("%q: %+v does not say what it changes", in, r)
			}
			if line := 1 + strings.Count(string(runes[:r.From]), "\n"); line != r.Line {
				t.Fatalf("%q: %+v begins in line %d", in, r, line)
			}
			want := string(runes[:r.From]) + r.After + string(runes[r.To:])
			if got := plain.Apply(in, []plain.Repair{r}); got != want {
				t.Fatalf("%q: %+v alone gives %q", in, r, got)
			}
		}
		if i := rapid.IntRange(0, len(all)).Draw(t, "some"); len(all) > 0 {
			plain.Apply(in, all[i:])
		}
	})
}

var numberForm = regexp.MustCompile(`\d+`)

// meaning is a text's letters and numbers: width is nothing, and with loose
// neither are zeros before a number nor the words of a date.
func meaning(s string, loose bool) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' || r == '．':
			return r - 0xFEE0
		case r >= 0xF000 && r <= 0xF0FF || r == '\uFE0F': // a bullet, a selector
			return -1
		}
		return r
	}, s)
	if loose {
		s = strings.NewReplacer("年", " ", "月", " ", "日", " ", "第", "").Replace(s)
		s = numberForm.ReplaceAllStringFunc(s, func(n string) string { return " " + strings.TrimLeft(n, "0") + " " })
	}
	var b strings.Builder
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if loose {
			b.WriteString(" ")
		}
		b.WriteString(w)
	}
	return b.String()
}

func TestLettersAndDigitsStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := text(t)
		for _, r := range plain.Repairs(in, 0) {
			if r.Kind == plain.Numbering || r.Kind == plain.LookAlike { // the latter: data/mend_test.go
				continue
			}
			loose := r.Kind == plain.Date || r.Kind == plain.DocNumber
			if a, b := meaning(r.Before, loose), meaning(r.After, loose); a != b {
				t.Fatalf("%q: %+v changes %q into %q", in, r, a, b)
			}
		}
	})
}

// What stood apart as two numbers or words of letters never becomes one.
func TestWordsStayApart(t *testing.T) {
	words := regexp.MustCompile(`[0-9A-Za-z]+`)
	rapid.Check(t, func(t *rapid.T) {
		in := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"12", "ab", " ", "\u00a0", "\u3000", "\t", "建设", ",", "，"}), 0, 20).Draw(t, "pieces"), "")
		if a, b := words.FindAllString(in, -1), words.FindAllString(tidy(in), -1); !slices.Equal(a, b) {
			t.Fatalf("%q: %q became %q", in, a, b)
		}
	})
}

// The levels are those that the page sets in their faces.
func TestLevelsAreThoseOfThePage(t *testing.T) {
	for text, level := range map[string]int{
		tidy("一. 基本情况"): 1, tidy("一、甲\n(一)、 子")[len("一、甲\n"):]: 2, tidy("1、 丑"): 3, tidy("(1) 寅"): 4, tidy("２０２２年"): 0,
	} {
		if got := page.Level(text); got != level {
			t.Errorf("%q is of level %d on the page, want %d", text, got, level)
		}
	}
}

func BenchmarkThreePages(b *testing.B) {
	text := strings.Repeat("一、基本情况\n红塔工业园区光电子产业园规划面积1200亩,已纳入年内重点工作统筹推进(见附件),完成投资57.1%。\n", 40)
	for b.Loop() {
		plain.Repairs(text, 0)
	}
}

func TestLookAlikesAndTitlesWithinTitles(t *testing.T) {
	for in, want := range map[string]string{
		"⼀、⼯作\n⼆、⻘年":       "一、工作\n二、青年",
		"⼀、⼯作\n三、⻘年":       "一、工作\n二、青年",
		"收悉《关于落实《规定》的建议》。": "收悉《关于落实〈规定〉的建议》。",
		"《甲〈乙〉丙》和《丁》。":     "《甲〈乙〉丙》和《丁》。",
		"《甲《乙》。":           "《甲《乙》。",
		"艾合买提•吐尔逊代表":       "艾合买提·吐尔逊代表",
	} {
		if got := tidy(in); got != want {
			t.Errorf("%q became %q, not %q", in, got, want)
		}
	}
	if r := plain.Repairs("⼀、⼯作", 0); len(r) != 2 || r[0].Kind != plain.LookAlike || r[0].Before != "⼀" || r[0].Why == "" {
		t.Errorf("%+v", r)
	}
}

// Rows of tables keep their tabs, whatever stands in their cells; the text around
// them is tidied as ever.
func TestTablesAreLeftAlone(t *testing.T) {
	table := "序号\t项 目\t投资,万元\n一. 甲\t乙 丙\t3\n1.\t\t3,150\n3.\t截污　干管，\t12"
	text := "学位,分布如下：\n" + table + "\n到 2023年"
	got := plain.Apply(text, plain.Repairs(text, 0))
	if want := "学位，分布如下：\n" + table + "\n到2023年"; got != want {
		t.Errorf("%q\nwant\n%q", got, want)
	}
	indented := "\t前一段。\n\t后一段。"
	if got := plain.Apply(indented, plain.Repairs(indented, 0)); got != "前一段。\n后一段。" {
		t.Errorf("tabs that only indent stay: %q", got)
	}
}
