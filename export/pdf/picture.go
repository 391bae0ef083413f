package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"strconv"

	"jianban/data"
	"jianban/export/page"
)

// noAlt is what is told of a picture that nobody has described.
const noAlt = "图片"

// picture paints a picture, a part of the document by itself.
func (p *painter) picture(m page.Picture) error {
	n, err := p.image(m.Data)
	if err != nil {
		return err
	}
	p.pictures = append(p.pictures, n)
	alt := m.Alt
	if alt == "" {
		alt = noAlt
	}
	p.part(&page.Element{Role: page.Drawing, Alt: plain(alt)})
	p.out = append(number(append(p.out, "q "...), points(m.W)), " 0 0 "...)
	p.out = append(number(p.out, points(m.H)), ' ')
	p.place(m.X, m.Y+m.H)
	p.out = append(append(p.out, "cm /I"...), strconv.Itoa(len(p.pictures))...)
	p.out = append(p.out, " Do Q\n"...)
	return nil
}

// image adds a picture as an object (ISO 32000-1, 8.9) and gives its number.
func (p *painter) image(file []byte) (int, error) {
	broken := func(error) error {
		return data.Problem{Field: "图片", Message: fmt.Sprintf("第%d页的图片读不出来，可能已经损坏", p.index+1), Hint: "请换一张PNG或JPEG图片"}
	}
	if bytes.HasPrefix(file, []byte{0xFF, 0xD8}) {
		c, err := jpeg.DecodeConfig(bytes.NewReader(file))
		if err != nil {
			return 0, broken(err)
		}
		space := "/DeviceRGB"
		switch c.ColorModel {
		case color.CMYKModel:
			return 0, data.Problem{Field: "图片", Message: "图片用的是印刷色（CMYK）", Hint: "请另存为RGB颜色的图片"}
		case color.GrayModel:
			space = "/DeviceGray"
		}
		n := p.f.reserve()
		p.f.setStream(n, imageEntries(image.Pt(c.Width, c.Height), space, 8)+" /Filter /DCTDecode", file)
		return n, nil
	}
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		return 0, broken(err)
	}
	if n, ok := p.asItIs(file, img); ok {
		return n, nil
	}
	size := img.Bounds().Size()
	all := image.NewNRGBA(image.Rectangle{Max: size})
	draw.Draw(all, all.Bounds(), img, img.Bounds().Min, draw.Src)
	colors, alpha, clear := make([]byte, 0, 3*size.X*size.Y), make([]byte, 0, size.X*size.Y), false
	for px := all.Pix; len(px) >= 4; px = px[4:] {
		colors, alpha = append(colors, px[:3]...), append(alpha, px[3])
		clear = clear || px[3] < 255
	}
	mask := ""
	if clear {
		mask = fmt.Sprintf(" /SMask %d 0 R", p.f.addStream(imageEntries(size, "/DeviceGray", 8), alpha))
	}
	return p.f.addStream(imageEntries(size, "/DeviceRGB", 8)+mask, colors), nil
}

func imageEntries(size image.Point, space string, bits int) string {
	return fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent %d", size.X, size.Y, space, bits)
}

// asItIs takes the packed rows of a PNG over, which PDF reads as they are, where
// it is opaque and not interlaced; img is what it shows.
func (p *painter) asItIs(file []byte, img image.Image) (int, bool) {
	var rows, palette []byte
	var bits, kind int
	for b := file[8:]; len(b) >= 12; {
		n := int(binary.BigEndian.Uint32(b))
		if n < 0 || n > len(b)-12 {
			return 0, false
		}
		chunk := b[8 : 8+n]
		switch string(b[4:8]) {
		case "IHDR":
			bits, kind = int(chunk[8]), int(chunk[9])
			if chunk[12] != 0 {
				return 0, false
			}
		case "PLTE":
			palette = chunk
		case "tRNS":
			return 0, false
		case "IDAT":
			rows = append(rows, chunk...)
		}
		b = b[12+n:]
	}
	space, colors := "/DeviceGray", 1
	switch kind {
	case 0:
	case 2:
		space, colors = "/DeviceRGB", 3
	case 3:
		space = fmt.Sprintf("[/Indexed /DeviceRGB %d <%x>]", len(palette)/3-1, palette)
	default:
		return 0, false
	}
	size := img.Bounds().Size()
	return p.f.addPacked(fmt.Sprintf("%s /DecodeParms <</Predictor 15 /Colors %d /BitsPerComponent %d /Columns %d>>", imageEntries(size, space, bits), colors, bits, size.X), rows), true
}
