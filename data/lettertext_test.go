package data_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianban/data"
	"jianban/data/datatest"
)

func TestLetterTextIsTakenApart(t *testing.T) {
	t.Parallel()
	text := "【联合署名】市生态环境局；市水利局\n一、关于管网\n分布如下（见附件2）。\n【附件】一览表\n项目\t投资\n干管\t3150\n　【附件】 补助标准 \n\n一、公办园。"
	got := data.ReadLetterText(text)
	want := data.LetterText{
		Body: "一、关于管网\n分布如下（见附件2）。", Joint: []string{"市生态环境局", "市水利局"},
		Annexes: []data.LetterAnnex{{"一览表", "项目\t投资\n干管\t3150"}, {"补助标准", "\n一、公办园。"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%#v\nwant\n%#v", got, want)
	}
	if plain := data.ReadLetterText("附件：一览表\n正文提到【附件】两字"); plain.Body != "附件：一览表\n正文提到【附件】两字" || len(plain.Annexes) > 0 {
		t.Errorf("a text without marked lines: %#v", plain)
	}
}

// What is put together is taken apart again as it was.
func TestLetterTextGoesRound(t *testing.T) {
	t.Parallel()
	word := rapid.StringMatching(`[一甲乙：。 \t]{0,6}[甲乙。]`)
	text := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(word, 0, 4).Draw(t, "lines"), "\n") })
	rapid.Check(t, func(t *rapid.T) {
		want := data.LetterText{Body: text.Draw(t, "body"), Joint: rapid.SliceOfNDistinct(rapid.StringMatching(`[甲乙丙]{1,3}局`), 0, 3, rapid.ID).Draw(t, "joint")}
		for range rapid.IntRange(0, 3).Draw(t, "annexes") {
			want.Annexes = append(want.Annexes, data.LetterAnnex{Title: rapid.StringMatching(`[表单]{0,3}`).Draw(t, "title"), Text: text.Draw(t, "text")})
		}
		got := data.ReadLetterText(want.String())
		if got.Body != want.Body || !slices.Equal(got.Joint, want.Joint) || !slices.Equal(got.Annexes, want.Annexes) {
			t.Fatalf("%q\n%#v\nwant\n%#v", want.String(), got, want)
		}
	})
}

// The note below the text and the pages agree: titles are there and differ, and
// what the text names is there.
func TestAttachmentsAreChecked(t *testing.T) {
	t.Parallel()
	c := datatest.Case()
	rules := datatest.Rules()
	told := func(body string) string {
		rep := c.Replies[0]
		rep.Body = body
		blocking, warnings := data.CheckReply(c, rep, data.Settings{}, rules, func(rune) bool { return true }, nil)
		var out []string
		for _, p := range slices.Concat(blocking, warnings) {
			if p.Field == "附件" || strings.Contains(p.Text(), "附件") {
				out = append(out, p.Text())
			}
		}
		return strings.Join(out, "；")
	}
	for _, x := range []struct{ body, want string }{
		{"见附件。\n【附件】一览表\n内容", ""},
		{"见附件1、附件2和附件二。\n【附件】甲\n内容\n【附件】乙\n内容", ""},
		{"没有提到。\n【附件】一览表\n内容", ""},
		{"见附件3。\n【附件】甲\n内容\n【附件】乙\n内容", "正文提到“附件3”，没有这个附件"},
		{"详见附件。", "正文提到“附件”，没有这个附件"},
		{"如下。\n附件：1.一览表\n【附件】一览表\n内容", "正文里手写了附件说明“附件：1.一览表”"},
		{"如下。\n【附件】\n内容", "附件没有标题"},
		{"如下。\n【附件】甲\n内容\n【附件】甲 \n内容", "附件1和附件2的标题相同"},
		{"如下。\n【附件】规划图", "附件只有标题，没有内容"},
	} {
		if got := told(x.body); x.want == "" && got != "" || !strings.Contains(got, x.want) {
			t.Errorf("%q: %q, want %q", x.body, got, x.want)
		}
	}
	rep := c.Replies[0]
	rep.Body, rep.Done, rep.Planned = "【附件】一览表\n内容", "", ""
	if blocking, _ := data.CheckReply(c, rep, data.Settings{}, rules, func(rune) bool { return true }, nil); !slices.ContainsFunc(blocking, func(p data.Problem) bool { return p.Field == "正文" && p.Message == "还没有内容" }) {
		t.Error("a letter of attachments alone passes")
	}
}

func TestTextIsPartedIntoTables(t *testing.T) {
	t.Parallel()
	same := func(text string) {
		t.Helper()
		if got := data.TextParts(text); len(got) != 1 || got[0].Text != text {
			t.Errorf("%q is parted: %#v", text, got)
		}
	}
	same("一、关于\n二、关于")
	same("\t一、缩进的段\n\t　二、缩进的段")
	same("只有一行\t有制表符")
	got := data.TextParts("如下：\n\t2021年\t2022年\t\n学 位\t360\t 1,440\t\n合计\t\t\t\n以上。\n\t缩进。")
	want := []data.TextPart{{Text: "如下："}, {Rows: [][]string{{"", "2021年", "2022年"}, {"学 位", "360", "1,440"}, {"合计", "", ""}}}, {Text: "以上。\n\t缩进。"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%#v\nwant\n%#v", got, want)
	}
}

// Cells with line ends come from a spreadsheet in quotation marks.
func TestPastedCellsAreOneLine(t *testing.T) {
	t.Parallel()
	got, _ := data.MendPastedText("项目\t\"投资\n（万元）\"\t\"备\n注\"\r\n\"红塔区\n\"\"九幼\"\"\"\t3150\t\r\n")
	if want := "项目\t投资（万元）\t备注\n红塔区\"九幼\"\t3150\t\n"; got != want {
		t.Errorf("%q\nwant\n%q", got, want)
	}
	for _, prose := range []string{"他说：\n\"第一句。\n第二句。\"\n完。", "\t\"引\n文\"没有完\n\"另\n句\""} {
		if got, _ := data.MendPastedText(prose); strings.Count(got, "\n") != strings.Count(prose, "\n") {
			t.Errorf("words in quotation marks are joined: %q", got)
		}
	}
}
