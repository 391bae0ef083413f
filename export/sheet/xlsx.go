package sheet

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"jianban/data/intake"
)

// workbook is an .xlsx file as it is read: part by part, each a stream, so that
// only cells with content are held. excelize gives a cell's style only after it
// has the whole sheet in memory, and of a cell without it nobody can tell a day
// from a number; so the few elements of the format that matter are read here.
type workbook struct {
	ctx  context.Context
	zip  *zip.Reader
	name string

	left     int64 // bytes of parts that may still be unpacked
	cells    int   // cells that may still be held
	text     int64 // bytes of texts that may still be held
	from1904 bool
	shared   []string
	formats  []format // by style
	intern   map[string]string
}

// sheetEntry is a sheet as the workbook lists it.
type sheetEntry struct {
	name, id string
	hidden   bool
}

var errBroken = errors.New("a part of the workbook cannot be read")

func (w *workbook) read() (*intake.File, error) {
	w.left, w.cells, w.text, w.intern = mostXML, mostCells, mostText, map[string]string{}
	file, err := w.parts()
	var bound boundError
	switch {
	case err == nil:
		return file, nil
	case w.ctx.Err() != nil:
		return nil, w.ctx.Err()
	case errors.As(err, &bound):
		return nil, problem(w.name, bound.what, "请分成几个文件，或删去用不着的行、列和工作表")
	}
	return nil, problem(w.name, "不完整或已损坏，里面的内容读不出来", "请用 WPS 或 Excel 打开，另存一份后再导入")
}

// boundError says that a file holds more than is read.
type boundError struct{ what string }

func (e boundError) Error() string { return e.what }

func (w *workbook) parts() (*intake.File, error) {
	main := "xl/workbook.xml"
	if rels, err := w.relations("_rels/.rels", ""); err == nil {
		for _, r := range rels {
			if strings.HasSuffix(r.kind, "/officeDocument") {
				main = r.target
			}
		}
	}
	if w.part(main) == nil {
		return nil, errBroken
	}
	sheets, err := w.workbook(main)
	if err != nil {
		return nil, err
	}
	folder, base := path.Split(main)
	rels, err := w.relations(folder+"_rels/"+base+".rels", folder)
	if err != nil {
		return nil, err
	}
	targets := map[string]string{}
	for id, r := range rels {
		targets[id] = r.target
		switch {
		case strings.HasSuffix(r.kind, "/sharedStrings"):
			err = w.sharedStrings(r.target)
		case strings.HasSuffix(r.kind, "/styles"):
			err = w.styles(r.target)
		}
		if err != nil {
			return nil, err
		}
	}
	file := &intake.File{Name: w.name}
	for _, s := range sheets {
		target := targets[s.id]
		if target == "" || w.part(target) == nil {
			if strings.Contains(target, "chartsheets/") || strings.Contains(target, "dialogsheets/") {
				continue
			}
			return nil, errBroken
		}
		if strings.Contains(target, "chartsheets/") || strings.Contains(target, "dialogsheets/") || strings.Contains(target, "macrosheets/") {
			continue
		}
		got := intake.Sheet{Name: s.name, Hidden: s.hidden}
		if err := w.sheet(target, &got); err != nil {
			return nil, err
		}
		file.Sheets = append(file.Sheets, got)
	}
	w.shared = nil
	return file, nil
}

func (w *workbook) part(name string) *zip.File {
	for _, p := range w.zip.File {
		if strings.EqualFold(strings.ReplaceAll(p.Name, "\\", "/"), name) {
			return p
		}
	}
	return nil
}

// bounded is a reader of a part that stops where too much was unpacked, or
// where the work was cancelled.
type bounded struct {
	w *workbook
	r io.Reader
}

func (b bounded) Read(p []byte) (int, error) {
	if err := b.w.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := b.r.Read(p)
	if b.w.left -= int64(n); b.w.left < 0 {
		return 0, boundError{fmt.Sprintf("展开后超过%d MB，不是正常的台账", mostXML>>20)}
	}
	return n, err
}

// tokens reads the elements of a part one by one: start has the local name
// without its prefix, end and text follow.
func (w *workbook) tokens(name string, each func(*xml.Decoder, xml.Token) error) (err error) {
	p := w.part(name)
	if p == nil {
		return errBroken
	}
	if p.UncompressedSize64 > mostXML {
		return boundError{fmt.Sprintf("展开后超过%d MB，不是正常的台账", mostXML>>20)}
	}
	r, err := p.Open()
	if err != nil {
		return err
	}
	defer func() {
		if e := r.Close(); err == nil {
			err = e
		}
	}()
	d := xml.NewDecoder(bounded{w, r})
	root, last := "", ""
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) && root != "" && last == root {
			return nil
		}
		if errors.Is(err, io.EOF) { // cut off
			return errBroken
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if root == "" {
				root = t.Name.Local
			}
			last = ""
		case xml.EndElement:
			last = t.Name.Local
		}
		if err := each(d, t); err != nil {
			return err
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func isTrue(s string) bool { return s == "1" || s == "true" }

type relation struct{ kind, target string }

func (w *workbook) relations(name, folder string) (map[string]relation, error) {
	all := map[string]relation{}
	err := w.tokens(name, func(_ *xml.Decoder, t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" || attr(e, "TargetMode") == "External" {
			return nil
		}
		target := attr(e, "Target")
		if strings.HasPrefix(target, "/") {
			target = target[1:]
		} else {
			target = path.Join(folder, target)
		}
		if len(all) < 2*mostSheets+100 {
			all[attr(e, "Id")] = relation{attr(e, "Type"), target}
		}
		return nil
	})
	return all, err
}

func (w *workbook) workbook(name string) (all []sheetEntry, err error) {
	err = w.tokens(name, func(_ *xml.Decoder, t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		switch e.Name.Local {
		case "workbookPr":
			w.from1904 = isTrue(attr(e, "date1904"))
		case "sheet":
			id := ""
			for _, a := range e.Attr {
				if a.Name.Local == "id" && a.Name.Space != "" {
					id = a.Value
				}
			}
			if len(all) == mostSheets {
				return boundError{fmt.Sprintf("有%d个以上的工作表", mostSheets)}
			}
			all = append(all, sheetEntry{attr(e, "name"), id, attr(e, "state") == "hidden" || attr(e, "state") == "veryHidden"})
		}
		return nil
	})
	return all, err
}

// sharedStrings reads the table of texts; phonetic guides are left out.
func (w *workbook) sharedStrings(name string) error {
	var held int64
	return w.tokens(name, func(d *xml.Decoder, t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "si" {
			return nil
		}
		s, err := w.richText(d, "si")
		if err != nil {
			return err
		}
		if held += int64(len(s)) + 16; held > mostShared {
			return boundError{"里面的文字太多"}
		}
		w.shared = append(w.shared, s)
		return nil
	})
}

// richText reads the text of an element up to its end, runs put together; each is unescaped by itself.
func (w *workbook) richText(d *xml.Decoder, end string) (string, error) {
	var b, run strings.Builder
	in, phonetic := false, 0
	for {
		t, err := d.RawToken()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "rPh":
				phonetic++
			case "t":
				in = phonetic == 0
			}
		case xml.EndElement:
			switch t.Name.Local {
			case end:
				return b.String(), nil
			case "rPh":
				phonetic--
			case "t":
				b.WriteString(unescape(run.String()))
				run.Reset()
				in = false
			}
		case xml.CharData:
			if in {
				if b.Len()+run.Len()+len(t) > 4<<20 {
					return "", boundError{"有一个单元格的文字太长"}
				}
				run.Write(t)
			}
		}
	}
}

// unescape reads _x000D_ and the like, by which the format writes characters
// that XML does not allow.
func unescape(s string) string {
	i := strings.Index(s, "_x")
	if i < 0 {
		return s
	}
	var b strings.Builder
	for {
		b.WriteString(s[:i])
		s = s[i:]
		if len(s) >= 7 && s[6] == '_' {
			if n, err := strconv.ParseUint(s[2:6], 16, 16); err == nil {
				if r := rune(n); r != '\r' {
					b.WriteRune(r)
				}
				s = s[7:]
			} else {
				b.WriteString(s[:2])
				s = s[2:]
			}
		} else {
			b.WriteString(s[:2])
			s = s[2:]
		}
		if i = strings.Index(s, "_x"); i < 0 {
			return b.String() + s
		}
	}
}
