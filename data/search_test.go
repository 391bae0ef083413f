package data_test

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"jianban/data"
)

func TestWhatIsTypedIsReadAsMeant(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  []data.SearchWord // Fold is looked at as text
	}{
		{"2022 12", []data.SearchWord{{Text: "2022", Number: "2022", Year: 2022}, {Text: "12", Number: "12"}}},
		{"12号", []data.SearchWord{{Text: "12号", Number: "12"}}},
		{"第012号，闭3", []data.SearchWord{{Text: "第012号", Number: "12"}, {Text: "闭3", Number: "闭3", Series: "闭", DocN: 3}}},
		{"红政函7", []data.SearchWord{{Text: "红政函7", Number: "红政函7", Series: "红政函", DocN: 7}}},
		{"红政函〔2022〕7号", []data.SearchWord{{Text: "红政函〔2022〕7号", Series: "红政函", DocYear: 2022, DocN: 7}}},
		{"红政函［２０２２］７号", []data.SearchWord{{Text: "红政函［２０２２］７号", Series: "红政函", DocYear: 2022, DocN: 7}}},
		{"2021年", []data.SearchWord{{Text: "2021年", Year: 2021, Number: "2021年"}}},
		{"单位:住建 类别：B 满意度:不满意", []data.SearchWord{{Field: data.InUnit, Text: "住建"}, {Field: data.InClass, Text: "B", Letters: "b", Class: "B"}, {Field: data.InMark, Text: "不满意"}}},
		{"B类", []data.SearchWord{{Text: "B类", Class: "B"}}},
		{"单位:", nil},
		{"时间:三点", []data.SearchWord{{Text: "时间:三点"}}},
		{"ZGGYQ", []data.SearchWord{{Text: "ZGGYQ", Letters: "zggyq"}}},
		{"wu shui", []data.SearchWord{{Text: "wushui", Letters: "wushui"}}}, // 污水, not 务 and 水
		{"“GIS 系统”", []data.SearchWord{{Text: "GIS 系统"}}},
		{"《关于道路的建议》", []data.SearchWord{{Text: "关于道路的建议"}}},
		{"，。、", nil},
		{"", nil},
	} {
		got := data.ParseSearch(c.typed)
		for i := range got {
			got[i].Fold = nil
		}
		if len(got) != len(c.want) || len(got) > 0 && !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v", c.typed, got)
		}
	}
	if got := data.ParseSearch(strings.Repeat("字 ", 100)); len(got) != 16 {
		t.Errorf("%d words", len(got))
	}
}

func TestAWordIsFoundHoweverItIsSpelt(t *testing.T) {
	for _, c := range []struct{ text, word, found string }{
		{"沿线污水直排", "污水", "污水"},
		{"沿线污\n水直排", "污水", "污\n水"},
		{"李　明和李 明", "李明", "李　明"},
		{"阿依・买买提", "阿依·买买提", "阿依・买买提"},
		{"⾦属⼀览", "金属一览", "⾦属⼀览"},
		{"ＧＩＳ系统", "gis", "ＧＩＳ"},
		{"cafe\u0301厅", "café", "cafe\u0301"},
		{"面积３㎡", "3m2", "３㎡"},
		{"污管截", "截污", ""},
		{"", "字", ""},
		{"字", "", ""},
	} {
		folded := data.FoldText(c.text)
		m, ok := folded.Find(data.FoldText(c.word).Runes)
		if got := c.text[m.From:m.To]; ok != (c.found != "") || got != c.found {
			t.Errorf("%q in %q: %q", c.word, c.text, got)
		}
	}
	folded := data.FoldText("李　明和李 明")
	if all := folded.FindAll([]rune("李明"), 9); len(all) != 2 {
		t.Error(all)
	}
}

func TestAnExcerptKeepsItsMarks(t *testing.T) {
	text := strings.Repeat("前", 100) + "污水\n直排" + strings.Repeat("后", 100)
	folded := data.FoldText(text)
	got, marks := data.Excerpt(text, folded.FindAll([]rune("污水直排"), 5), 40)
	if len(marks) != 1 || got[marks[0].From:marks[0].To] != "污水 直排" || !strings.HasPrefix(got, "…前") || !strings.HasSuffix(got, "后…") {
		t.Errorf("%s %v", got, marks)
	}
	if got, marks := data.Excerpt("短文", []data.Stretch{{From: 0, To: 3}}, 40); got != "短文" || len(marks) != 1 {
		t.Error(got, marks)
	}
}

// Whatever is typed and searched through, it ends, marks lie on characters, and
// what is found in a text is there.
func FuzzSearch(f *testing.F) {
	for _, s := range []string{"2022 12号", "红政函〔2022〕7号", "单位:住建 类别:B", "“未完", "a\u0301\u0301", "㎡ﬁ①", "\xff\xfe", "각"} {
		f.Add(s, "沿线污水 直排"+s)
	}
	f.Fuzz(func(t *testing.T, typed, text string) {
		start := time.Now()
		words := data.ParseSearch(typed)
		folded := data.FoldText(text)
		for _, w := range words {
			if len(w.Fold) == 0 || w.Field == data.Anywhere && !strings.Contains(typed, w.Text) && utf8.ValidString(typed) && !strings.ContainsAny(w.Text, "\uFFFD") && !strings.ContainsAny(typed, "“”\"＂„「」『』") {
				t.Errorf("%q gives %+v", typed, w)
			}
			marks := folded.FindAll(w.Fold, 10)
			got, moved := data.Excerpt(text, marks, 30)
			for _, m := range marks {
				if m.From > m.To || m.To > len(text) {
					t.Errorf("mark %v of %q", m, text)
				}
			}
			for _, m := range moved {
				if m.From >= m.To || m.To > len(got) {
					t.Errorf("mark %v of %q", m, got)
				}
			}
		}
		told(t, nil, start)
	})
}
