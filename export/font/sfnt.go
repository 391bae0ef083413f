package font

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// sfnt is one face of a font file: where each table lies, checked against the
// file's true size, so that a damaged file can ask for no more memory than it
// is long. (The opentype package's Loader believes the lengths it reads.)
type sfnt struct {
	file   io.ReaderAt
	tables map[string]span
}

type span struct{ at, length int64 }

// The reasons why a file cannot be read. Their text is shown to a person.
var (
	errNotFont   = errors.New("不是字体文件，或者已经损坏")
	errDamaged   = errors.New("文件不完整或已经损坏")
	errWebFont   = errors.New("是网页字体（WOFF），请换成TTF")
	errOutlines  = errors.New("是OTF（CFF）轮廓，只能用TrueType轮廓的字体（TTF、TTC）")
	errIncorrect = errors.New("缺少必要的数据表，或数据表已经损坏")
)

// maxFaces bounds the faces of a collection that are looked at.
const maxFaces = 64

// readFaces finds the faces of a .ttf or .ttc of that size.
func readFaces(file io.ReaderAt, size int64) ([]*sfnt, error) {
	head, err := readAt(file, span{0, 12}, size)
	if err != nil {
		return nil, errNotFont
	}
	if string(head[:4]) != "ttcf" {
		f, err := readFace(file, 0, size)
		return []*sfnt{f}, err
	}
	n := int64(binary.BigEndian.Uint32(head[8:]))
	if n == 0 || n > maxFaces {
		return nil, errDamaged
	}
	starts, err := readAt(file, span{12, n * 4}, size)
	if err != nil {
		return nil, err
	}
	var all []*sfnt
	for ; len(starts) > 0; starts = starts[4:] {
		f, err := readFace(file, int64(binary.BigEndian.Uint32(starts)), size)
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}

// readFace reads the directory of tables at an offset (OpenType specification,
// Organization of an OpenType font).
func readFace(file io.ReaderAt, at, size int64) (*sfnt, error) {
	head, err := readAt(file, span{at, 12}, size)
	if err != nil {
		return nil, err
	}
	switch string(head[:4]) {
	case "\x00\x01\x00\x00", "true":
	case "OTTO", "typ1":
		return nil, errOutlines
	case "wOFF", "wOF2":
		return nil, errWebFont
	default:
		return nil, errNotFont
	}
	n := int64(binary.BigEndian.Uint16(head[4:]))
	dir, err := readAt(file, span{at + 12, n * 16}, size)
	if err != nil {
		return nil, err
	}
	f := &sfnt{file: file, tables: map[string]span{}}
	for ; len(dir) > 0; dir = dir[16:] {
		s := span{int64(binary.BigEndian.Uint32(dir[8:])), int64(binary.BigEndian.Uint32(dir[12:]))}
		if s.at+s.length > size {
			return nil, errDamaged
		}
		f.tables[string(dir[:4])] = s
	}
	if _, ok := f.tables["glyf"]; !ok {
		return nil, errOutlines
	}
	return f, nil
}

// table reads a table that has at least so many bytes.
func (f *sfnt) table(tag string, least int) ([]byte, error) {
	s, ok := f.tables[tag]
	if !ok || s.length < int64(least) {
		return nil, errIncorrect
	}
	return readAt(f.file, s, s.at+s.length)
}

// memory is a file that lies in memory, such as one inside the program.
type memory []byte

// ReadAt copies what lies there, as of any file.
func (m memory) ReadAt(b []byte, at int64) (int, error) { return bytes.NewReader(m).ReadAt(b, at) }

// readAt reads a span of a file of that size. What it gives is not to be changed: of
// a file in memory it is the file itself.
func readAt(file io.ReaderAt, s span, size int64) ([]byte, error) {
	if s.at < 0 || s.length < 0 || s.at+s.length > size {
		return nil, errDamaged
	}
	if m, ok := file.(memory); ok && s.at+s.length <= int64(len(m)) {
		return m[s.at : s.at+s.length : s.at+s.length], nil
	}
	b := make([]byte, s.length)
	if n, err := file.ReadAt(b, s.at); int64(n) < s.length {
		return nil, fmt.Errorf("%w（%v）", errDamaged, err)
	}
	return b, nil
}
