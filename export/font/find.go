package font

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"jianban/export/page"
)

// Options say where Find looks besides the embedded fonts.
type Options struct {
	// System are the folders of the system's fonts. Only the files that
	// systemFiles names are used of them.
	System []string
	// Own is the office's own folder; "" for none. Every font in it whose names
	// tell its role is used.
	Own string
	// XBSLicensed is what the office says of its licence of 方正小标宋; without
	// one that font is not used.
	XBSLicensed bool
}

func (o Options) equal(p Options) bool {
	return o.Own == p.Own && o.XBSLicensed == p.XBSLicensed && slices.Equal(o.System, p.System)
}

// Skipped is a font file, or a face of it, that is not used.
type Skipped struct {
	File   string // full path
	Reason string // to be shown, without full stop
}

// systemFiles are the files of the proper faces as Windows, Office and font
// installers name them (gongwen.md, Fonts), in lower case, first choice first.
// Of a collection face 0 is used (simsun.ttc: 宋体).
var systemFiles = map[page.Face][]string{
	page.XiaoBiaoSong: {"fzxbsjw.ttf", "fzxbsk.ttf", "方正小标宋简体.ttf", "方正小标宋_gbk.ttf"},
	page.FangSong:     {"simfang.ttf", "仿宋_gb2312.ttf", "stfangso.ttf"},
	page.Kai:          {"simkai.ttf", "楷体_gb2312.ttf", "stkaiti.ttf"},
	page.Hei:          {"simhei.ttf"},
	page.Song:         {"simsun.ttc", "simsun.ttf", "stsong.ttf", "simsunb.ttf"}, // simsunb: characters above U+FFFF only
}

// The bounds of a search.
const (
	maxFile  = 64 << 20 // bytes of a font file
	maxFiles = 20000    // files looked at by name in the system's folders
	maxOwn   = 500      // files looked into in the own folder
	maxDepth = 4        // folders within folders
)

// search finds the fonts of each role: the system's first, as the standard and
// all other offices have them, then the office's own, then (chains) those of
// the program, so that a proper face always comes before one that stands in.
func search(o Options) *choice {
	s := seeker{options: o, found: map[page.Face][]*Source{}, names: map[string]bool{}}
	for _, src := range standsFor() {
		s.names[strings.ToLower(src.name)] = true
	}
	s.system()
	s.own()
	return &choice{chains: chains(s.found), skipped: s.skipped}
}

type seeker struct {
	options Options
	found   map[page.Face][]*Source
	skipped []Skipped
	names   map[string]bool // in use, in lower case: a PDF's names differ by more than case
}

func (s *seeker) skip(path, reason string) {
	if k := (Skipped{path, reason}); !slices.Contains(s.skipped, k) {
		s.skipped = append(s.skipped, k)
	}
}

// take adds fonts to a role's chain under names of their own; whole as in Source.
func (s *seeker) take(f page.Face, whole bool, fonts ...candidate) {
	for _, c := range fonts {
		name := c.names.pdfName()
		for n := 2; s.names[strings.ToLower(name)]; n++ {
			name = c.names.pdfName() + "-" + strconv.Itoa(n)
		}
		s.names[strings.ToLower(name)] = true
		s.found[f] = append(s.found[f], &Source{name: name, label: c.names.label, path: c.path, face: c.face, whole: whole})
	}
}

// system takes the known files of the system's folders.
func (s *seeker) system() {
	there := map[string]string{}
	for _, dir := range s.options.System {
		for _, path := range files(dir, maxFiles) {
			name := strings.ToLower(filepath.Base(path))
			if _, ok := there[name]; !ok {
				there[name] = path
			}
		}
	}
	for _, f := range page.Faces {
		for _, name := range systemFiles[f] {
			path, ok := there[name]
			if !ok {
				continue
			}
			all, reason := look(path)
			if reason == "" {
				all = all[:1]
				reason = cmp.Or(all[0].reason, s.unlicensed(f, all[0]))
			}
			if reason != "" {
				s.skip(path, reason)
				continue
			}
			s.take(f, false, all...)
		}
	}
}

// own takes every font of the office's folder that tells its role.
func (s *seeker) own() {
	dir := s.options.Own
	if dir == "" {
		return
	}
	byRole := map[page.Face][]candidate{}
	paths := files(dir, maxOwn)
	if len(paths) == maxOwn {
		s.skip(dir, "文件太多，只看前"+strconv.Itoa(maxOwn)+"个")
	}
	for _, path := range paths {
		if !slices.Contains([]string{".ttf", ".ttc", ".otf", ".otc", ".woff", ".woff2"}, strings.ToLower(filepath.Ext(path))) {
			continue
		}
		s.ownFile(path, byRole)
	}
	for _, f := range page.Faces {
		slices.SortStableFunc(byRole[f], func(a, b candidate) int { return cmp.Compare(a.offRegular(), b.offRegular()) })
		s.take(f, true, byRole[f]...)
	}
}

// ownFile sorts the faces of a file into roles. Where a face of a collection
// can be used, nothing is said of the others.
func (s *seeker) ownFile(path string, byRole map[page.Face][]candidate) {
	all, reason := look(path)
	reasons := []string{}
	if reason != "" {
		reasons = append(reasons, reason)
	}
	for _, c := range all {
		f, known := c.names.role()
		if reason := cmp.Or(c.reason, c.unfit(f, known), s.unlicensed(f, c)); reason != "" {
			reasons = append(reasons, reason)
			continue
		}
		byRole[f] = append(byRole[f], c)
	}
	if len(reasons) == max(len(all), 1) {
		for _, r := range reasons {
			s.skip(path, r)
		}
	}
}

func (s *seeker) unlicensed(f page.Face, c candidate) string {
	if f == page.XiaoBiaoSong && c.names.foundersXBS() && !s.options.XBSLicensed {
		return "方正小标宋须取得授权才能印入文件，设置里没有注明已获授权"
	}
	return ""
}

// files are the files under a folder, in the order of their paths; what cannot
// be read is left out. The folder itself may be a link.
func files(dir string, most int) []string {
	root, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil
	}
	var all []string
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error { // every error is a folder left out
		switch {
		case len(all) >= most:
			return fs.SkipAll
		case err != nil || d.IsDir() && strings.Count(path[len(root):], string(filepath.Separator)) > maxDepth:
			return fs.SkipDir
		case !d.IsDir():
			all = append(all, path)
		}
		return nil
	})
	return all
}

// look finds the faces of a file, or the reason why it is not used at all.
func look(path string) (all []candidate, reason string) {
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return nil, "读不出文件"
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, "是链接，不是字体文件本身"
	case !info.Mode().IsRegular():
		return nil, "不是普通文件"
	case info.Size() == 0:
		return nil, "文件是空的"
	case info.Size() > maxFile:
		return nil, "文件大于" + strconv.Itoa(maxFile>>20) + " MB"
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, "打不开，请检查权限"
	}
	defer file.Close() //nolint:errcheck // only read
	faces, err := readFaces(file, info.Size())
	if err != nil {
		return nil, err.Error()
	}
	for i, f := range faces {
		all = append(all, describe(f, path, i))
	}
	return all, ""
}
