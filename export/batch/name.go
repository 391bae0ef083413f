package batch

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"jianban/data"
	"jianban/export/file"
	"jianban/export/paint"
)

// Pattern says how the files of a batch are named: text with the fields
//
//	{文号} 红政函〔2022〕15号     {编号} as handed over, 12
//	{标题} the proposal's title   {种类} 答复, 答复（第2次）, 协办意见, 征询意见表 李某 …
//	{办理册} 市六届人大一次会议
//
// A paper about several proposals has for number and title whom it is for, such as
// 区住建局. The title is shortened where the name would be too long, a draft's name
// always ends in （草稿）, and names that are alike get (2), (3). Where another
// proposal's paper lies under a name, the book's name goes before it. The empty
// Pattern is the usual one.
type Pattern string

// UsualPattern is what the empty Pattern stands for. Where the papers of a
// batch come from several books, the book's name goes before it.
const UsualPattern Pattern = "{编号}号 {标题} {种类}"

var (
	patternFields = []string{"{文号}", "{编号}", "{标题}", "{种类}", "{办理册}"}
	braced        = regexp.MustCompile(`\{[^{}]*\}`)
)

// Fields are the fields of patterns, with their braces, for a dialog's hint.
func Fields() []string { return slices.Clone(patternFields) }

// Check is nil, or the data.Problem that keeps the pattern from being used.
func (p Pattern) Check() error {
	hint := "可用的有" + strings.Join(patternFields, "")
	if p == "" {
		return nil
	}
	told := false
	for _, f := range braced.FindAllString(string(p), -1) {
		if !slices.Contains(patternFields, f) {
			return data.Problem{Field: "文件名", Message: "不认识“" + f + "”", Hint: hint}
		}
		told = told || f == "{文号}" || f == "{编号}" || f == "{标题}"
	}
	if strings.ContainsAny(braced.ReplaceAllString(string(p), ""), "{}") {
		return data.Problem{Field: "文件名", Message: "“" + string(p) + "”的花括号不成对", Hint: hint}
	}
	if !told {
		return data.Problem{Field: "文件名", Message: "“" + string(p) + "”分不出是哪一件", Hint: "请至少用{文号}、{编号}、{标题}中的一个"}
	}
	return nil
}

// fill puts a paper's facts into the pattern.
func (p Pattern) fill(paper Paper, title string) string {
	if paper.Number == "" { // it is about several: whom it is for tells it apart
		p = Pattern(strings.ReplaceAll(strings.ReplaceAll(string(p), "{编号}号 {标题}", "{标题}"), "{编号}", "{标题}"))
	}
	text := strings.NewReplacer("{文号}", paper.DocNumber, "{编号}", paper.Number, "{标题}", title,
		"{种类}", paper.Kind, "{办理册}", paper.Book).Replace(string(p))
	if f, ok := data.PaperFormatOf(text); ok {
		text = text[:len(text)-len(f.Ending)]
	}
	if paper.Draft {
		text += data.DraftMark
	}
	return text
}

// name fills the pattern and shortens the title until the name fits.
func (p Pattern) name(paper Paper, fits func(string) bool) string {
	name := p.fill(paper, paper.Title)
	for title := []rune(paper.Title); !fits(name) && len(title) > 0; {
		title = title[:len(title)-1]
		name = p.fill(paper, string(title)+"…")
	}
	return name
}

// Folder is where the files of a batch go, and how they are named. It is made
// where missing; its parent must exist.
type Folder struct {
	Path   string
	Names  Pattern
	Format data.PaperFormat // the zero value is PDF
}

// Make makes the folder where it is missing; its parent must exist.
func (f Folder) Make() error {
	_, err := file.MakeFolder(f.Path)
	return err
}

// Example is the name of the first paper's file, as Paths gives it in an empty
// folder. The disk is not looked at.
func (f Folder) Example(papers []Paper) (string, error) {
	paths, err := f.paths(papers, papers[:min(1, len(papers))], func(string, Paper) bool { return true })
	if err != nil || len(paths) == 0 {
		return "", err
	}
	return filepath.Base(paths[0]), nil
}

// Paths are the files that the papers become, in their order. A paper replaces
// the file of its own older writing, never that of another proposal's paper.
func (f Folder) Paths(papers []Paper) ([]string, error) {
	return f.paths(papers, papers, func(path string, p Paper) bool { return isFor(path, p.name) })
}

// paths name some of all papers; may tells whether a paper may take a place.
func (f Folder) paths(all, some []Paper, may func(string, Paper) bool) ([]string, error) {
	if err := f.Names.Check(); err != nil {
		return nil, err
	}
	pattern := f.Names
	if pattern == "" {
		if pattern = UsualPattern; severalBooks(all) {
			pattern = withBook(pattern)
		}
	}
	namer, err := file.NewNamer(f.Path, f.Format.Or().Ending)
	if err != nil {
		return nil, err
	}
	paths := make([]string, len(some))
	for i, p := range some {
		name := func(pattern Pattern) bool {
			paths[i] = filepath.Join(f.Path, namer.Name(pattern.name(p, namer.Fits)))
			return may(paths[i], p)
		}
		for free := name(pattern); !free; {
			free = name(withBook(pattern))
		}
	}
	return paths, nil
}

// withBook is a pattern that tells the book.
func withBook(p Pattern) Pattern {
	if strings.Contains(string(p), "{办理册}") {
		return p
	}
	return "{办理册} " + p
}

// isFor tells whether a paper of that name may be written to path: nothing is
// there, or its own older writing, or what is nobody's paper.
func isFor(path, paper string) bool {
	there := paint.PaperAt(path)
	return there == "" || there == paper
}

// Beside is path, or where another paper than the named one lies there the first
// path with (2), (3) and so on where none does.
func Beside(path, paper string) string {
	ending := filepath.Ext(path)
	free := path
	for n := 2; !isFor(free, paper); n++ {
		free = fmt.Sprintf("%s(%d)%s", strings.TrimSuffix(path, ending), n, ending)
	}
	return free
}

func severalBooks(papers []Paper) bool {
	return slices.ContainsFunc(papers, func(p Paper) bool { return p.book != papers[0].book })
}
