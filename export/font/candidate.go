package font

import (
	"jianban/export/page"
)

// candidate is a face that may play a role.
type candidate struct {
	path   string
	face   int
	names  names
	weight int    // 400 is regular
	reason string // why it cannot be used in any role
}

// maxNames bounds a name table.
const maxNames = 1 << 20

// describe reads a face as far as needed to choose.
func describe(f *sfnt, path string, face int) candidate {
	c := candidate{path: path, face: face}
	if f.tables["name"].length < maxNames {
		if table, err := f.table("name", 6); err == nil {
			c.names = readNames(table)
		}
	}
	var src Source
	if err := src.read(f); err != nil {
		c.reason = err.Error()
		return c
	}
	c.weight = be16(src.tables["OS/2"], 4)
	if c.reason = forbidden(be16(src.tables["OS/2"], 8)); c.reason != "" {
		return c
	}
	for _, r := range common {
		if src.cmap.glyph(r) > 0 {
			return c
		}
	}
	if src.cmap.glyph(highCommon) == 0 {
		c.reason = "没有汉字"
	}
	return c
}

// A font with Hanzi has one of these; one that only completes another has
// characters of CJK Extension B.
const (
	common     = "国一的"
	highCommon = '\U00020000'
)

// forbidden reads OS/2.fsType (OpenType specification, OS/2): papers hold a
// subset of each font.
func forbidden(fsType int) string {
	switch {
	case fsType&0xF == 2:
		return "字体声明不许嵌入文件（fsType 2）"
	case fsType&0x100 != 0:
		return "字体声明不许取子集嵌入（fsType 0x100）"
	case fsType&0x200 != 0:
		return "字体声明只许嵌入点阵（fsType 0x200）"
	}
	return ""
}

// unfit says why a font of the own folder cannot play the role of its names.
func (c candidate) unfit(f page.Face, known bool) string {
	switch {
	case !known:
		return "看名称不是仿宋、楷体、黑体、宋体或小标宋"
	case otherForms.MatchString(c.names.all):
		return "不是内地规范字形（" + c.names.label + "）"
	case slanted.MatchString(c.names.all):
		return "是斜体"
	case f != page.XiaoBiaoSong && c.weight > 0 && (c.weight < 250 || c.weight > 600):
		return "太粗或太细，公文用常规粗细"
	}
	return ""
}

// offRegular is how far a font's weight is from the usual.
func (c candidate) offRegular() int { return max(c.weight-400, 400-c.weight) }
