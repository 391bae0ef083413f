package font_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianban/export/font"
	"jianban/export/page"
)

// Whatever lies in the folder under a font's name: it is passed over with a
// reason, and the role is played by the next font.
func TestWhatCannotBeUsedSaysWhy(t *testing.T) {
	good := spec{from: page.Song, family: "甲仿宋", ps: "A"}.make(t)
	with := func(s spec) []byte {
		if s.from == "" {
			s.from = page.Song
		}
		if s.family == "" {
			s.family = "甲仿宋"
		}
		return s.make(t)
	}
	otto := append([]byte("OTTO"), good[4:]...)
	woff := append([]byte("wOFF"), good[4:]...)
	for _, c := range []struct {
		what   string
		file   []byte
		reason string
	}{
		{"nothing in it", nil, "文件是空的"},
		{"a text", []byte("这不是字体，只是文字"), "不是字体文件"},
		{"a few bytes", []byte{0, 1, 0, 0}, "不是字体文件"},
		{"cut in the directory", good[:100], "不完整"},
		{"cut in a table", good[:len(good)-40], "不完整"},
		{"cubic outlines", otto, "CFF"},
		{"a web font", woff, "WOFF"},
		{"no outlines", with(spec{without: []string{"glyf"}}), "TrueType"},
		{"no widths", with(spec{without: []string{"hmtx"}}), "缺少必要的数据表"},
		{"no map", with(spec{without: []string{"cmap"}}), "缺少必要的数据表"},
		{"not to be embedded", with(spec{fsType: 2}), "fsType 2"},
		{"not to be cut", with(spec{fsType: 0x108}), "取子集"},
		{"dots only", with(spec{fsType: 0x200}), "点阵"},
		{"no role", with(spec{family: "微软雅"}), "看名称"},
		{"Taiwan's forms", with(spec{family: "Noto 仿宋 TC"}), "规范字形"},
		{"bold", with(spec{weight: 700}), "太粗"},
		{"slanted", with(spec{family: "仿宋 Italic"}), "斜体"},
		{"no Hanzi", with(spec{chars: "01234"}), "没有汉字"},
		{"a collection of too many", append([]byte("ttcf\x00\x01\x00\x00\x7f\xff\xff\xff"), good...), "不完整"},
	} {
		for _, o := range []font.Options{
			{Own: put(t, map[string][]byte{"甲.ttf": c.file})},
			{System: []string{put(t, map[string][]byte{"simfang.ttf": c.file})}},
		} {
			if o.Own == "" && (c.reason == "看名称" || c.reason == "规范字形" || c.reason == "太粗" || c.reason == "斜体") {
				continue // the system's files are known by their file names
			}
			set := font.Find(o)
			if got := playing(set, page.FangSong); got != embeddedFangSong {
				t.Errorf("%s: 仿宋 is %s", c.what, got)
			}
			if ss := set.Skipped(); len(ss) != 1 || !strings.Contains(ss[0].Reason, c.reason) {
				t.Errorf("%s: skipped %v, want the reason %s", c.what, ss, c.reason)
			}
		}
	}
}

func TestWhatIsNoPlainFile(t *testing.T) {
	good := spec{from: page.Song, family: "甲仿宋", ps: "A"}.make(t)
	own := put(t, map[string][]byte{"font.data": good, "文件夹.ttf/不是字体.txt": {}})
	if err := os.Symlink(filepath.Join(own, "font.data"), filepath.Join(own, "link.ttf")); err != nil {
		t.Skip("no links on this system")
	}
	if err := os.Symlink(own, filepath.Join(own, "loop")); err != nil {
		t.Fatal(err)
	}
	huge := filepath.Join(own, "huge.ttf")
	if err := os.WriteFile(huge, good, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(huge, 65<<20); err != nil {
		t.Fatal(err)
	}
	set := font.Find(font.Options{Own: own})
	var got []string
	for _, s := range set.Skipped() {
		got = append(got, filepath.Base(s.File)+"："+s.Reason)
	}
	if want := "huge.ttf：文件大于64 MB link.ttf：是链接，不是字体文件本身"; strings.Join(got, " ") != want {
		t.Errorf("skipped %v", got)
	}
	if got := playing(set, page.FangSong); got != embeddedFangSong {
		t.Errorf("仿宋 is %s", got)
	}
}

// A font that was found and then damaged or taken away gives way to the next.
func TestAFontThatGoesAway(t *testing.T) {
	for what, spoil := range map[string]func(path string) error{
		"removed": os.Remove,
		"emptied": func(path string) error { return os.WriteFile(path, nil, 0o600) },
	} {
		own := put(t, map[string][]byte{"a.ttf": spec{from: page.Song, family: "甲仿宋", ps: "A"}.make(t)})
		set := font.Find(font.Options{Own: own}).Fixed() // looked through, nothing opened yet
		if err := spoil(filepath.Join(own, "a.ttf")); err != nil {
			t.Fatal(err)
		}
		if src, ok := set.Resolve(page.FangSong, '国'); !ok || src.Name() != "JianbanKai-Light" {
			t.Errorf("%s: 国 comes from %v", what, src)
		}
	}
}
