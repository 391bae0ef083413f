package page

import (
	"fmt"
	"strings"
)

// Dump writes a document one mark a line, places in millimetres: what tests
// compare and people read.
func Dump(d Document) string {
	var b strings.Builder
	if d.Title != "" {
		fmt.Fprintf(&b, "title %q author %q\n", d.Title, d.Author)
	}
	for _, m := range d.Bookmarks {
		fmt.Fprintf(&b, "bookmark %q page %d\n", m.Title, m.Page)
	}
	for i, p := range d.Pages {
		fmt.Fprintf(&b, "page %d, %g × %g\n", i+1, p.Size.W, p.Size.H)
		for _, k := range p.Marks {
			b.WriteString(DumpMark(k) + "\n")
		}
	}
	return b.String()
}

// DumpMark is one mark as Dump writes it.
func DumpMark(k Mark) string {
	switch k := k.(type) {
	case Glyphs:
		s := fmt.Sprintf("%8.3f %8.3f %s%g", k.X, k.Baseline, k.Font.Face, k.Font.Size)
		if k.Track != 0 {
			s += fmt.Sprintf(" %+.4f", k.Track)
		}
		return s + dumpColor(k.Color) + " " + k.Text
	case Rule:
		return fmt.Sprintf("%8.3f %8.3f rule to %.3f %.3f weight %.2f%s", k.X1, k.Y1, k.X2, k.Y2, k.Weight, dumpColor(k.Color))
	case Picture:
		return fmt.Sprintf("%8.3f %8.3f picture %.3f × %.3f, %d bytes", k.X, k.Y, k.W, k.H, len(k.Data))
	case Link:
		return fmt.Sprintf("%8.3f %8.3f link %.3f × %.3f to page %d", k.X, k.Y, k.W, k.H, k.To)
	}
	return fmt.Sprintf("%T", k)
}

func dumpColor(c Color) string {
	if c == Black {
		return ""
	}
	return fmt.Sprintf(" #%02x%02x%02x", c.R, c.G, c.B)
}
