package paperwork

import (
	"context"
	"errors"
	"runtime/debug"
	"time"

	"jianban/data"
	"jianban/data/fault"
	"jianban/data/registry"
	"jianban/export/document"
)

// pdfTexts reads what attached PDF files say for the search, behind the work:
// some time after the window opened, and after each change.
type pdfTexts struct {
	cancel context.CancelFunc
	ended  chan struct{}
}

// How long the reading waits: for the window to be there, and for a change to be
// followed by others.
const (
	firstRead = 5 * time.Second
	nextRead  = 2 * time.Second
)

// readPDFs begins reading until closed.
func readPDFs(ctx context.Context, reg *registry.Registry) *pdfTexts {
	ctx, cancel := context.WithCancel(ctx)
	p := &pdfTexts{cancel, make(chan struct{})}
	changed := make(chan struct{}, 1)
	remove := reg.OnChange(func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	})
	fault.Go(func() {
		defer close(p.ended)
		defer remove()
		var last data.ID
		for wait := firstRead; ; wait = nextRead {
			select {
			case <-ctx.Done():
				return
			case <-time.After(wait):
			}
			last, _ = readTexts(ctx, reg, last) // what is not read now is found by its name, and read at the next start
			select {
			case <-ctx.Done():
				return
			case <-changed:
			}
		}
	})
	return p
}

// close ends the reading; nothing of it goes on afterwards.
func (p *pdfTexts) close() {
	if p != nil {
		p.cancel()
		<-p.ended
	}
}

// readTexts reads the PDF files attached after one that were not read before.
func readTexts(ctx context.Context, reg *registry.Registry, after data.ID) (last data.ID, err error) {
	pdf := &document.PDF{}
	read := false
	last, err = reg.ReadTexts(ctx, after, func(a data.Attachment) bool { return document.IsPDF(a.Name) }, func(ctx context.Context, _ data.Attachment, content []byte) (string, error) {
		read = true
		text, err := pdf.Text(ctx, content)
		for _, none := range []error{document.ErrLocked, document.ErrDamaged, document.ErrTooMuch} {
			if errors.Is(err, none) {
				return text, nil
			}
		}
		return text, err
	})
	if read {
		pdf.Close()
		debug.FreeOSMemory() // translating its machine may have taken much, once
	}
	return last, err
}
