package pdf

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// finish puts into gofpdf's file what gofpdf cannot say: the language, that the
// fonts are subsets, and the true characters of private codes; the cross-reference table moves along.
func (p *painter) finish(file []byte) ([]byte, error) {
	edits, err := p.unicodeMaps(file)
	if err != nil {
		return nil, err
	}
	const catalog = "\n/Type /Catalog\n"
	at := bytes.LastIndex(file, []byte(catalog))
	if at < 0 {
		return nil, fmt.Errorf("the file has no catalog")
	}
	at += len(catalog)
	edits = append(edits, edit{from: at, to: at, with: "/Lang (zh-CN)\n"})
	edits = append(edits, p.subsetNames(file)...)
	slices.SortFunc(edits, func(a, b edit) int { return a.from - b.from })
	return apply(file, edits)
}

// subsetNames gives each font the tag that says it is a subset (PDF 32000-1,
// 9.6.4): six letters, made from the characters it holds.
func (p *painter) subsetNames(file []byte) []edit {
	var edits []edit
	for src, codes := range p.codes {
		sum := fnv.New32a()
		for _, r := range slices.Sorted(maps.Keys(codes)) {
			sum.Write([]byte(string(r)))
		}
		tag, n := make([]byte, 6), sum.Sum32()
		for i := range tag {
			tag[i], n = 'A'+byte(n%26), n/26
		}
		for _, key := range []string{"/BaseFont /", "/FontName /"} {
			old := []byte(key + "utf8" + strings.ToLower(p.family[src]) + "\n")
			for at := 0; ; {
				i := bytes.Index(file[at:], old)
				if i < 0 {
					break
				}
				at += i + len(old)
				edits = append(edits, edit{from: at - len(old), to: at, with: key + string(tag) + "+" + src.Name() + "\n"})
			}
		}
	}
	return edits
}

// unicodeMaps: gofpdf writes the same map from codes to characters for every
// font, each code its own character. Where a subset holds characters above
// U+FFFF under private codes, the true map takes its place, so that search and
// copy give the true character.
func (p *painter) unicodeMaps(file []byte) ([]edit, error) {
	var edits []edit
	for src, codes := range p.codes {
		high := map[uint16]rune{}
		for r, c := range codes {
			if r > 0xFFFF {
				high[c] = r
			}
		}
		if len(high) == 0 {
			continue
		}
		e, err := streamOf(file, strings.ToLower(p.family[src]))
		if err != nil {
			return nil, err
		}
		stream := toUnicode(high)
		e.with = fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(stream), stream)
		edits = append(edits, e)
	}
	return edits, nil
}

// edit replaces file[from:to].
type edit struct {
	from, to int
	with     string
}

// streamOf finds the ToUnicode stream object's content of a font.
func streamOf(file []byte, family string) (edit, error) {
	at := bytes.Index(file, []byte("/Subtype /Type0\n/BaseFont /utf8"+family+"\n"))
	if at < 0 {
		return edit{}, fmt.Errorf("font %s is not in the file", family)
	}
	_, rest, ok := bytes.Cut(file[at:], []byte("/ToUnicode "))
	if !ok {
		return edit{}, fmt.Errorf("font %s has no ToUnicode", family)
	}
	number, _, _ := bytes.Cut(rest, []byte(" "))
	head := []byte("\n" + string(number) + " 0 obj\n")
	from := bytes.Index(file, head)
	if from < 0 {
		return edit{}, fmt.Errorf("object %s is not in the file", number)
	}
	from += len(head)
	end := bytes.Index(file[from:], []byte("endstream"))
	if end < 0 {
		return edit{}, fmt.Errorf("object %s has no stream", number)
	}
	return edit{from: from, to: from + end + len("endstream")}, nil
}

// toUnicode is a CMap (PDF 32000-1, 9.10.3): every code is its own character but
// for those in high.
func toUnicode(high map[uint16]rune) string {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n<</Registry (Adobe)\n/Ordering (UCS)\n/Supplement 0\n>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	var ranges []string
	next := 0
	codes := slices.Sorted(maps.Keys(high))
	for _, c := range append(slices.Clone(codes), 0) {
		last := int(c) - 1
		if c == 0 {
			last = 0xFFFF
		}
		if last >= next {
			ranges = append(ranges, fmt.Sprintf("<%04X> <%04X> <%04X>\n", next, last, next))
		}
		next = int(c) + 1
	}
	fmt.Fprintf(&b, "%d beginbfrange\n%sendbfrange\n", len(ranges), strings.Join(ranges, ""))
	fmt.Fprintf(&b, "%d beginbfchar\n", len(codes))
	for _, c := range codes {
		hi, lo := utf16.EncodeRune(high[c])
		fmt.Fprintf(&b, "<%04X> <%04X%04X>\n", c, hi, lo)
	}
	b.WriteString("endbfchar\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.String()
}

// apply makes the edits (sorted, apart) and rewrites the table of offsets.
func apply(file []byte, edits []edit) ([]byte, error) {
	moved := func(offset int) int {
		shift := 0
		for _, e := range edits {
			if e.from < offset {
				shift += len(e.with) - (e.to - e.from)
			}
		}
		return offset + shift
	}
	table := bytes.LastIndex(file, []byte("\nxref\n"))
	start := bytes.LastIndex(file, []byte("startxref\n"))
	if table < 0 || start < 0 {
		return nil, fmt.Errorf("the file has no table of offsets")
	}
	table++
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		out.Write(file[at:e.from])
		out.WriteString(e.with)
		at = e.to
	}
	out.Write(file[at:table])
	for line := range strings.SplitAfterSeq(string(file[table:start]), "\n") {
		if offset, rest, ok := strings.Cut(line, " 00000 n"); ok {
			n, err := strconv.Atoi(offset)
			if err != nil {
				return nil, fmt.Errorf("offset %q: %w", offset, err)
			}
			line = fmt.Sprintf("%010d 00000 n%s", moved(n), rest)
		}
		out.WriteString(line)
	}
	fmt.Fprintf(&out, "startxref\n%d\n%%%%EOF\n", moved(table))
	return out.Bytes(), nil
}
