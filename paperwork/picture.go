package paperwork

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"

	"github.com/bep/imagemeta"
	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
)

// pictureJPEG is the quality in which a picture is written anew.
const pictureJPEG = 90

// plainPicture is a picture as every painter takes it, standing as it was taken: JPEG
// in grey or RGB that stands upright as it is, all else decoded onto white, turned as
// its camera says (EXIF) and written anew.
func plainPicture(content []byte) (plain []byte, size image.Point, ok bool) {
	config, kind, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil || config.Width < 1 || config.Height < 1 || config.Width*config.Height > mostDots {
		return nil, size, false
	}
	img, _, err := image.Decode(bytes.NewReader(content))
	if err != nil {
		return nil, size, false // cut off
	}
	turn := orientation(content, kind)
	if kind == "jpeg" && config.ColorModel != color.CMYKModel && turn == upright {
		return content, image.Pt(config.Width, config.Height), true
	}
	flat := turned(img, turn)
	var b bytes.Buffer
	if kind == "png" {
		err = png.Encode(&b, flat)
	} else {
		err = jpeg.Encode(&b, flat, &jpeg.Options{Quality: pictureJPEG})
	}
	return b.Bytes(), flat.Bounds().Size(), err == nil
}

// upright is the EXIF orientation of a picture that is stored as it is to be seen.
const upright = 1

// orientation is how a camera says that a picture is to be turned (EXIF 2.32, tag
// 0x0112: 1 to 8); upright where it says nothing that can be read.
func orientation(content []byte, kind string) int {
	format, known := map[string]imagemeta.ImageFormat{"jpeg": imagemeta.JPEG, "png": imagemeta.PNG}[kind]
	if !known {
		return upright
	}
	is := upright
	_, err := imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(content), ImageFormat: format, Sources: imagemeta.EXIF,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool { return t.Tag == "Orientation" && t.Namespace == "IFD0" },
		HandleTag: func(t imagemeta.TagInfo) error {
			if n, ok := t.Value.(uint16); ok && n >= 1 && n <= 8 {
				is = int(n)
			}
			return nil
		},
	})
	if err != nil {
		return upright
	}
	return is
}

// turned is a picture on white, turned and mirrored as an orientation says.
func turned(img image.Image, orientation int) image.Image {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	if orientation >= 5 { // lies on its side
		w, h = h, w
	}
	flat := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(flat, flat.Bounds(), image.White, image.Point{}, draw.Src)
	if orientation == upright {
		draw.Draw(flat, flat.Bounds(), img, img.Bounds().Min, draw.Over)
		return flat
	}
	// Where each point of the stored picture goes: x = a·x + b·y + c, y = d·x + e·y + f.
	x, y := float64(w), float64(h)
	to := map[int]f64.Aff3{
		2: {-1, 0, x, 0, 1, 0}, 3: {-1, 0, x, 0, -1, y}, 4: {1, 0, 0, 0, -1, y},
		5: {0, 1, 0, 1, 0, 0}, 6: {0, -1, x, 1, 0, 0}, 7: {0, -1, x, -1, 0, y}, 8: {0, 1, 0, -1, 0, y},
	}[orientation]
	from := img.Bounds().Min
	to[2] -= to[0]*float64(from.X) + to[1]*float64(from.Y)
	to[5] -= to[3]*float64(from.X) + to[4]*float64(from.Y)
	xdraw.NearestNeighbor.Transform(flat, to, img, img.Bounds(), xdraw.Over, nil)
	return flat
}
