package document

import (
	"cmp"
	"context"
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/adrg/xdg"
	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"jianban/data/doctext"
	"jianban/data/fault"
	"jianban/data/intake"
)

// PDF takes the text out of PDF files. PDFium does it, in a machine of its own
// that sees nothing of this one: neither files nor clock nor network, at most so
// much memory and time, so that a file made to harm ends with an error. That
// machine's translated code, some 20 MB, is kept beside the user's other caches:
// without it the first file takes seconds.
type PDF struct {
	once  sync.Once
	cache wazero.CompilationCache
	most  time.Duration // of one file; 0 is mostPDFTime
}

// The bounds of one file.
const (
	mostPDFMemory = 128 << 20 // bytes, of the machine
	mostPDFTime   = 20 * time.Second
	mostPDFStart  = 5 * time.Minute // until the machine is ready
	mostPDFPages  = 2_000
	mostPDFText   = 256 << 10 // bytes
)

// Why a PDF has no text.
var (
	ErrLocked  = errors.New("a PDF with a password")
	ErrDamaged = errors.New("a damaged PDF")
	ErrTooMuch = errors.New("a PDF with too much in it")
)

// IsPDF tells by its name whether a file is a PDF.
func IsPDF(name string) bool { return ending(name) == ".pdf" }

// Text is the text of a PDF, a paragraph a line; "" where it holds pictures only.
// Its errors are ctx's and the three above; what was read until then comes with
// the last.
func (p *PDF) Text(ctx context.Context, content []byte) (text string, err error) {
	err = p.inMachine(ctx, func(machine pdfium.Pdfium) error {
		var err error
		text, err = readPages(machine, content)
		return err
	})
	return text, err
}

// inMachine does something with PDFium, within the bounds of one file. Its time
// begins where the machine is ready: to translate its code takes half a minute on a
// slow desk, once, and no file is to blame for that.
func (p *PDF) inMachine(ctx context.Context, do func(pdfium.Pdfium) error) (err error) {
	p.once.Do(p.open)
	within, cancel := context.WithCancel(ctx)
	defer cancel()
	defer func() {
		switch {
		case ctx.Err() != nil:
			err = ctx.Err()
		case err != nil && within.Err() != nil:
			err = ErrTooMuch
		}
	}()
	config := wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(mostPDFMemory >> 16).WithCloseOnContextDone(true).WithCompilationCache(p.cache)
	machineMemory := experimental.WithMemoryAllocator(within, experimental.MemoryAllocatorFunc(reserve))
	pool, err := webassembly.Init(webassembly.Config{Context: machineMemory, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard})
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }() // of a machine that may have been stopped
	machine, err := pool.GetInstance(mostPDFStart)
	if err != nil {
		return err
	}
	defer fault.After(cmp.Or(p.most, mostPDFTime), cancel).Stop()
	return do(machine)
}

// open finds where the translated code is kept; where there is no such place it
// is kept in memory.
func (p *PDF) open() {
	var err error
	if p.cache, err = wazero.NewCompilationCacheWithDir(filepath.Join(xdg.CacheHome, "jianban", "pdf")); err != nil {
		p.cache = wazero.NewCompilationCache()
	}
}

// Close gives back what was held. Another Text begins anew.
func (p *PDF) Close() {
	if p.cache != nil {
		_ = p.cache.Close(context.Background()) // memory only
	}
	p.cache, p.once = nil, sync.Once{}
}

// opened is a PDF in the machine and how many pages it has.
func opened(machine pdfium.Pdfium, content []byte) (doc references.FPDF_DOCUMENT, pages int, err error) {
	answer, err := machine.OpenDocument(&requests.OpenDocument{File: &content})
	switch {
	case err != nil && strings.Contains(err.Error(), "password"):
		return "", 0, ErrLocked
	case err != nil:
		return "", 0, errors.Join(ErrDamaged, err)
	}
	count, err := machine.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: answer.Document})
	if err != nil {
		return "", 0, errors.Join(ErrDamaged, err)
	}
	return answer.Document, count.PageCount, nil
}

func readPages(machine pdfium.Pdfium, content []byte) (string, error) {
	doc, pages, err := opened(machine, content)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for i := range pages {
		if i == mostPDFPages || b.Len() > mostPDFText {
			return unwrapped(b.String()), ErrTooMuch
		}
		page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: i}}
		text, err := machine.GetPageText(&requests.GetPageText{Page: page})
		if err != nil {
			return unwrapped(b.String()), errors.Join(ErrDamaged, err)
		}
		b.WriteString(text.Text)
		b.WriteByte('\n')
	}
	return unwrapped(b.String()), nil
}

// unwrapped joins the lines that a paragraph is broken into on paper: one that
// is as long as the others and does not end a sentence goes on.
func unwrapped(text string) string {
	lines := slices.DeleteFunc(strings.Split(doctext.Of(".txt", []byte(text)), "\n"), pageNumber.MatchString)
	var long []int
	for _, l := range lines {
		if n := utf8.RuneCountInString(l); n > shortLine {
			long = append(long, n)
		}
	}
	slices.Sort(long)
	full := 0
	if len(long) > 0 {
		full = long[len(long)/2] - 4 // lines of digits hold more, the first of a paragraph less
	}
	var b strings.Builder
	for i, l := range lines {
		b.WriteString(l)
		if n := utf8.RuneCountInString(l); i == len(lines)-1 || n >= full && n > shortLine && !endsSentence(l) {
			continue
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func endsSentence(l string) bool {
	last, _ := utf8.DecodeLastRuneInString(l)
	return strings.ContainsRune("。！？：；", last)
}

// pageNumber is the foot of a page: — 2 —.
var pageNumber = regexp.MustCompile(`^[—－-]\s*\d{1,4}\s*[—－-]$`)

// shortLine is as long as headings are; longer lines may be full.
const shortLine = 15

// readPDF takes the text of a PDF. One that cannot be read is refused where it is
// damaged, else taken as an attachment.
func (r *reader) readPDF(ctx context.Context, p *intake.Paper, content []byte) (err error) {
	if r.pdf == nil {
		r.pdf = &PDF{}
	}
	p.Text, err = r.pdf.Text(ctx, content)
	switch {
	case err == nil || ctx.Err() != nil:
	case errors.Is(err, ErrTooMuch):
		p.Text = ""
		p.Notes = append(p.Notes, "内容太多或太复杂，没有取用文字，只作附件")
	case errors.Is(err, ErrLocked):
		p.Notes = append(p.Notes, "有打开密码，没有取用文字，只作附件")
	default:
		p.Notes = append(p.Notes, "读不出文字（可能已损坏），只作附件，请打开核对")
	}
	return nil
}
