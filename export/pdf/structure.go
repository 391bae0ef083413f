package pdf

import (
	"fmt"
	"slices"
	"strconv"

	"jianban/export/page"
)

// structure is what the document is beside how it looks (ISO 32000-1, 14.7): a
// tree of headings, paragraphs and tables, for readers who hear it or read it on
// a small screen. Whatever on a page is no part of it is marked as an artifact.
type structure struct {
	f     *document
	tree  int // number of the root
	all   *node
	nodes map[*page.Element]*node
	order []*node
	blank []node // ready to be given out
	// pages has for each page the elements of its marked parts, by their numbers.
	pages [][]*node
	links []*node // of the links, whose keys follow those of the pages
	deep  int     // level of the last heading
}

// node is an element of the tree.
type node struct {
	number int
	parent int
	kind   string // structure type
	more   string // further entries
	page   int    // number of the page of the first part
	one    bool   // of the kids there is but one, a part of a page
	part   int    // its number there
	kids   []byte // where there are others
}

// newStructure begins the structure of a document of so many pages, and runs of
// characters, which tell about how many elements there will be.
func newStructure(f *document, pages, runs int) *structure {
	s := &structure{f: f, nodes: make(map[*page.Element]*node, runs), order: make([]*node, 0, runs), pages: make([][]*node, pages)}
	s.tree = f.reserve()
	s.all = s.add(s.tree, "Document", "")
	return s
}

func (s *structure) add(parent int, kind, more string) *node {
	if len(s.blank) == 0 {
		s.blank = make([]node, 128)
	}
	n := &s.blank[0]
	s.blank = s.blank[1:]
	*n = node{number: s.f.reserve(), parent: parent, kind: kind, more: more}
	s.order = append(s.order, n)
	return n
}

// listed moves the one part of a page to the list of kids, for others to follow.
func (n *node) listed() {
	if n.one {
		n.one = false
		n.kids = strconv.AppendInt(append(make([]byte, 0, 32), ' '), int64(n.part), 10)
	}
}

// under puts a new element below another.
func (s *structure) under(parent *node, kind, more string) *node {
	n := s.add(parent.number, kind, more)
	parent.listed()
	parent.kids = append(strconv.AppendInt(append(parent.kids, ' '), int64(n.number), 10), " 0 R"...)
	return n
}

// node is that of an element, made with what it is a part of and the cells it has
// where it is new.
func (s *structure) node(e *page.Element) *node {
	if n := s.nodes[e]; n != nil {
		return n
	}
	parent := s.all
	if e.In != nil {
		parent = s.node(e.In)
		if n := s.nodes[e]; n != nil { // came with it
			return n
		}
	}
	n := s.under(parent, s.kind(e), attributes(e))
	s.nodes[e] = n
	for _, cell := range e.Cells {
		s.node(cell)
	}
	return n
}

// kind is an element's structure type; a heading is never more than one level
// below the one before.
func (s *structure) kind(e *page.Element) string {
	if e.Role != page.Heading {
		return string(e.Role)
	}
	s.deep = max(1, min(e.Level, s.deep+1, 6))
	return "H" + strconv.Itoa(s.deep)
}

func attributes(e *page.Element) string {
	switch {
	case e.Role == page.HeaderCell:
		return "/A<</O/Table/Scope/Column>>"
	case e.Wide > 1:
		return fmt.Sprintf("/A<</O/Table/ColSpan %d>>", e.Wide)
	case e.Role == page.Drawing:
		return "/Alt " + textString(e.Alt)
	}
	return ""
}

// marked gives a part of a page, the next of its marked ones, to an element, and
// tells its number on the page. The page's object has this number.
func (s *structure) marked(n *node, index, page int) int {
	id := len(s.pages[index])
	s.pages[index] = append(s.pages[index], n)
	if n.page == 0 {
		n.page = page
	}
	if len(n.kids) == 0 && !n.one && n.page == page {
		n.one, n.part = true, id
		return id
	}
	n.listed()
	if n.page == page {
		n.kids = strconv.AppendInt(append(n.kids, ' '), int64(id), 10)
	} else {
		n.kids = fmt.Appendf(n.kids, "<</Type/MCR/Pg %d 0 R/MCID %d>>", page, id)
	}
	return id
}

// link puts a link into the tree and gives its key there.
func (s *structure) link(annotation, page int) int {
	n := s.under(s.all, "Link", "")
	n.page = page
	n.kids = fmt.Appendf(nil, "<</Type/OBJR/Obj %d 0 R>>", annotation)
	s.links = append(s.links, n)
	return len(s.pages) + len(s.links) - 1
}

// write makes the objects of the tree, which are many and small.
func (s *structure) write() {
	parents := []byte("<</Nums [")
	for i, nodes := range s.pages {
		parents = append(strconv.AppendInt(parents, int64(i), 10), " ["...)
		for _, n := range nodes {
			parents = append(strconv.AppendInt(parents, int64(n.number), 10), " 0 R "...)
		}
		parents = append(parents, "]\n"...)
	}
	for i, n := range s.links {
		parents = fmt.Appendf(parents, "%d %d 0 R\n", len(s.pages)+i, n.number)
	}
	s.f.bodies = slices.Grow(s.f.bodies, 80*len(s.order)+len(parents))
	for _, n := range s.order {
		b := append(append(s.f.bodies, "<</S/"...), n.kind...)
		b = append(strconv.AppendInt(append(b, "/P "...), int64(n.parent), 10), " 0 R"...)
		b = append(b, n.more...)
		if n.page > 0 {
			b = append(strconv.AppendInt(append(b, "/Pg "...), int64(n.page), 10), " 0 R"...)
		}
		switch {
		case n.one:
			b = strconv.AppendInt(append(b, "/K "...), int64(n.part), 10)
		case len(n.kids) > 0:
			b = append(append(append(b, "/K["...), n.kids...), ']')
		}
		s.f.setSmall(n.number, append(b, ">>"...))
	}
	tree := s.f.reserve()
	s.f.setSmall(tree, append(append(s.f.bodies, parents...), "]>>"...))
	s.f.setSmall(s.tree, fmt.Appendf(s.f.bodies, "<</Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d>>", s.all.number, tree, len(s.pages)+len(s.links)))
}
