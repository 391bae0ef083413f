package export

import "jianban/export/page"

// Join puts several documents into one, each beginning on a page of its own
// and with a bookmark of its title; their own bookmarks and links follow.
func Join(title string, docs []page.Document) page.Document {
	out := page.Document{Title: title}
	for _, d := range docs {
		if out.Author == "" {
			out.Author = d.Author
		}
		out.Told = append(out.Told, d.Told...)
		before := len(out.Pages)
		if len(d.Pages) > 0 {
			out.Bookmarks = append(out.Bookmarks, page.Bookmark{Title: d.Title, Page: before + 1})
		}
		for _, b := range d.Bookmarks {
			b.Page += before
			out.Bookmarks = append(out.Bookmarks, b)
		}
		for _, p := range d.Pages {
			out.Pages = append(out.Pages, relinked(p, before))
		}
	}
	return out
}

// relinked is a page whose links lead by pages further; the page itself is not
// changed.
func relinked(p page.Page, by int) page.Page {
	if by == 0 {
		return p
	}
	for i, k := range p.Marks {
		if _, ok := k.(page.Link); !ok {
			continue
		}
		marks := append([]page.Mark(nil), p.Marks...)
		for j := i; j < len(marks); j++ {
			if l, ok := marks[j].(page.Link); ok {
				l.To += by
				marks[j] = l
			}
		}
		p.Marks = marks
		break
	}
	return p
}
