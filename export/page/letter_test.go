package page

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// letterOf is a letter whose body has n characters or a few more.
func letterOf(n int) Letter {
	sentence := "今年已投入资金1200万元，完成道路硬化3.5公里、污水管网5.6公里，占57.1%，“一件一策”推进《实施方案》落实。"
	body := strings.Repeat(sentence+sentence+"\n", 1+n/(2*len([]rune(sentence))))
	return Letter{
		Head:     LetterHead{Name: "玉溪市红塔区人民政府", Number: "红政函〔2022〕15号", Class: "A"},
		Title:    "关于对市六届人大一次会议第12号建议的答复",
		To:       "李某、王某、普某代表：",
		Body:     Body("一、基本情况\n"+body, BodySize),
		Signing:  Signing{Body: "玉溪市红塔区人民政府", Date: "2022年6月8日", Note: "联系人：段某，电话：0000000"},
		Colophon: Colophon{CopyTo: []string{"玉溪市人大常委会选联工委", "玉溪市人民政府督查室"}},
	}
}

// find is the mark that holds the text, and its page.
func find(t *testing.T, pages []Page, text string) (Glyphs, int) {
	t.Helper()
	for i, p := range pages {
		for _, k := range p.Marks {
			if g, ok := k.(Glyphs); ok && strings.Contains(g.Text, text) {
				return g, i + 1
			}
		}
	}
	t.Fatalf("no mark holds %q", text)
	return Glyphs{}, 0
}

func end(g Glyphs) MM { return g.X + Width(g.Text, g.Font, g.Track, half{}) }

// The first row's em box is centred in its 225/22 mm: its top lies
// (10.2273-5.6444)/2 = 2.2914 mm below 37, its baseline 0.88 em below that, at
// 44.2586 mm. The 22nd is 21 × 10.2273 = 214.7727 mm further down.
func TestGridOf22Rows(t *testing.T) {
	pages := Layout(Body(strings.Repeat(hanzi(28*4-2)+"\n", 20), BodySize), Official(), half{})
	if len(pages) != 4 {
		t.Fatalf("%d pages, want 80 rows on 4", len(pages))
	}
	for n, p := range pages[:3] {
		rows := map[string]bool{}
		first, last := MM(math.MaxFloat64), MM(0)
		for _, k := range p.Marks {
			g := k.(Glyphs)
			if g.Font.Face == Song {
				continue
			}
			rows[fmt.Sprintf("%.3f", g.Baseline)] = true
			first, last = min(first, g.Baseline), max(last, g.Baseline)
			if off := math.Remainder(float64(g.Baseline-44.25857), 225.0/22); math.Abs(off) > 0.0005 {
				t.Errorf("page %d: baseline %.4f is off the grid by %.4f", n+1, g.Baseline, off)
			}
		}
		if len(rows) != 22 || !near(first, 44.2586) || !near(last, 44.2586+214.7727) {
			t.Errorf("page %d: %d rows from %.4f to %.4f", n+1, len(rows), first, last)
		}
	}
}

func TestLetterHead(t *testing.T) {
	pages := letterOf(600).Pages(half{})
	name, _ := find(t, pages, "玉溪市红塔区人民政府")
	if top := name.Baseline - name.Font.Em()*0.84; !near(top, 30) || name.Color != Red {
		t.Errorf("the name's top edge lies at %.3f, want 30, red", top)
	}
	if mid := (name.X + end(name)) / 2; !near(mid, 105) {
		t.Errorf("the name's middle lies at %.3f, want 105", mid)
	}
	var rules []Rule
	for i, p := range pages {
		for _, k := range p.Marks {
			if r, ok := k.(Rule); ok {
				if i > 0 {
					t.Errorf("a rule on page %d", i+1)
				}
				rules = append(rules, r)
			}
		}
	}
	if len(rules) != 4 {
		t.Fatalf("%d rules, want 4", len(rules))
	}
	for _, r := range rules {
		if !near(r.X1, 20) || !near(r.X2, 190) || r.Color != Red {
			t.Errorf("rule from %.3f to %.3f, want 20 to 190", r.X1, r.X2)
		}
	}
	bottom := name.Baseline + name.Font.Em()*0.08
	if top := rules[0].Y1 - rules[0].Weight/2; !near(top, bottom+4) || rules[0].Weight <= rules[1].Weight {
		t.Errorf("first rule at %.3f, 4 mm below %.3f, thick above thin", top, bottom)
	}
	if low := rules[3].Y1 + rules[3].Weight/2; !near(low, 277) || rules[3].Weight <= rules[2].Weight {
		t.Errorf("last rule ends at %.3f, want 277, thin above thick", low)
	}
	number, _ := find(t, pages, "红政函")
	under := rules[1].Y1 + rules[1].Weight/2
	if top := number.Baseline - BodyEm*0.88; !near(top, under+BodyEm*7/8) || !near(end(number), 184) {
		t.Errorf("文号 at %.3f ending at %.3f", top, end(number))
	}
	class, _ := find(t, pages, "A")
	if class.Font.Face != Hei || !near(end(class), 184) || class.Baseline > 30 {
		t.Errorf("class: %s", DumpMark(class))
	}
	title, _ := find(t, pages, "关于对")
	if free := (title.Baseline - 0.88*title.Font.Em()) - (number.Baseline + 0.12*BodyEm); free < 2*RowPitch-0.001 || free > 3*RowPitch {
		t.Errorf("%.3f mm above the title, want two rows", free)
	}
	to, _ := find(t, pages, "普某代表：")
	last, _ := find(t, pages, "第12号建议的答复")
	if rows := (to.Baseline - last.Baseline) / RowPitch; rows < 1.9 || rows > 2.1 || !near(to.X, 28) {
		t.Errorf("salutation %.2f rows below the title at x %.3f", rows, to.X)
	}
}

// A name of any length stays inside the type area.
func TestLongLetterhead(t *testing.T) {
	for _, n := range []int{1, 2, 4, 8, 13, 20, 40} {
		marks, _ := redName(hanzi(n), HeadTop, HeadMaxSize, 105, TypeWidth-2, half{})
		g := marks[0].(Glyphs)
		if g.X < 28-0.001 || end(g) > 184.001 || !near((g.X+end(g))/2, 105) {
			t.Errorf("%d characters from %.3f to %.3f", n, g.X, end(g))
		}
	}
}

// With a seal the date ends four characters (4 × 5.5687 mm) before 184, and
// the body stands over its middle unless that takes it past the edge.
func TestSealedSignature(t *testing.T) {
	l := letterOf(100)
	date, _ := find(t, l.Pages(half{}), "2022年6月8日")
	if !near(end(date), 184-4*5.56873) {
		t.Errorf("date ends at %.4f, want %.4f", end(date), 184-4*5.56873)
	}
	sign := signature(l.Pages(half{}))
	if mid := (sign.X + end(sign)) / 2; !near(mid, (date.X+end(date))/2) {
		t.Errorf("signature's middle %.3f, date's %.3f", mid, (date.X+end(date))/2)
	}
	if d := date.Baseline - sign.Baseline; !near(d, RowPitch) {
		t.Errorf("date %.3f below the signature", d)
	}
	l.Signing.Body = "玉溪市红塔区人民政府办公室政务服务和公共资源管理局"
	if sign = signature(l.Pages(half{})); end(sign) > 184.0005 {
		t.Errorf("a long signature ends at %.3f", end(sign))
	}
}

// signature is the last black mark in the text's face that begins with 玉溪市.
func signature(pages []Page) Glyphs {
	var sign Glyphs
	for _, p := range pages {
		for _, k := range p.Marks {
			if g, ok := k.(Glyphs); ok && g.Font == fangsong && strings.HasPrefix(g.Text, "玉溪市") {
				sign = g
			}
		}
	}
	return sign
}

// Without a seal the body ends two characters before 184 and the date starts
// two characters right of it; a longer date ends there itself.
func TestUnsealedSignature(t *testing.T) {
	l := letterOf(100)
	l.Signing.Unsealed = true
	date, _ := find(t, l.Pages(half{}), "2022年6月8日")
	sign := signature(l.Pages(half{}))
	if !near(end(sign), 184-2*5.56873) || !near(date.X, sign.X+2*5.56873) {
		t.Errorf("signature ends at %.3f, date starts %.3f right of it", end(sign), date.X-sign.X)
	}
	l.Signing.Body = "玉溪市府"
	date, _ = find(t, l.Pages(half{}), "2022年6月8日")
	sign = signature(l.Pages(half{}))
	if !near(end(date), 184-2*5.56873) || !near(date.X, sign.X+2*5.56873) {
		t.Errorf("date ends at %.3f, starts %.3f right of the signature", end(date), date.X-sign.X)
	}
}

// Whatever the length, at least two lines of text stand on the date's page, and
// nothing leaves the type area.
func TestSignatureNeverAlone(t *testing.T) {
	for lines := 1; lines < 70; lines++ {
		for _, para := range []int{1, 3, 50} {
			var b strings.Builder
			for left := lines; left > 0; left -= para {
				b.WriteString(hanzi(28*min(para, left)-2) + "\n")
			}
			l := letterOf(0)
			l.Body = Body(b.String(), BodySize)
			pages := l.Pages(half{})
			_, on := find(t, pages, "2022年6月8日")
			rows := map[MM]bool{}
			for _, k := range pages[on-1].Marks {
				g, ok := k.(Glyphs)
				if ok && strings.ContainsAny(g.Text, hanzi(28*50)) && g.Font == fangsong && g.X < 40 {
					rows[g.Baseline] = true
				}
			}
			if len(rows) < min(2, lines) {
				t.Errorf("%d lines in paragraphs of %d: %d lines of text with the signature", lines, para, len(rows))
			}
			if on != len(pages) {
				t.Errorf("%d lines in paragraphs of %d: date on page %d of %d", lines, para, on, len(pages))
			}
			for i, p := range pages {
				for _, k := range p.Marks {
					if g, ok := k.(Glyphs); ok && g.Font.Face != Song && g.Baseline > 262 {
						t.Errorf("%d lines in paragraphs of %d, page %d: below the type area: %s", lines, para, i+1, DumpMark(g))
					}
				}
			}
		}
	}
}

// Odd numbers end and even ones start one character (4.9389 mm) inside the type
// area; a letter's first page has none.
func TestPageNumbers(t *testing.T) {
	pages := letterOf(2000).Pages(half{})
	if len(pages) < 3 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, p := range pages {
		var number Glyphs
		for _, k := range p.Marks {
			if g, ok := k.(Glyphs); ok && g.Font.Face == Song {
				number = g
			}
		}
		switch {
		case i == 0:
			if number.Text != "" {
				t.Errorf("page 1 carries %q", number.Text)
			}
			continue
		case i%2 == 1 && !near(number.X, 28+4.9389), i%2 == 0 && !near(end(number), 184-4.9389):
			t.Errorf("page %d: number from %.3f to %.3f", i+1, number.X, end(number))
		}
		if want := fmt.Sprintf("— %d —", i+1); number.Text != want || number.Font.Size != 14 {
			t.Errorf("page %d: %q, want %q", i+1, number.Text, want)
		}
	}
}

// The copies' last line stands on the last row of the type area.
func TestCopiesAtTheFoot(t *testing.T) {
	pages := letterOf(300).Pages(half{})
	g, on := find(t, pages, "抄送：")
	row := RowPitch * 14 / 16
	if want := 262 - row + (row-14*PointMM)/2 + 0.88*14*PointMM; on != len(pages) || !near(g.Baseline, want) || !near(g.X, 28+14*PointMM) {
		t.Errorf("page %d: %s, want baseline %.3f", on, DumpMark(g), want)
	}
	if _, on := find(t, pages, "督查室。"); on != len(pages) {
		t.Error("no full stop after the copies")
	}
}

func TestAttachments(t *testing.T) {
	l := letterOf(100)
	l.Signing.Attachments = []string{"办理情况一览表。", hanzi(40)}
	pages := l.Pages(half{})
	first, _ := find(t, pages, "附件：")
	if !near(first.X, 28+2*CharPitch) {
		t.Errorf("附件 starts at %.3f", first.X)
	}
	name, _ := find(t, pages, "办理情况一览表")
	if strings.HasSuffix(name.Text, "。") || !near(name.Baseline, first.Baseline) {
		t.Errorf("attachment: %s", DumpMark(name))
	}
}

func TestHeadings(t *testing.T) {
	for text, want := range map[string]struct {
		level int
		face  Face
		head  string
	}{
		"一、基本情况":                 {1, Hei, "一、基本情况"},
		"十二、其他":                  {1, Hei, "十二、其他"},
		"（一）用地保障。已完成报批。":         {2, Kai, "（一）用地保障。"},
		"（一）健全机制！修订规约。":          {2, Kai, "（一）健全机制！"},
		"（一）落实“一件一策。”的要求。已完成。":   {2, Kai, "（一）落实“一件一策。”的要求。"},
		"一、征询意见表由承办单位与答复一并送交代表。": {1, FangSong, "一、征询意见表由承办单位与答复一并送交代表。"}, // 22 characters: a sentence
		"（一）" + hanzi(37):        {2, Kai, "（一）" + hanzi(37)},
		"（一）" + hanzi(38):        {2, FangSong, "（一）" + hanzi(38)},
		"（一）" + hanzi(37) + "。余": {2, FangSong, "（一）" + hanzi(37) + "。余"},
		"(一)用地保障。":               {2, Kai, "(一)用地保障。"},
		"1.第一项":                  {3, FangSong, "1.第一项"},
		"1．第一项":                  {3, FangSong, "1．第一项"},
		"（1）第一项":                 {4, FangSong, "（1）第一项"},
		"一是抓落实。二是抓督查。":           {0, FangSong, "一是抓落实。二是抓督查。"},
		"1.5公里已完成":               {0, FangSong, "1.5公里已完成"},
		"2022年":                  {0, FangSong, "2022年"},
		"（联系人）":                  {0, FangSong, "（联系人）"},
		"一":                      {0, FangSong, "一"},
	} {
		spans := Headed(text, 16)
		if got := Level(text); got != want.level || spans[0].Font.Face != want.face || spans[0].Text != want.head {
			t.Errorf("%s: level %d, %s %q; want %d, %s %q", text, got, spans[0].Font.Face, spans[0].Text, want.level, want.face, want.head)
		}
	}
}

func BenchmarkLetter(b *testing.B) {
	l := letterOf(1100)
	for b.Loop() {
		l.Pages(half{})
	}
}

// The sentences of a numbered list are set alike, whatever their length; one with text
// of its own below it is its heading.
func TestItemsOfAListAreNoHeadings(t *testing.T) {
	face := func(b Block) Face { return b.(Paragraph).Spans[0].Font.Face }
	for i, b := range Body("为此建议：\n一、优化公交线网。\n二、改善站点候车条件，方便老年人和学生乘车，并及时公布到站时间。\n三、加密班次。\n请予采纳。", BodySize) {
		if face(b) != FangSong {
			t.Errorf("paragraph %d stands in %s", i+1, face(b))
		}
	}
	got := Body("一、优化公交线网。\n现有线路十二条。\n二、加密班次。\n高峰每八分钟一班。", BodySize)
	if face(got[0]) != Hei || face(got[2]) != Hei || face(got[1]) != FangSong {
		t.Errorf("headings stand in %s and %s", face(got[0]), face(got[2]))
	}
}
