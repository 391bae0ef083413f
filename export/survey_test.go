package export_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"jianban/data"
	"jianban/data/datatest"
	"jianban/export"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
)

var surveyOffice = data.Settings{Office: "红塔区人民政府办公室", Issuer: "玉溪市红塔区人民政府", Contact: "段某", Phone: "0877-0000100"}

// inOrder fails unless the words stand in the text, each after the one before.
func inOrder(t *testing.T, text string, words ...string) {
	t.Helper()
	at := 0
	for _, w := range words {
		i := strings.Index(text[at:], w)
		if i < 0 {
			t.Fatalf("lacks %s after %q: %s", w, text[:at], text)
		}
		at += i + len(w)
	}
}

// A form has its fields in their order (forms.md, §6); marks that came back fill
// their boxes, one that is none of the choices stands with them.
func TestFeedbackForm(t *testing.T) {
	t.Parallel()
	c := datatest.Case()
	doc := export.Survey(c, c.FormsWith(1, false)[0], surveyOffice, datatest.Rules(), font.Embedded())
	text := wordsOf(doc)
	inOrder(t, text, "征询意见表", "标题", "关于测试的建议", "建议编号", "第1号", "主办单位", "玉溪市红塔区人民政府", "封伟", "红政函〔2022〕1号", "收到时间",
		"办理态度", "■满意", "□基本满意", "□不满意", "办理结果", "■满意", "面商人", "面商形式", "解决情况", "意见", "代表签名", "通讯地址", "联系电话", "填表说明", "2022年6月22日前", "段某")
	f := data.Feedback{ProposalID: 1, Round: 1, ProposerID: 10, Result: data.Dissatisfied, Solved: "只办了一半"}
	if text := wordsOf(export.Survey(c, f, surveyOffice, datatest.Rules(), font.Embedded())); !strings.Contains(text, "□满意　□基本满意　■不满意") || !strings.Contains(text, "■只办了一半") {
		t.Error(text)
	}
}

// What is not known leaves its place free; the longest titles and rare names keep
// the form on its page.
func TestFeedbackFormStaysOnePage(t *testing.T) {
	t.Parallel()
	long := datatest.Case(func(c *data.Case) {
		c.Proposal.Title = strings.Repeat("关于进一步完善中心城区", 11)[:120*len("关")]
		c.Proposal.Proposers[0].Name, c.Proposal.Proposers[0].Address = "李𬱖", strings.Repeat("玉溪市红塔区", 8)
	})
	nobody := datatest.Case(func(c *data.Case) { c.Proposal.Proposers, c.Feedback, c.Assignments = nil, nil, nil })
	for name, c := range map[string]data.Case{"long": long, "nobody": nobody} {
		doc := export.Survey(c, c.FormsWith(1, false)[0], surveyOffice, datatest.Rules(), font.Embedded())
		if len(doc.Pages) != 1 {
			t.Errorf("%s: %d pages", name, len(doc.Pages))
		}
		if _, err := pdf.Render(doc, font.Embedded()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if coded := strings.Contains(wordsOf(doc), "编码"); coded != (name == "long") {
			t.Errorf("%s: code %v", name, coded)
		}
	}
}

// readCode reads the QR code of a picture.
func readCode(t *testing.T, img image.Image) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	found, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return "unread: " + err.Error()
	}
	return found.GetText()
}

// drawn is the lower right part of a page, its rules painted.
func drawn(p page.Page) image.Image {
	const left, top, side, dots = 140, 170, 70, 8 // millimetres, dots a millimetre
	img := image.NewGray(image.Rect(0, 0, side*dots, 100*dots))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	for _, m := range p.Marks {
		r, ok := m.(page.Rule)
		if !ok || r.Y1 != r.Y2 {
			continue
		}
		at := func(v, from page.MM) int { return int((v-from)*dots + 0.5) }
		box := image.Rect(at(r.X1, left), at(r.Y1-r.Weight/2, top), at(r.X2, left), at(r.Y1+r.Weight/2, top))
		draw.Draw(img, box, image.NewUniform(color.Black), image.Point{}, draw.Src)
	}
	return img
}

// Every code drawn on a form is read back as what it stands for.
func TestCodesOnFormsAreRead(t *testing.T) {
	t.Parallel()
	c := datatest.Case(func(c *data.Case) { c.Feedback = nil })
	for i := range 150 {
		code := data.FormCode{Proposal: data.ID(1 + i*i*7), Round: 1 + i%3, Proposer: data.ID(1 + i*131)}
		c.Proposal.ID, c.Proposal.Proposers[0].ID = code.Proposal, code.Proposer
		doc := export.Survey(c, data.Feedback{Round: code.Round, ProposerID: code.Proposer}, surveyOffice, datatest.Rules(), font.Embedded())
		got := readCode(t, drawn(doc.Pages[0]))
		if got != code.Scanned() {
			t.Fatalf("%+v is read as %q", code, got)
		}
		if back, is, err := data.ParseFormCode(got); back != code || !is || err != nil {
			t.Fatalf("%q leads to %+v: %v", got, back, err)
		}
		if !strings.Contains(wordsOf(doc), code.String()) {
			t.Fatalf("%s is not printed", code)
		}
	}
}

// The same from the PDF, as coarse as an office's printer and scanner make it.
func TestCodesOnPaperAreRead(t *testing.T) {
	t.Parallel()
	tool, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("needs pdftoppm")
	}
	var docs []page.Document
	var want []string
	c := datatest.Case(func(c *data.Case) { c.Feedback = nil })
	for i := range 12 {
		code := data.FormCode{Proposal: data.ID(14000 + i), Round: 1 + i%2, Proposer: data.ID(20000 + i*17)}
		c.Proposal.ID, c.Proposal.Proposers[0].ID = code.Proposal, code.Proposer
		docs = append(docs, export.Survey(c, data.Feedback{Round: code.Round, ProposerID: code.Proposer}, surveyOffice, datatest.Rules(), font.Embedded()))
		want = append(want, code.Scanned())
	}
	content, err := pdf.Render(export.Join("表", docs), font.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "forms.pdf"), content, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(tool, "-r", "110", "-gray", "-png", filepath.Join(dir, "forms.pdf"), filepath.Join(dir, "p")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for i, w := range want {
		picture, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("p-%02d.png", i+1)))
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(picture))
		if err != nil {
			t.Fatal(err)
		}
		if got := readCode(t, img); got != w {
			t.Errorf("page %d: %q, not %q", i+1, got, w)
		}
	}
}

// BenchmarkForms1000 lays out and paints 1,000 forms with their codes in one file.
func BenchmarkForms1000(b *testing.B) {
	c := datatest.Case(func(c *data.Case) { c.Feedback = nil })
	fonts := font.Embedded()
	for b.Loop() {
		docs := make([]page.Document, 1000)
		for i := range docs {
			c.Proposal.ID = data.ID(i + 1)
			docs[i] = export.Survey(c, data.Feedback{Round: 1, ProposerID: 10}, surveyOffice, datatest.Rules(), fonts)
		}
		if _, err := pdf.Render(export.Join("征询意见表", docs), fonts); err != nil {
			b.Fatal(err)
		}
	}
}
