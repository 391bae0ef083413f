package paperwork

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"

	"jianban/data"
	"jianban/export"
	"jianban/export/document"
	"jianban/export/page"
)

// mostBound is the largest attachment that is bound into a dossier, in bytes, and
// mostDots the largest picture, in dots.
const (
	mostBound = 64 << 20
	mostDots  = 60 << 20
)

// boundMargin is what stays free around a bound picture, in millimetres: the
// dossier's own page number stands there.
const boundMargin page.MM = 18

// binder gives the pages of attachments that are pictures or PDFs, each page a
// picture; of others it says why there are none. It ends with ctx.
func (d *Desk) binder(ctx context.Context) func(data.Attachment) export.Bound {
	return func(a data.Attachment) export.Bound {
		kind := strings.ToLower(filepath.Ext(a.Name))
		switch {
		case !export.Binds(a.Name):
			return export.Bound{Remark: "未装订，另附"}
		case a.Size > mostBound:
			return export.Bound{Remark: "太大，未装订"}
		}
		var content bytes.Buffer
		if err := d.Registry.AttachmentData(ctx, a.ID, &content); err != nil {
			return export.Bound{Remark: "读不出，未装订"}
		}
		pictures := [][]byte{content.Bytes()}
		if kind == ".pdf" {
			pdf := &document.PDF{}
			defer pdf.Close()
			var err error
			if pictures, err = pdf.Pictures(ctx, content.Bytes()); err != nil {
				return export.Bound{Remark: whyUnbound(err)}
			}
		}
		var bound export.Bound
		for _, p := range pictures {
			sheet, ok := pictureSheet(p)
			if !ok {
				return export.Bound{Remark: "图片读不出，未装订"}
			}
			bound.Pages = append(bound.Pages, sheet)
		}
		return bound
	}
}

func whyUnbound(err error) string {
	switch {
	case errors.Is(err, document.ErrLocked):
		return "有打开密码，未装订"
	case errors.Is(err, document.ErrTooMuch):
		return "内容太多，未装订"
	}
	return "已损坏，未装订"
}

// pictureSheet is a sheet with a picture as large as it has room, lying where the
// picture is wider than high.
func pictureSheet(content []byte) (page.Page, bool) {
	plain, size, ok := plainPicture(content)
	if !ok {
		return page.Page{}, false
	}
	sheet := page.A4
	if size.X > size.Y {
		sheet = page.A4Landscape
	}
	w, h := sheet.W-2*boundMargin, sheet.H-2*boundMargin
	scale := min(w/page.MM(size.X), h/page.MM(size.Y))
	pw, ph := page.MM(size.X)*scale, page.MM(size.Y)*scale
	return page.Page{Size: sheet, Marks: []page.Mark{page.Picture{X: (sheet.W - pw) / 2, Y: (sheet.H - ph) / 2, W: pw, H: ph, Data: plain}}}, true
}
