//go:build ignore

// Command icon writes a picture as a Windows icon in seven sizes:
// go run scripts/icon.go assets/icon.png jianban.ico
package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/png"
	"log"
	"os"

	"golang.org/x/image/draw"
)

// sizes of the icon; from 256 on it is kept as PNG, the others as bitmaps, which
// every program reads.
var sizes = []int{16, 20, 24, 32, 48, 64, 256}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: icon PICTURE.png ICON.ico")
	}
	f, err := os.Open(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	picture, err := png.Decode(f)
	if err != nil {
		log.Fatal(err)
	}
	var head, body bytes.Buffer
	put(&head, uint16(0), uint16(1), uint16(len(sizes)))
	for _, size := range sizes {
		small := image.NewNRGBA(image.Rect(0, 0, size, size))
		draw.CatmullRom.Scale(small, small.Bounds(), picture, picture.Bounds(), draw.Src, nil)
		at := body.Len()
		if size < 256 {
			bitmap(&body, small)
		} else if err := png.Encode(&body, small); err != nil {
			log.Fatal(err)
		}
		put(&head, uint8(size), uint8(size), uint16(0), uint16(1), uint16(32), uint32(body.Len()-at), uint32(6+16*len(sizes)+at))
	}
	if err := os.WriteFile(os.Args[2], append(head.Bytes(), body.Bytes()...), 0o644); err != nil {
		log.Fatal(err)
	}
}

// put writes numbers as Windows does.
func put(b *bytes.Buffer, numbers ...any) {
	for _, n := range numbers {
		if err := binary.Write(b, binary.LittleEndian, n); err != nil {
			log.Fatal(err)
		}
	}
}

// bitmap writes a picture from below upwards, with transparency, and the mask of
// one bit that older programs want: where nothing is to be seen.
func bitmap(b *bytes.Buffer, m *image.NRGBA) {
	size := m.Bounds().Dx()
	put(b, uint32(40), int32(size), int32(2*size), uint16(1), uint16(32), uint32(0), uint32(0), int32(0), int32(0), uint32(0), uint32(0))
	mask := make([]byte, (size+31)/32*4*size)
	for y := range size {
		for x := range size {
			c := m.NRGBAAt(x, size-1-y)
			b.Write([]byte{c.B, c.G, c.R, c.A})
			if c.A == 0 {
				mask[y*((size+31)/32*4)+x/8] |= 0x80 >> (x % 8)
			}
		}
	}
	b.Write(mask)
}
