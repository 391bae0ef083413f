package page

import (
	"math"
	"strings"
	"testing"
)

// half is a measurer whose numbers can be worked out by hand: characters from
// U+2000 on are one em wide, others half an em.
type half struct{}

func (half) Advance(f Font, r rune) MM {
	if r < 0x2000 {
		return f.Em() / 2
	}
	return f.Em()
}

func (half) Covers(Face, rune) bool { return true }

// fangsong is the text's font.
var fangsong = Font{FangSong, BodySize}

// hanzi is n Hanzi in a row.
func hanzi(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteRune(rune(0x4E00 + i%2000))
	}
	return b.String()
}

func text(l Line) string {
	var b strings.Builder
	for _, g := range l.Runs {
		b.WriteString(g.Text)
	}
	return b.String()
}

func texts(lines []Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, text(l))
	}
	return out
}

// flush fills a text as the body of a letter without an indent.
func flush(s string) []Line {
	return FillText(s, fangsong, Setting{Width: TypeWidth, Track: BodyTrack}, half{})
}

// rightEdge is where the last character's em box ends.
func rightEdge(l Line) MM {
	g := l.Runs[len(l.Runs)-1]
	return g.X + Width(g.Text, g.Font, g.Track, half{})
}

func near(a, b MM) bool { return math.Abs(float64(a-b)) < 0.0005 }

// 28 characters of 16 pt (5.6444 mm) at (156-5.6444)/27 = 5.5687 mm: one run
// from 0 to 156, tracked by -0.0757 mm = -0.2146 pt.
func TestRowOf28(t *testing.T) {
	lines := flush(hanzi(28*3 + 5))
	if len(lines) != 4 {
		t.Fatalf("%d lines, want 4: %q", len(lines), texts(lines))
	}
	for i, l := range lines[:3] {
		if n := len([]rune(text(l))); n != 28 || len(l.Runs) != 1 {
			t.Errorf("line %d: %d characters in %d runs, want 28 in 1", i, n, len(l.Runs))
		}
		if g := l.Runs[0]; !near(g.X, 0) || !near(rightEdge(l), 156) || !near(g.Track, -0.0757) {
			t.Errorf("line %d: from %.4f to %.4f tracked %.4f", i, g.X, rightEdge(l), g.Track)
		}
	}
	if got := float64(BodyTrack / PointMM); math.Abs(got+0.2146) > 0.0001 {
		t.Errorf("track %.4f pt, want -0.2146", got)
	}
	if last := lines[3]; !near(last.Width, 4*CharPitch+BodyEm) {
		t.Errorf("last line ends at %.3f, want 5 characters unstretched: %.3f", last.Width, 4*CharPitch+BodyEm)
	}
}

// A full line ends at 156 mm, its last character's em box or, where the last
// mark was squeezed, at most its blank half beyond.
func TestLinesEndAtTheEdge(t *testing.T) {
	for _, s := range []string{
		hanzi(28) + "。" + hanzi(40),
		hanzi(27) + "，“" + hanzi(40),
		hanzi(26) + "”。" + hanzi(40),
		hanzi(27) + "：“" + hanzi(20) + "”，" + hanzi(60),
		"红塔工业园区光电子产业园规划面积1200亩，已纳入2022年重点工作统筹推进，完成投资1.27亿元，占57.1%，比上年增长12.5个百分点。" + hanzi(50),
		"依据《云南省人民政府关于办理人大代表建议和政协提案的办法》（云政发〔2018〕39号）及有关规定，由区住建局、区自然资源局、区财政局共同研究。" + hanzi(30),
		strings.Repeat("A股B股C股与PPP项目、5G网络、", 9),
		hanzi(11) + strings.Repeat("x", 300) + hanzi(50),
	} {
		lines := flush(s)
		for i, l := range lines[:len(lines)-1] {
			runes := []rune(text(l))
			end, last := rightEdge(l), runes[len(runes)-1]
			beyond := MM(0)
			if strings.ContainsRune(closers, last) {
				beyond = BodyEm / 2
			}
			if end < 156-0.0005 || end > 156+beyond+0.0005 {
				t.Errorf("line %d ends at %.4f: %s", i, end, text(l))
			}
			if x := l.Runs[0].X; !near(x, 0) {
				t.Errorf("line %d starts at %.4f: %s", i, x, text(l))
			}
		}
	}
}

func TestForbiddenBreaks(t *testing.T) {
	for name, c := range map[string]struct{ before, piece string }{
		"percentage":        {hanzi(26), "57.1%"},
		"document number":   {hanzi(24), "〔2022〕15号"},
		"round brackets":    {hanzi(24), "（2017）259号"},
		"year":              {hanzi(26), "2022年"},
		"day":               {hanzi(27), "30日"},
		"proposal number":   {hanzi(26), "第12号"},
		"two dashes":        {hanzi(27), "——"},
		"dots":              {hanzi(27), "……"},
		"word":              {hanzi(25), "development"},
		"thousands":         {hanzi(26), "1,234.5万元"},
		"iso date":          {hanzi(25), "2022-06-30"},
		"middle dot":        {hanzi(27), "提·艾"},
		"full width digits": {hanzi(27), "２０２２年"},
		"title opening":     {hanzi(27), "《条"},
		"slash":             {hanzi(27), "主/协"},
		"unit after blank":  {hanzi(26), "35 kV"},
		"standard's number": {hanzi(26), "GB/T 9704"},
		"measure word":      {hanzi(27), "9座"},
	} {
		lines := flush(c.before + c.piece + hanzi(30))
		var found bool
		for _, l := range lines {
			found = found || strings.Contains(text(l), c.piece)
		}
		if !found {
			t.Errorf("%s: %q was parted: %q", name, c.piece, texts(lines))
		}
	}
}

// A closing mark after 28 characters comes onto the line: its blank half hangs
// over, the other half is taken from the gaps (2.82 mm / 28 = 0.10 mm each).
func TestSqueezedEnd(t *testing.T) {
	l := flush(hanzi(28) + "。" + hanzi(40))[0]
	if n := len([]rune(text(l))); n != 29 {
		t.Fatalf("%d characters: %s", n, text(l))
	}
	if end := rightEdge(l); !near(end, 156+BodyEm/2) {
		t.Errorf("ends at %.4f, want %.4f", end, 156+BodyEm/2)
	}
	// With a mark inside the line, that one gives first.
	l = flush(hanzi(9) + "，" + hanzi(9) + "、" + hanzi(8) + "。" + hanzi(40))[0]
	if n := len([]rune(text(l))); n != 29 {
		t.Fatalf("%d characters: %s", n, text(l))
	}
	for _, g := range l.Runs {
		if g.Track != 0 && g.Track < BodyTrack-2*0.57 {
			t.Errorf("run %q tracked by %.3f", g.Text, g.Track)
		}
	}
}

func TestTitles(t *testing.T) {
	for title, want := range map[string][]string{
		"短题": {"短题"},
		"关于对市六届人大一次会议第12号建议的答复":               {"关于对市六届人大一次会议", "第12号建议的答复"},
		"关于对玉溪市第六届人民代表大会第一次会议第12号建议的答复":       {"关于对玉溪市第六届人民代表大会", "第一次会议第12号建议的答复"},
		"红塔区人民政府办公室2022年市人大代表建议办理工作总结":        {"红塔区人民政府办公室", "2022年市人大代表建议办理工作总结"},
		"关于山头社区融入科教创新城发展加强基础设施建设的建议":          {"关于山头社区融入科教创新城发展", "加强基础设施建设的建议"},
		"关于对市六届人大一次会议期间代表提出的《关于完善截污管网的建议》的答复": nil,
		"第一行\n第二行": {"第一行", "第二行"},
		"":         nil,
	} {
		lines := BreakTitle(title, Font{XiaoBiaoSong, TitleSize}, TypeWidth, []string{"玉溪市", "红塔区", "山头"}, half{})
		got := texts(lines)
		if want != nil && strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%s: %q, want %q", title, got, want)
		}
		if strings.Join(got, "") != strings.ReplaceAll(title, "\n", "") {
			t.Errorf("%s: characters lost: %q", title, got)
		}
		for _, l := range lines {
			if x, end := l.Runs[0].X, l.Width; !near(x, TypeWidth-end) || x < 0 {
				t.Errorf("%s: line %q from %.3f to %.3f is not centred", title, text(l), x, end)
			}
			if strings.Count(text(l), "《") != strings.Count(text(l), "》") {
				t.Errorf("%s: the book title was parted: %q", title, got)
			}
		}
	}
}

// Every line of a long title fits, whatever it holds.
func TestLongTitles(t *testing.T) {
	for _, title := range []string{
		hanzi(120), strings.Repeat("a", 120), strings.Repeat("关于", 60), "《" + hanzi(60) + "》" + hanzi(58),
		"关于在小石桥乡锂矿资源开发中加强生态环境保护并进一步完善中心城区截污管网和污水处理设施建设以及推动红塔工业园区光电子产业园高质量发展促进群众就业增收若干问题的建议",
	} {
		lines := BreakTitle(title, Font{XiaoBiaoSong, TitleSize}, TypeWidth, nil, half{})
		if got := strings.Join(texts(lines), ""); got != title {
			t.Errorf("characters lost: %q of %q", got, title)
		}
		if len(lines) > 8 {
			t.Errorf("%d lines: %q", len(lines), texts(lines))
		}
		for _, l := range lines {
			if x := l.Runs[0].X; x < -0.001 || l.Width > TypeWidth+0.001 {
				t.Errorf("line %q from %.3f to %.3f", text(l), x, l.Width)
			}
		}
	}
}
