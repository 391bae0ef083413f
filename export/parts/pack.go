package parts

import (
	"archive/zip"
	"bytes"
	"hash/crc32"

	"jianban/export/deflate"
)

// Pack is a file of parts under way.
type Pack struct {
	out bytes.Buffer
	zip *zip.Writer
	err error
}

// NewPack begins a file.
func NewPack() *Pack {
	p := &Pack{}
	p.zip = zip.NewWriter(&p.out)
	return p
}

// textLevel is how XML is packed: with a higher one than pages it packs to much less.
const textLevel = 7

// Add puts a part of XML in, packed.
func (p *Pack) Add(name string, content []byte) {
	p.add(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(content), UncompressedSize64: uint64(len(content))}, deflate.Packed(content, textLevel))
}

// AddPacked puts a part in that is packed already: its length and sum unpacked.
func (p *Pack) AddPacked(name string, packed []byte, length int, crc uint32) {
	p.add(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: crc, UncompressedSize64: uint64(length)}, packed)
}

// AddAs puts a part in as it is: pictures, which are packed already.
func (p *Pack) AddAs(name string, content []byte) {
	p.add(&zip.FileHeader{Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(content), UncompressedSize64: uint64(len(content))}, content)
}

// add writes sizes and sum before each part, where every reader looks for them,
// and no time, so that the same parts give the same bytes.
func (p *Pack) add(h *zip.FileHeader, content []byte) {
	if p.err != nil {
		return
	}
	h.CompressedSize64 = uint64(len(content))
	w, err := p.zip.CreateRaw(h)
	if err == nil {
		_, err = w.Write(content)
	}
	p.err = err
}

// Bytes is the whole file.
func (p *Pack) Bytes() ([]byte, error) {
	if p.err == nil {
		p.err = p.zip.Close()
	}
	return p.out.Bytes(), p.err
}
