package print

// The device context counts in micrometres from the sheet's corner: its window
// is an inch of 25,400 units, its viewport an inch of the printer's dots, moved
// by the margin where the printer cannot print. Windows keeps fractions of dots
// inside a polygon, so outlines keep their shape.

import (
	"context"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"

	"jianban/export/font"
	"jianban/export/page"
)

var (
	gdi              = windows.NewLazySystemDLL("gdi32.dll")
	createDC         = gdi.NewProc("CreateDCW")
	resetDC          = gdi.NewProc("ResetDCW")
	deleteDC         = gdi.NewProc("DeleteDC")
	startDoc         = gdi.NewProc("StartDocW")
	endDoc           = gdi.NewProc("EndDoc")
	abortDoc         = gdi.NewProc("AbortDoc")
	startPage        = gdi.NewProc("StartPage")
	endPage          = gdi.NewProc("EndPage")
	getDeviceCaps    = gdi.NewProc("GetDeviceCaps")
	setMapMode       = gdi.NewProc("SetMapMode")
	setWindowExt     = gdi.NewProc("SetWindowExtEx")
	setViewportExt   = gdi.NewProc("SetViewportExtEx")
	setViewportOrg   = gdi.NewProc("SetViewportOrgEx")
	polyPolygon      = gdi.NewProc("PolyPolygon")
	setPolyFillMode  = gdi.NewProc("SetPolyFillMode")
	createSolidBrush = gdi.NewProc("CreateSolidBrush")
	getStockObject   = gdi.NewProc("GetStockObject")
	selectObject     = gdi.NewProc("SelectObject")
	deleteObject     = gdi.NewProc("DeleteObject")
	setStretchMode   = gdi.NewProc("SetStretchBltMode")
	stretchDIBits    = gdi.NewProc("StretchDIBits")
)

// Values of wingdi.h.
const (
	mmAnisotropic            = 8
	windingFill              = 2
	halftone                 = 4
	whiteBrush, nullPen      = 0, 8
	sourceCopy               = 0x00CC0020
	logPixelsX, logPixelsY   = 88, 90
	physOffsetX, physOffsetY = 112, 113
)

// inch is an inch in the device context's units.
const inch = 25400

// docInfo is DOCINFOW.
type docInfo struct {
	size                   int32
	name, output, datatype *uint16
	kind                   uint32
}

// bitmapInfo is BITMAPINFOHEADER.
type bitmapInfo struct {
	size          uint32
	width, height int32
	planes, bits  uint16
	compression   uint32
	length        uint32
	xppm, yppm    int32
	used, needed  uint32
}

// device is a printer's device context while a job is drawn.
type device struct {
	ctx    context.Context
	fonts  *font.Set
	set    *settings
	dc     uintptr
	least  page.MM // thickness of the thinnest rule: one dot
	shapes shapes
	brush  uintptr
	colour page.Color
}

// systemPrint draws the pages; copies that the driver does not make are drawn
// as jobs of their own, of which a cancel withdraws the one under way and those
// after it.
func systemPrint(ctx context.Context, doc page.Document, fonts *font.Set, job Job, tell Progress) error {
	runtime.LockOSThread() // a driver may keep its things by thread
	defer runtime.UnlockOSThread()
	set, err := openSettings(job.Printer)
	if err != nil {
		return err
	}
	defer set.close()
	byDriver, rounds := job.Copies, 1
	if set.mostCopies() < job.Copies {
		byDriver, rounds = 1, job.Copies
	}
	known := shapes{}
	total := rounds * len(doc.Pages)
	for round := range rounds {
		d := &device{ctx: ctx, fonts: fonts, set: set, shapes: known}
		err := d.print(doc, job, byDriver, func(done int) { tell(round*len(doc.Pages)+done, total) })
		if err != nil {
			return err
		}
	}
	return nil
}

// print draws one job, whole or not at all.
func (d *device) print(doc page.Document, job Job, copies int, tell func(done int)) error {
	d.set.set(job, copies, doc.Pages[0].Size)
	name, err := windows.UTF16PtrFromString(doc.Title)
	if err != nil {
		return refused("文件的标题不对", err)
	}
	class, err := windows.UTF16PtrFromString("WINSPOOL")
	if err != nil {
		return refused("打印驱动的名称不对", err)
	}
	if d.dc, _, err = createDC.Call(uintptr(unsafe.Pointer(class)), uintptr(unsafe.Pointer(d.set.device)), 0, uintptr(unsafe.Pointer(&d.set.buf[0]))); d.dc == 0 {
		return refused("打印机没有准备好", err)
	}
	defer d.close()
	info := docInfo{name: name}
	info.size = int32(unsafe.Sizeof(info))
	if r, _, err := startDoc.Call(d.dc, uintptr(unsafe.Pointer(&info))); int32(r) <= 0 {
		return refused("打印机不接受这份文件", err)
	}
	for i, p := range doc.Pages {
		tell(i)
		if i > 0 && p.Size != doc.Pages[i-1].Size {
			d.set.set(job, copies, p.Size)
			_, _, _ = resetDC.Call(d.dc, uintptr(unsafe.Pointer(&d.set.buf[0])))
		}
		if err := d.page(p); err != nil {
			_, _, _ = abortDoc.Call(d.dc)
			return err
		}
	}
	if r, _, err := endDoc.Call(d.dc); int32(r) <= 0 {
		return refused("文件没有送到打印机", err)
	}
	tell(len(doc.Pages))
	return nil
}

func (d *device) close() {
	d.dropBrush()
	_, _, _ = deleteDC.Call(d.dc)
}

func (d *device) page(p page.Page) error {
	if err := d.ctx.Err(); err != nil {
		return err
	}
	if r, _, err := startPage.Call(d.dc); int32(r) <= 0 {
		return refused("打印中断", err)
	}
	d.measure()
	for _, m := range p.Marks {
		if err := d.ctx.Err(); err != nil {
			return err
		}
		if err := d.mark(m); err != nil {
			return err
		}
	}
	d.dropBrush()
	if r, _, err := endPage.Call(d.dc); int32(r) <= 0 {
		return refused("打印中断", err)
	}
	return nil
}

// measure makes the device context count in micrometres.
func (d *device) measure() {
	caps := func(index uintptr) uintptr {
		v, _, _ := getDeviceCaps.Call(d.dc, index)
		return v
	}
	x, y := caps(logPixelsX), caps(logPixelsY)
	_, _, _ = setMapMode.Call(d.dc, mmAnisotropic)
	_, _, _ = setWindowExt.Call(d.dc, inch, inch, 0)
	_, _, _ = setViewportExt.Call(d.dc, x, y, 0)
	_, _, _ = setViewportOrg.Call(d.dc, -caps(physOffsetX), -caps(physOffsetY), 0)
	_, _, _ = setPolyFillMode.Call(d.dc, windingFill)
	d.stock(nullPen)
	d.least = page.MM(25.4) / page.MM(max(1, min(int32(x), int32(y))))
}

func (d *device) mark(m page.Mark) error {
	switch m := m.(type) {
	case page.Glyphs:
		x := m.X
		for _, r := range m.Text {
			if src, ok := d.fonts.Resolve(m.Font.Face, r); ok {
				if err := d.fill(d.shapes.glyph(src, r, m.Font, x, m.Baseline), m.Color); err != nil {
					return err
				}
			}
			x += d.fonts.Advance(m.Font, r) + m.Track
		}
	case page.Rule:
		return d.fill(ruleArea(m, d.least), m.Color)
	case page.Picture:
		return d.picture(m)
	case page.Link: // leads somewhere, shows nothing
	}
	return nil
}

// fill draws an area in one colour, without an edge. Polygons rather than a
// path of curves: not every driver fills paths (Wine's does not).
func (d *device) fill(a area, colour page.Color) error {
	if len(a.counts) == 0 {
		return nil
	}
	d.useBrush(colour)
	if ok, _, err := polyPolygon.Call(d.dc, uintptr(unsafe.Pointer(&a.corners[0])), uintptr(unsafe.Pointer(&a.counts[0])), uintptr(len(a.counts))); ok == 0 {
		return refused("打印机不能画出文字", err)
	}
	return nil
}

func (d *device) useBrush(c page.Color) {
	if d.brush != 0 && c == d.colour {
		return
	}
	d.dropBrush()
	d.brush, _, _ = createSolidBrush.Call(uintptr(c.R) | uintptr(c.G)<<8 | uintptr(c.B)<<16)
	d.colour = c
	_, _, _ = selectObject.Call(d.dc, d.brush)
}

// dropBrush gives the brush back; the device context gets a stock one, for an
// object in use cannot be deleted.
func (d *device) dropBrush() {
	if d.brush == 0 {
		return
	}
	d.stock(whiteBrush)
	_, _, _ = deleteObject.Call(d.brush)
	d.brush = 0
}

// stock selects one of Windows' own pens or brushes.
func (d *device) stock(index uintptr) {
	object, _, _ := getStockObject.Call(index)
	_, _, _ = selectObject.Call(d.dc, object)
}

func (d *device) picture(p page.Picture) error {
	b, err := decode(p)
	if err != nil {
		return err
	}
	info := bitmapInfo{width: int32(b.w), height: int32(b.h), planes: 1, bits: 24, length: uint32(len(b.bits))}
	info.size = uint32(unsafe.Sizeof(info))
	from, to := at(p.X, p.Y), at(p.X+p.W, p.Y+p.H)
	_, _, _ = setStretchMode.Call(d.dc, halftone)
	r, _, err := stretchDIBits.Call(d.dc, uintptr(from.X), uintptr(from.Y), uintptr(to.X-from.X), uintptr(to.Y-from.Y),
		0, 0, uintptr(b.w), uintptr(b.h), uintptr(unsafe.Pointer(&b.bits[0])), uintptr(unsafe.Pointer(&info)), 0, sourceCopy)
	if int32(r) <= 0 {
		return refused("打印机不能画出图片", err)
	}
	return nil
}
