package export_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/assets"
	"jianban/data"
	"jianban/data/datatest"
	"jianban/export"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
)

// names of proposers as they are kept; 艾合买提·吐尔逊 was registered with other dots.
var findable = []string{"艾合买提·吐尔逊", "岩罕·香", "古丽米热·买买提", "李明", "欧阳䶮", "陈𬱖", "阿布·布·香"}

// Whoever reads the file finds a name, the spread letterhead and quoted words as
// they are typed: no reader sets a blank where something was only spread.
func TestNamesAndLetterheadAreFoundExactly(t *testing.T) {
	pack, err := data.ParsePack(assets.Pack("three-steps"))
	if err != nil {
		t.Fatal(err)
	}
	c := datatest.Case(func(c *data.Case) {
		c.Proposal.Proposers = nil
		for _, n := range findable {
			c.Proposal.Proposers = append(c.Proposal.Proposers, data.Proposer{Name: n, Body: data.Congress})
		}
		c.Book.Letterhead, c.Book.Issuer = "", "玉溪市红塔区人民政府"
	})
	body := strings.Join(findable, "代表到场。\n") + "代表到场。\n在“十四五”期间落实。"
	s := data.Settings{Office: "红塔区人民政府办公室"}
	letter, _ := export.Reply(c, data.Reply{Class: "A", DocNumber: "红政函〔2022〕15号", Body: body, Salutation: "艾合买提 • 吐尔逊、李　明代表"}, s, data.Rules{Pack: pack}, font.Embedded())
	c.Book.Issuer = "红塔区政府"
	short, _ := export.Reply(c, data.Reply{Body: body}, s, data.Rules{Pack: pack}, font.Embedded())
	for name, x := range map[string]struct {
		doc   page.Document
		words []string
	}{
		"letter": {letter, append(findable, "玉溪市红塔区人民政府", "红政函〔2022〕15号", "在“十四五”期间落实", "艾合买提·吐尔逊、李明代表")},
		"short":  {short, append(findable, "红塔区政府")},
	} {
		file, err := pdf.Render(x.doc, font.Embedded())
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "a.pdf")
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		for reader, text := range map[string]string{
			"pdftotext":         run(t, "pdftotext", path, "-"),
			"pdftotext -raw":    run(t, "pdftotext", "-raw", path, "-"),
			"pdftotext -layout": run(t, "pdftotext", "-layout", path, "-"),
			"mutool":            run(t, "mutool", "draw", "-q", "-F", "txt", path),
		} {
			for _, w := range x.words {
				if !strings.Contains(text, w) {
					t.Errorf("%s: %s does not find %s in\n%s", name, reader, w, text)
				}
			}
		}
	}
}

// A title between 《》 has 〈〉 within it wherever the program writes one.
func TestTitlesWithinTitlesOnPaper(t *testing.T) {
	c := datatest.Case(func(c *data.Case) { c.Proposal.Title = "关于落实《云南省物业管理规定》的建议" })
	const want, never = "《关于落实〈云南省物业管理规定〉的建议》", "《关于落实《"
	s := data.Settings{Office: "红塔区人民政府办公室", Issuer: "红塔区人民政府"}
	pack, err := data.ParsePack(assets.Pack("three-steps"))
	if err != nil {
		t.Fatal(err)
	}
	r := data.Rules{Pack: pack}
	rep := data.Reply{Body: "已办。"}
	reply, _ := export.Reply(c, rep, s, r, font.Embedded())
	opinion, _ := export.Opinion(c, data.Opinion{Body: "同意。"}, s, r, font.Embedded())
	urge, _ := export.Urge(data.Supervision{Kind: data.Remind, Unit: c.Assignments[0].Unit, Date: datatest.Day(6, 20)}, []data.Case{c}, s, data.SameRules(r), font.Embedded())
	for name, text := range map[string]string{"reply": wordsOf(reply), "opinion": wordsOf(opinion), "notice": wordsOf(urge), "published": export.ReplyText(c, rep, s, r)} {
		if !strings.Contains(text, want) || strings.Contains(text, never) {
			t.Errorf("%s: %s", name, text)
		}
	}
}

// Letters registered before texts were mended print the usual characters.
func TestOldLookAlikesPrintAsUsualCharacters(t *testing.T) {
	c := datatest.Case(func(*data.Case) {})
	doc, _ := export.Reply(c, data.Reply{Body: "⼀、⼯作情况\n已办。"}, data.Settings{}, data.Rules{}, font.Embedded())
	heading := false
	for _, p := range doc.Pages {
		for _, m := range p.Marks {
			if g, ok := m.(page.Glyphs); ok && strings.Contains(g.Text, "一、工作情况") {
				heading = heading || g.Font.Face == page.Hei
			}
		}
	}
	if !heading {
		t.Errorf("%s", wordsOf(doc))
	}
}
