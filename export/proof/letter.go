package main

import (
	"embed"
	"fmt"
	"path"
	"strings"

	"jianban/data"
	"jianban/export"
	"jianban/export/page"
)

//go:embed letters/*.txt
var letters embed.FS

// readLetters are the papers in letters/, in the order of their names.
func readLetters(pack data.RulePack, m page.Measurer) ([]paper, error) {
	entries, err := letters.ReadDir("letters")
	if err != nil {
		return nil, err
	}
	var out []paper
	for _, e := range entries {
		text, err := letters.ReadFile("letters/" + e.Name())
		if err != nil {
			return nil, err
		}
		doc, err := letter(string(text), pack, m)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		out = append(out, paper{strings.TrimSuffix(e.Name(), path.Ext(e.Name())), doc})
	}
	return out, nil
}

// letter makes a reply of a text: lines of 名：value, an empty line, the words as a
// clerk has them in the editor, attachments and all. The values are what a clerk
// types there, in the book and in the rule pack; whatever stands on the paper can
// be made in the window.
func letter(text string, pack data.RulePack, m page.Measurer) (page.Document, error) {
	head, body, ok := strings.Cut(text, "\n\n")
	if !ok {
		return page.Document{}, fmt.Errorf("no empty line below the head")
	}
	v := map[string]string{}
	for line := range strings.Lines(head) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), "：")
		if !ok {
			return page.Document{}, fmt.Errorf("no colon in %q", line)
		}
		v[name] = value
	}
	day, err := data.ParseDate(v["日期"])
	if err != nil {
		return page.Document{}, err
	}
	pack.Letters.ReplyTitle = v["标题"]
	pack.Paper = data.PaperRules{Form: data.LetterForm(v["格式"]), Openness: v["公开"] != "", Unsealed: v["盖章"] == "否"}
	c := data.Case{
		Book:       data.Book{Direction: data.HandedDown, Issuer: v["机关"], CopyTo: list(v["抄送"])},
		Disclosure: data.Disclosure{Decision: data.Openness(v["公开"])},
	}
	rep := data.Reply{
		Round: 1, Class: v["类别"], DocNumber: v["文号"], Salutation: v["主送"], Body: body,
		Contact: v["联系人"], ContactPhone: v["电话"], SignOff: data.SignOff{Signed: day},
	}
	doc, wrong := export.Reply(c, rep, data.Settings{Office: v["印发"]}, data.Rules{Pack: pack}, m)
	if len(wrong) > 0 {
		return doc, wrong
	}
	return doc, nil
}

func list(value string) []string {
	if value == "" {
		return nil
	}
	return strings.Split(value, "；")
}
