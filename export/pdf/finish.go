package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/zlib"

	"jianban/export/page"
)

// document is a PDF as its objects: what stands between "obj" and "endobj",
// by object number less one.
type document struct {
	objects [][]byte
}

// finish makes the file out of gofpdf's: our fonts take the place of its names
// for them, page contents are compressed, and the catalog gets what gofpdf
// cannot say. gofpdf writes the information dictionary and the catalog last.
func finish(painted []byte, doc page.Document, fonts *fontSet) ([]byte, error) {
	f, err := readDocument(painted)
	if err != nil {
		return nil, err
	}
	info, catalog := len(f.objects)-2, len(f.objects)-1
	names, err := f.fontNames(fonts)
	if err != nil {
		return nil, err
	}
	for i, body := range f.objects[:info] {
		switch {
		case bytes.HasPrefix(body, []byte("<</Type /Page\n")):
			f.objects[i] = f.links(body)
			if err := f.compress(i+1, names); err != nil { // the contents follow their page
				return nil, err
			}
		case bytes.HasPrefix(body, []byte("<</Title ")):
			f.objects[i] = bytes.Replace(body, []byte("/Count 0"), nil, 1) // no entries below
		case bytes.HasPrefix(body, []byte("<</Type /Outlines ")):
			f.objects[i] = bytes.Replace(body, []byte("/First "), fmt.Appendf(nil, "/Count %d /First ", len(doc.Bookmarks)), 1)
		}
	}
	for i, body := range f.objects[:info] {
		for _, p := range fonts.fonts {
			if bytes.HasPrefix(body, []byte("<</Type /Font\n/BaseFont /"+p.key+"\n")) {
				f.objects[i] = p.composite(f)
			}
		}
	}
	f.objects[info] = information(doc)
	if f.objects[catalog], err = f.archivable(f.objects[catalog], doc); err != nil {
		return nil, err
	}
	return f.bytes(catalog+1, info+1), nil
}

// readDocument parts gofpdf's file at the offsets in its table, so that what a
// stream holds is never taken for anything else.
func readDocument(file []byte) (*document, error) {
	broken := fmt.Errorf("gofpdf's file is not as expected")
	at := bytes.LastIndex(file, []byte("startxref\n"))
	if at < 0 {
		return nil, broken
	}
	number, _, _ := bytes.Cut(file[at+len("startxref\n"):], []byte("\n"))
	table, err := strconv.Atoi(string(number))
	if err != nil || table < 0 || table > at {
		return nil, broken
	}
	lines := bytes.Split(file[table:at], []byte("\n"))
	if len(lines) < 3 || string(lines[0]) != "xref" {
		return nil, broken
	}
	var starts []int                 // by object number less one
	for _, line := range lines[3:] { // after xref, the count and the free entry
		offset, inUse := bytes.CutSuffix(line, []byte(" 00000 n "))
		if !inUse {
			break
		}
		n, err := strconv.Atoi(string(offset))
		if err != nil || n < 0 || n > table {
			return nil, broken
		}
		starts = append(starts, n)
	}
	ends := append(slices.Clone(starts), table)
	slices.Sort(ends)
	f := &document{objects: make([][]byte, len(starts))}
	for i, from := range starts {
		next, _ := slices.BinarySearch(ends, from+1)
		body, started := bytes.CutPrefix(file[from:ends[next]], []byte(strconv.Itoa(i+1)+" 0 obj\n"))
		body, ended := bytes.CutSuffix(body, []byte("\nendobj\n"))
		if !started || !ended {
			return nil, broken
		}
		f.objects[i] = body
	}
	if len(f.objects) < 2 || !bytes.Contains(f.objects[len(f.objects)-1], []byte("/Type /Catalog\n")) {
		return nil, broken
	}
	return f, nil
}

// links gives each link of a page an object of its own, as strict readers
// expect, and says that it is to be printed, as archives do.
func (f *document) links(pg []byte) []byte {
	head, rest, ok := bytes.Cut(pg, []byte("\n/Annots ["))
	if !ok {
		return pg
	}
	all, tail, _ := bytes.Cut(rest, []byte("]\n"))
	const each = "<</Type /Annot "
	out := append(bytes.Clone(head), "\n/Annots ["...)
	for _, link := range bytes.Split(all, []byte(each))[1:] {
		out = fmt.Appendf(out, " %d 0 R", f.add(each+"/F 4 "+string(link)))
	}
	out = append(out, "]\n"...)
	return append(out, tail...)
}

// fontNames gives the fonts short names in the resources, which all pages
// share, and is what puts them into a page's contents: gofpdf's are 41
// characters long.
func (f *document) fontNames(fonts *fontSet) (*strings.Replacer, error) {
	_, rest, ok := strings.Cut(string(f.objects[1]), "/Font <<\n")
	list, _, closed := strings.Cut(rest, ">>")
	words := strings.Fields(list) // name, number, 0, R
	if !ok || !closed || len(words) != 4*len(fonts.fonts) {
		return nil, fmt.Errorf("gofpdf's resources are not as expected")
	}
	var pairs []string
	for i := 0; i < len(words); i += 4 {
		pairs = append(pairs, words[i], fmt.Sprintf("/F%d", i/4+1))
	}
	names := strings.NewReplacer(pairs...)
	f.objects[1] = []byte(names.Replace(string(f.objects[1])))
	return names, nil
}

// compress packs the contents of a page, which gofpdf wrote plainly.
func (f *document) compress(i int, names *strings.Replacer) error {
	_, content, ok := bytes.Cut(f.objects[i], []byte("stream\n"))
	content, ended := bytes.CutSuffix(content, []byte("\nendstream"))
	if !ok || !ended {
		return fmt.Errorf("object %d is no page's contents", i+1)
	}
	f.objects[i] = stream("", []byte(names.Replace(string(content))))
	return nil
}

// add appends an object and gives its number.
func (f *document) add(body string) int {
	f.objects = append(f.objects, []byte(body))
	return len(f.objects)
}

// addStream appends a compressed stream with these entries in its dictionary.
func (f *document) addStream(entries string, content []byte) int {
	f.objects = append(f.objects, stream(entries, content))
	return len(f.objects)
}

func stream(entries string, content []byte) []byte {
	packed := deflate(content)
	b := make([]byte, 0, len(packed)+len(entries)+64)
	b = fmt.Appendf(b, "<</Length %d /Filter /FlateDecode%s>>\nstream\n", len(packed), " "+entries)
	b = append(b, packed...)
	return append(b, "\nendstream"...)
}

// level packs a letter's fonts in 1.4 ms to 124 KB; level 1 takes 1.1 ms and
// makes 127 KB, level 6 2.4 ms and 122 KB.
const level = 3

var writers = sync.Pool{New: func() any {
	w, err := zlib.NewWriterLevel(nil, level)
	if err != nil {
		panic(err) // the level is a constant
	}
	return w
}}

func deflate(content []byte) []byte {
	var b bytes.Buffer
	b.Grow(len(content)*3/4 + 64)
	w := writers.Get().(*zlib.Writer)
	defer writers.Put(w)
	w.Reset(&b)
	if _, err := w.Write(content); err != nil {
		panic(err) // a buffer takes everything
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// bytes writes the file; its identity is the sum of its contents.
func (f *document) bytes(root, info int) []byte {
	size := 64 + 20*len(f.objects) + 256
	for _, body := range f.objects {
		size += len(body) + 24
	}
	b := make([]byte, 0, size)
	b = append(b, "%PDF-1.7\n%\xE5\xBB\xBA\xE5\x8A\x9E\n"...) // bytes above 127: a binary file
	starts := make([]int, len(f.objects))
	for i, body := range f.objects {
		starts[i] = len(b)
		b = fmt.Appendf(b, "%d 0 obj\n", i+1)
		b = append(b, body...)
		b = append(b, "\nendobj\n"...)
	}
	table, id := len(b), sha256.Sum256(b)
	b = fmt.Appendf(b, "xref\n0 %d\n0000000000 65535 f \n", len(starts)+1)
	for _, at := range starts {
		b = fmt.Appendf(b, "%010d 00000 n \n", at)
	}
	return fmt.Appendf(b, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n", len(starts)+1, root, info, id[:16], id[:16], table)
}
