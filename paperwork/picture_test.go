package paperwork

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
)

// photographed is a JPEG of a scene whose upper left corner is red, as a camera held
// in some way stores it: turned, with the orientation in its EXIF.
func photographed(t *testing.T, orientation uint16) []byte {
	t.Helper()
	const w, h = 64, 32 // as it is to be seen
	stored := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		stored = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			at := map[uint16]image.Point{
				1: {x, y}, 2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y},
				5: {y, x}, 6: {y, w - 1 - x}, 7: {h - 1 - y, w - 1 - x}, 8: {h - 1 - y, x},
			}[orientation]
			c := color.RGBA{B: 200, A: 255}
			if x < 16 && y < 16 {
				c = color.RGBA{R: 250, A: 255}
			}
			stored.Set(at.X, at.Y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, stored, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	tiff := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	tiff = binary.BigEndian.AppendUint16(tiff, orientation)
	exif := append([]byte("Exif\x00\x00"), append(tiff, 0, 0, 0, 0, 0, 0)...)
	out := append([]byte{}, b.Bytes()[:2]...)
	out = binary.BigEndian.AppendUint16(append(out, 0xFF, 0xE1), uint16(len(exif)+2))
	return append(append(out, exif...), b.Bytes()[2:]...)
}

// However the camera was held, the picture stands as it was taken: what is red is at
// its upper left, and it is wider than high.
func TestPhotographsStandUpright(t *testing.T) {
	for orientation := uint16(1); orientation <= 8; orientation++ {
		content := photographed(t, orientation)
		plain, size, ok := plainPicture(content)
		if !ok || size != image.Pt(64, 32) {
			t.Errorf("%d: %v of %v", orientation, ok, size)
			continue
		}
		img, err := jpeg.Decode(bytes.NewReader(plain))
		if err != nil || img.Bounds().Size() != size {
			t.Fatalf("%d: %v", orientation, err)
		}
		for _, x := range []struct {
			at  image.Point
			red bool
		}{{image.Pt(7, 7), true}, {image.Pt(56, 7), false}, {image.Pt(7, 25), false}, {image.Pt(56, 25), false}} {
			r, _, b, _ := img.At(x.at.X, x.at.Y).RGBA()
			if (r > b) != x.red {
				t.Errorf("%d: at %v red %d, blue %d", orientation, x.at, r>>8, b>>8)
			}
		}
		if again := orientation == 1; again != bytes.Equal(plain, content) {
			t.Errorf("%d: written anew is %v", orientation, !again)
		}
	}
}

// An EXIF that is cut off or senseless turns nothing.
func TestDamagedExif(t *testing.T) {
	content := photographed(t, 6)
	for at := 4; at < 44; at++ {
		bad := bytes.Clone(content)
		bad[at] ^= 0xFF
		if _, size, ok := plainPicture(bad); ok && size.X*size.Y != 64*32 {
			t.Errorf("byte %d: %v", at, size)
		}
	}
	if got := orientation(photographed(t, 9), "jpeg"); got != upright {
		t.Errorf("orientation 9 is %d", got)
	}
}
