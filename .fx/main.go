package main

import (
	"fmt"
	"os"
	"time"

	"github.com/BurntSushi/toml"
	"jianban/assets"
	"jianban/data"
	"jianban/export"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
)

type year struct {
	Proposals []struct {
		Number, Role, Title string
		Lead_body           string `toml:"lead_body"`
		Proposers []struct{ Name string }
		Reply               struct {
			Class, Doc_number, Body, Contact, Contact_phone string
		}
		Opinion  struct{ Doc_number, Body string }
		Opinions []struct{ Unit, Body string }
	}
}

func main() {
	var y year
	if err := toml.Unmarshal(assets.DemoYear(), &y); err != nil {
		fmt.Println(err)
	}
	pack, err := data.ParsePack(assets.Pack("hongta"))
	if err != nil {
		fmt.Println(err)
	}
	r := data.Rules{Pack: pack}
	s := data.Settings{Office: "红塔区人民政府办公室", Issuer: "玉溪市红塔区人民政府", Contact: "段晓棠", Phone: "0877-0000100", Demo: true}
	book := data.Book{Meeting: data.Meeting{Body: data.Congress, Level: data.City, Place: "玉溪市", Term: 6, Session: 1, Year: 2022}, Direction: data.HandedDown, Issuer: "玉溪市红塔区人民政府", CopyTo: []string{"玉溪市人大常委会选联工委", "玉溪市人民政府督查室"}}
	fonts := font.Embedded()
	var docs []page.Document
	for i, p := range y.Proposals {
		c := data.Case{Book: book, Proposal: data.Proposal{Number: p.Number, Title: p.Title, LeadBody: p.Lead_body, Role: data.Role(p.Role)}}
		for _, n := range p.Proposers {
			c.Proposal.Proposers = append(c.Proposal.Proposers, data.Proposer{Name: n.Name})
		}
		for _, o := range p.Opinions {
			c.Assignments = append(c.Assignments, data.Assignment{Part: data.CoUnit, Unit: data.Unit{ID: 1, Name: o.Unit}})
		}
		var d page.Document
		var ps data.Problems
		t := time.Now()
		if p.Role == "主办" {
			d, ps = export.Reply(c, data.Reply{Class: p.Reply.Class, DocNumber: p.Reply.Doc_number, Body: p.Reply.Body, Contact: p.Reply.Contact, ContactPhone: p.Reply.Contact_phone, SignOff: data.SignOff{Signed: data.NewDate(2022, 5, 24)}}, s, r, fonts)
		} else {
			d, ps = export.Opinion(c, data.Opinion{DocNumber: p.Opinion.Doc_number, Body: p.Opinion.Body, SignOff: data.SignOff{Signed: data.NewDate(2022, 4, 6)}}, s, r, fonts)
		}
		fmt.Println(p.Number, len(d.Pages), time.Since(t), ps)
		docs = append(docs, d)
		b, err := pdf.Render(d, fonts)
		if err != nil {
			fmt.Println(err)
		}
		os.WriteFile(fmt.Sprintf("/tmp/letters/%s.pdf", p.Number), b, 0o644)
		if i == 0 {
			os.WriteFile("/tmp/letters/dump.txt", []byte(page.Dump(d)), 0o644)
		}
	}
	b, err := pdf.Render(export.Join("合订", docs), fonts)
	if err != nil {
		fmt.Println(err)
	}
	os.WriteFile("/tmp/letters/all.pdf", b, 0o644)
}
