package export_test

import (
	"flag"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"jianban/assets"
	"jianban/data"
	"jianban/export"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
)

var keep = flag.String("keep", "", "leave the PDF files of these tests in this folder, to look at")

const longBody = `一、强化规划引领和要素保障
区委、区政府把光电子产业园建设列为2022年重点工作，成立由区政府主要领导任组长的工作专班，实行周调度、月通报，协同推进规划、用地、资金和项目建设。
（一）完善产业规划。编制光电子产业园发展规划，明确以光电子器件、半导体材料、智能终端为主攻方向，引导同类企业集中布局，做到“一张蓝图绘到底”。
（二）保障建设用地。区自然资源局完成园区一期规划调整，落实建设用地620亩，其中工业用地480亩、道路和绿地95亩、公共配套45亩，5月底已完成报批。
二、加快标准厂房和配套设施建设
1.标准厂房。一期规划建设标准厂房12万平方米，截至5月底已建成8万平方米，占66.7%；其余4万平方米主体工程已完工，正在进行内部装修，年内交付使用（见《红塔工业园区建设情况通报》云政发〔2018〕39号）。
2.配套设施。建成园区道路3.2公里、给排水管网5.6公里，110千伏变电站1座投入运行，燃气、通信同步接通；职工公寓和食堂正在建设，基本做到企业签约之后就能进场、设备到位之后就能生产。GB/T 9704-2012等标准同步执行——逐条对照，逐项落实……
三、下一步打算
我们将抓紧完成一期厂房装修，做好二期规划和前期工作，推动更多上下游企业落户，把光电子产业园建成全区工业转型升级的重要平台。普𬱖、䶮某、𫖯某等同志全程参与。`

// reply is a letter of two pages with the default pack's words and the
// program's own fonts.
func reply(t testing.TB) page.Document {
	t.Helper()
	pack, err := data.ParsePack(assets.Pack("three-steps"))
	if err != nil {
		t.Fatal(err)
	}
	c := data.Case{
		Book: data.Book{
			Meeting:   data.Meeting{Body: data.Congress, Level: data.City, Place: "玉溪市", Term: 6, Session: 1, Year: 2022},
			Direction: data.HandedDown, Issuer: "玉溪市红塔区人民政府",
			CopyTo: []string{"玉溪市人大常委会选联工委", "玉溪市人民政府督查室"},
		},
		Proposal: data.Proposal{
			Number: "12", Title: "关于推进红塔工业园区光电子产业园建设的建议",
			Proposers: []data.Proposer{{Name: "李某"}, {Name: "王某"}, {Name: "普某"}},
		},
		Assignments: []data.Assignment{{Unit: data.Unit{ID: 1, Name: "区财政局"}, Part: data.CoUnit}},
	}
	doc, ps := export.Reply(c, data.Reply{
		Class: "A", DocNumber: "红政函〔2022〕15号", Body: longBody, SignOff: data.SignOff{Signed: data.NewDate(2022, 6, 8)},
	}, data.Settings{Contact: "段某", Phone: "0877-0000100"}, data.Rules{Pack: pack}, font.Embedded())
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	return doc
}

// painted is the letter as a PDF file.
func painted(t *testing.T) (page.Document, string) {
	t.Helper()
	doc := reply(t)
	file, err := pdf.Render(doc, font.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if *keep != "" {
		dir = *keep
	}
	name := filepath.Join(dir, "reply.pdf")
	if err := os.WriteFile(name, file, 0o644); err != nil {
		t.Fatal(err)
	}
	return doc, name
}

// run is what an outside program prints about the file; the test is skipped
// where the program is not installed.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not installed", name)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

type row struct{ page, x1, y1, x2 float64 } // page from 1, millimetres

var (
	rowPattern  = regexp.MustCompile(`<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"`)
	sizePattern = regexp.MustCompile(`<page width="([\d.]+)" height="([\d.]+)"`)
)

func rows(t *testing.T, html string) []row {
	t.Helper()
	mm := func(s string) float64 {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v * 25.4 / 72
	}
	for _, m := range sizePattern.FindAllStringSubmatch(html, -1) {
		if math.Abs(mm(m[1])-210) > 0.1 || math.Abs(mm(m[2])-297) > 0.1 {
			t.Errorf("page %s × %s pt", m[1], m[2])
		}
	}
	var all []row
	for i, p := range strings.Split(html, "<page ")[1:] {
		for _, m := range rowPattern.FindAllStringSubmatch(p, -1) {
			all = append(all, row{float64(i + 1), mm(m[1]), mm(m[2]), mm(m[3])})
		}
	}
	return all
}

// Another program finds the rows where the standard wants them: full ones from
// 28 to 184 mm (a squeezed mark's blank half up to 187), 225/22 mm apart.
func TestAnotherProgramFindsTheGrid(t *testing.T) {
	_, name := painted(t)
	all := rows(t, run(t, "pdftotext", "-bbox-layout", name, "-"))
	full := 0
	before := row{}
	for _, r := range all {
		if math.Abs(r.x1-28) > 0.1 || r.x2-r.x1 < 154 {
			continue
		}
		full++
		if r.x2 < 183.98 || r.x2 > 187 {
			t.Errorf("page %g: a full row ends at %.3f mm", r.page, r.x2)
		}
		if before.page == r.page {
			if off := math.Remainder(r.y1-before.y1, 225.0/22); math.Abs(off) > 0.02 {
				t.Errorf("page %g: a row at %.3f mm is off the grid by %.3f mm", r.page, r.y1, off)
			}
		}
		before = r
	}
	if full < 10 {
		t.Errorf("%d full rows, want 10 or more", full)
	}
}

// Every character of the letter can be read back from the file.
func TestAnotherProgramReadsEveryCharacter(t *testing.T) {
	doc, name := painted(t)
	count := func(s string) map[rune]int {
		n := map[rune]int{}
		for _, r := range s {
			if !unicode.IsSpace(r) {
				n[r]++
			}
		}
		return n
	}
	var set strings.Builder
	for _, p := range doc.Pages {
		for _, k := range p.Marks {
			if g, ok := k.(page.Glyphs); ok {
				set.WriteString(g.Text)
			}
		}
	}
	for _, want := range page.Paragraphs(longBody) {
		if !strings.Contains(set.String(), want) {
			t.Errorf("the pages lack %s", want)
		}
	}
	want, got := count(set.String()), count(run(t, "pdftotext", name, "-"))
	for r, n := range want {
		if got[r] != n {
			t.Errorf("%q %d times in the file, want %d", r, got[r], n)
		}
	}
}

func TestAnotherProgramAcceptsTheFile(t *testing.T) {
	doc, name := painted(t)
	run(t, "qpdf", "--check", name)
	if info, err := os.Stat(name); err != nil || len(doc.Pages) != 2 || info.Size() > 250*1024 {
		t.Errorf("%d pages, %d bytes, want 2 pages under 250 KB; %v", len(doc.Pages), info.Size(), err)
	}
}

// A row's ink ends inside the type area, whatever was squeezed: the marks' own
// blank halves are all that reaches past it.
func TestInkStaysInside(t *testing.T) {
	fonts := font.Embedded()
	for i, p := range reply(t).Pages {
		for _, k := range p.Marks {
			g, ok := k.(page.Glyphs)
			if !ok || g.Font.Size != page.BodySize {
				continue
			}
			x := g.X
			for _, r := range g.Text {
				if src, ok := fonts.Resolve(g.Font.Face, r); ok {
					if right := x + inkRight(src, r)*g.Font.Em(); right > 184.05 {
						t.Errorf("page %d: the ink of %q in %q ends at %.3f mm", i+1, r, g.Text, right)
					}
				}
				x += fonts.Advance(g.Font, r) + g.Track
			}
		}
	}
}

// inkRight is the right end of a character's outline in em.
func inkRight(src *font.Source, r rune) page.MM {
	var right float32
	for _, s := range src.Outline(r) {
		for _, p := range s.P {
			right = max(right, p[0])
		}
	}
	return page.MM(right)
}

func BenchmarkReply(b *testing.B) {
	reply(b)
	for b.Loop() {
		reply(b)
	}
}
