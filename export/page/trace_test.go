package page

import (
	"strings"
	"testing"
)

// traced is a letter of three pages whose body begins with blanks, has an empty
// line, a heading, Latin words and a character beyond the basic plane.
func traced(t *testing.T) (pages []Page, body string) {
	t.Helper()
	body = "　　您提出的《关于𬱖水治理的建议》（第12号）收悉。\r\n\n\t一、基本情况\n（一）用地保障。GDP增长 3.5%，" +
		strings.Repeat("红塔工业园区规划面积一千二百亩，", 120) + "。\n此复。"
	l := Letter{
		Head:  LetterHead{Name: "玉溪市红塔区人民政府", Number: "红政函〔2022〕12号", Class: "A"},
		Title: "关于对市六届人大一次会议第12号建议的答复", To: "李某、王某代表：",
		Body:    Body(body, BodySize),
		Signing: Signing{Body: "玉溪市红塔区人民政府", Date: "2022年6月8日"},
		Note:    "演示数据",
	}
	return l.Pages(half{}), body
}

func sources(body string) []Source {
	return []Source{{Name: "文号", Text: "红政函〔2022〕12号"}, {Name: "主送", Text: "李某、王某代表"}, {Name: "正文", Text: body}, {Name: "签发日期", Text: "2022年6月8日"}}
}

func TestEveryCharacterIsFoundAndLeadsBack(t *testing.T) {
	pages, body := traced(t)
	if len(pages) < 2 {
		t.Fatalf("%d pages; the paragraph should cross to another", len(pages))
	}
	tr := NewTrace(pages, sources(body), half{})
	seen := 0
	for i, r := range []rune(body) {
		areas := tr.Areas("正文", i, i+1)
		if strings.TrimSpace(Clean(string(r))) == "" {
			if len(areas) != 0 {
				t.Errorf("character %d is a blank and stands at %v", i, areas)
			}
			continue
		}
		if len(areas) != 1 {
			t.Fatalf("character %d (%c) stands at %v", i, r, areas)
		}
		a := areas[0]
		seen = max(seen, a.Page)
		for _, side := range []struct {
			x    MM
			want int
		}{{a.X + a.W*0.2, i}, {a.X + a.W*0.8, i + 1}} {
			if src, got, ok := tr.At(a.Page, side.x, a.Y+a.H/2); !ok || src != "正文" || got != side.want {
				t.Fatalf("a click on character %d (%c) leads to %s %d, want %d", i, r, src, got, side.want)
			}
		}
	}
	if seen != len(pages) {
		t.Errorf("the body was followed to page %d of %d", seen, len(pages))
	}
}

func TestPlacesOfFields(t *testing.T) {
	pages, body := traced(t)
	tr := NewTrace(pages, sources(body), half{})
	for _, field := range []string{"文号", "主送", "签发日期"} {
		a := tr.Areas(field, 0, 99)
		if len(a) != 1 {
			t.Fatalf("%s stands at %v", field, a)
		}
		if src, at, ok := tr.At(a[0].Page, a[0].X-2, a[0].Y+1); !ok || src != field || at != 0 {
			t.Errorf("a click left of %s leads to %s %d %v", field, src, at, ok)
		}
	}
	if src, at, ok := tr.At(1, 100, 20); ok {
		t.Errorf("the top margin leads to %s %d", src, at)
	}
	if _, _, ok := tr.At(9, 100, 100); ok {
		t.Error("a page that is not there leads somewhere")
	}
}

func TestAreasAndWordsGoOverRows(t *testing.T) {
	pages, body := traced(t)
	tr := NewTrace(pages, sources(body), half{})
	from := len([]rune(body[:strings.Index(body, "红塔工业")]))
	areas := tr.Areas("正文", from, from+30)
	if len(areas) != 2 || areas[1].X >= areas[0].X || areas[1].Y <= areas[0].Y {
		t.Errorf("thirty characters take %v, want two rows", areas)
	}
	if got := tr.Find("2022", 9); len(got) != 2 {
		t.Errorf("2022 stands in 文号 and date, found %v", got)
	}
	if got := tr.Find("规划面积", 5); len(got) < 5 {
		t.Errorf("found %v", got)
	}
	if got := tr.Find("没有的话", 5); len(got) != 0 {
		t.Errorf("found %v", got)
	}
}

func TestTraceOfTextsThatAreNotThere(t *testing.T) {
	pages, body := traced(t)
	tr := NewTrace(pages, []Source{{Name: "空", Text: " \n　"}, {Name: "别的", Text: "没有印出来的一段"}, {Name: "正文", Text: body}, {Name: "太长", Text: strings.Repeat("长", 9999)}}, half{})
	if got := tr.Areas("别的", 0, 9); got != nil {
		t.Errorf("a text that is not printed stands at %v", got)
	}
	if got := tr.Areas("正文", 0, 30); len(got) == 0 {
		t.Error("a text that is missing hides the next one")
	}
	if _, _, ok := NewTrace(nil, nil, half{}).At(1, 1, 1); ok {
		t.Error("no pages, and a place was found")
	}
}
