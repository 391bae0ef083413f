package document

import (
	"bytes"
	"context"
	"errors"
	"image/jpeg"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
)

// The bounds of pictures of pages: A4 at 170 dots an inch, which print reads well.
const (
	pictureWide = 1400 // dots
	pictureHigh = 1990
	pictureJPEG = 82 // quality
	mostPicture = 300
)

// Pictures are the pages of a PDF as JPEG pictures, in order. Errors are those of
// Text; where one is given, no picture is.
func (p *PDF) Pictures(ctx context.Context, content []byte) (pictures [][]byte, err error) {
	err = p.inMachine(ctx, func(machine pdfium.Pdfium) error {
		doc, pages, err := opened(machine, content)
		if err != nil {
			return err
		}
		if pages > mostPicture {
			return ErrTooMuch
		}
		for i := range pages {
			page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: i}}
			drawn, err := machine.RenderPageInPixels(&requests.RenderPageInPixels{Page: page, Width: pictureWide, Height: pictureHigh})
			if err != nil {
				return errors.Join(ErrDamaged, err)
			}
			var b bytes.Buffer
			err = jpeg.Encode(&b, drawn.Result.RenderedImage, &jpeg.Options{Quality: pictureJPEG})
			drawn.Cleanup()
			if err != nil {
				return err
			}
			pictures = append(pictures, b.Bytes())
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return pictures, nil
}
