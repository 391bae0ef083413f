package clipboard

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"slices"
	"testing"

	"golang.org/x/image/bmp"
)

func TestPathsOfAUriList(t *testing.T) {
	t.Parallel()
	got := uriList("# copied\r\nfile:///home/%E7%8E%8B/%E7%85%A7%E7%89%87%201.jpg\r\nhttp://example.gov.cn/a.jpg\r\nfile://\r\n%zz\r\n\r\nfile:///b.png")
	if want := []string{"/home/王/照片 1.jpg", "/b.png"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// A bitmap as Windows hands it on becomes a PNG of the same pixels: plain, with
// masks after a short header, and with the long header of version 5.
func TestBitmapsBecomePNG(t *testing.T) {
	t.Parallel()
	want := image.NewRGBA(image.Rect(0, 0, 3, 2))
	for i := range 6 {
		want.Set(i%3, i/3, color.RGBA{uint8(40 * i), uint8(255 - 30*i), uint8(7 * i), 255})
	}
	var file bytes.Buffer
	if err := bmp.Encode(&file, want); err != nil {
		t.Fatal(err)
	}
	plain := file.Bytes()[fileHeader:]
	masked := append(append([]byte{}, plain32(want)[:infoHeader]...), append([]byte{0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0}, plain32(want)[infoHeader:]...)...)
	binary.LittleEndian.PutUint32(masked[16:], bitFields)
	for name, dib := range map[string][]byte{"plain": plain, "32 bits": plain32(want), "with masks": masked} {
		made, err := pngOf(dib)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, err := png.Decode(bytes.NewReader(made))
		if err != nil {
			t.Fatal(err)
		}
		for i := range 6 {
			r, g, b, _ := got.At(i%3, i/3).RGBA()
			wr, wg, wb, _ := want.At(i%3, i/3).RGBA()
			if r != wr || g != wg || b != wb {
				t.Errorf("%s: pixel %d is %v, want %v", name, i, got.At(i%3, i/3), want.At(i%3, i/3))
			}
		}
	}
}

// plain32 is a picture as an uncompressed bitmap of 32 bits without a file header.
func plain32(img *image.RGBA) []byte {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := make([]byte, infoHeader)
	binary.LittleEndian.PutUint32(out, infoHeader)
	binary.LittleEndian.PutUint32(out[4:], uint32(w))
	binary.LittleEndian.PutUint32(out[8:], uint32(h))
	binary.LittleEndian.PutUint16(out[12:], 1)
	binary.LittleEndian.PutUint16(out[14:], 32)
	for y := h - 1; y >= 0; y-- {
		for x := range w {
			c := img.RGBAAt(x, y)
			out = append(out, c.B, c.G, c.R, 255)
		}
	}
	return out
}

// Whatever the clipboard holds, there is an answer.
func FuzzBitmap(f *testing.F) {
	f.Add([]byte{})
	f.Add(make([]byte, infoHeader))
	f.Add(plain32(image.NewRGBA(image.Rect(0, 0, 2, 2))))
	f.Fuzz(func(t *testing.T, dib []byte) {
		if made, err := pngOf(dib); err == nil && len(made) == 0 {
			t.Error("neither a picture nor an error")
		}
	})
}
