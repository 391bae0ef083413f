package parts

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
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

// Add puts a part of XML in, packed.
func (p *Pack) Add(name string, content []byte) {
	p.add(name, content, deflated(content, textWriters))
}

// AddFont puts a font in, packed.
func (p *Pack) AddFont(name string, content []byte) {
	p.add(name, content, deflated(content, fontWriters))
}

// AddAs puts a part in as it is: pictures, which are packed already.
func (p *Pack) AddAs(name string, content []byte) { p.add(name, content, nil) }

// add writes sizes and sum before each part, where every reader looks for them,
// and no time, so that the same parts give the same bytes.
func (p *Pack) add(name string, content, packed []byte) {
	if p.err != nil {
		return
	}
	h := &zip.FileHeader{Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(content),
		UncompressedSize64: uint64(len(content)), CompressedSize64: uint64(len(content))}
	what := content
	if packed != nil {
		h.Method, h.CompressedSize64, what = zip.Deflate, uint64(len(packed)), packed
	}
	w, err := p.zip.CreateRaw(h)
	if err == nil {
		_, err = w.Write(what)
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

// Levels of packing: of fonts the one that export/pdf packs them with, for the same
// reason; XML packs to much less with a higher one.
const fontLevel, textLevel = 3, 7

func pool(level int) *sync.Pool {
	return &sync.Pool{New: func() any {
		w, err := flate.NewWriter(io.Discard, level)
		if err != nil {
			panic(err) // the level is a constant
		}
		return w
	}}
}

var fontWriters, textWriters = pool(fontLevel), pool(textLevel)

func deflated(content []byte, from *sync.Pool) []byte {
	var b bytes.Buffer
	b.Grow(len(content)/2 + 64)
	w := from.Get().(*flate.Writer)
	defer from.Put(w)
	w.Reset(&b)
	if _, err := w.Write(content); err != nil {
		panic(err) // a buffer takes everything
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}
