package assets

import (
	"embed"
	"strings"
)

//go:embed manual/*.md manual/*.png
var manualFiles embed.FS

// ManualPages are the pages of the manual, in order, as data/manual reads them: the
// name of each and its text.
func ManualPages() (ids, texts []string) {
	entries, err := manualFiles.ReadDir("manual")
	if err != nil {
		return nil, nil
	}
	for _, e := range entries { // in order of names, which begin with a number
		name, page := strings.CutSuffix(e.Name(), ".md")
		_, id, numbered := strings.Cut(name, "-")
		if text, err := manualFiles.ReadFile("manual/" + e.Name()); err == nil && page && numbered {
			ids, texts = append(ids, id), append(texts, string(text))
		}
	}
	return ids, texts
}

// ManualPicture is a picture of the manual as PNG, made by scripts/pictures.sh; nil
// where there is none of that name.
func ManualPicture(name string) []byte {
	content, err := manualFiles.ReadFile("manual/" + name)
	if err != nil {
		return nil
	}
	return content
}
