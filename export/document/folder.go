// Package document reads the documents that come with proposals, a folder of
// them at once: their text, their hash, and what is wrong with them. What they
// mean is decided by package data/intake.
package document

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jianban/data"
	"jianban/data/doctext"
	"jianban/data/intake"
)

// The bounds of a folder: more than the papers of a city in ten years.
const (
	mostFiles   = 20_000
	deepest     = 6
	mostAllText = 96 << 20 // bytes of the texts of all files
	mostNamed   = 8        // files told by name that are left out
)

// errEnough ends the walk of a folder with too much in it.
var errEnough = errors.New("enough")

// IsFolder tells whether a path is a folder.
func IsFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// ReadFolder reads the .docx, .pdf and .txt files of a folder and of those in it.
// A file that cannot be read has a Problem; a folder that cannot be is a
// data.Problem. progress, which may be nil, is told how many files are read.
func ReadFolder(ctx context.Context, path string, progress func(done, total int)) (*intake.Papers, error) {
	path = filepath.Clean(path)
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	f := &intake.Papers{Name: filepath.Base(path)}
	names, err := listed(path, f)
	if err != nil {
		return nil, err
	}
	r := &reader{left: mostAllText}
	defer r.close()
	for i, name := range names {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p := intake.Paper{Name: filepath.ToSlash(name)}
		file := filepath.Join(path, name)
		p.Open = func() (io.ReadSeekCloser, error) { return os.Open(file) }
		if p.Problem = r.read(ctx, &p); ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if r.left -= len(p.Text); r.left < 0 {
			return nil, data.Problem{Field: "文件夹", Message: fmt.Sprintf("“%s”里的文字太多，读到第%d个文件（共%d个）为止", f.Name, i+1, len(names)), Hint: "请分成几个文件夹，一年一个"}
		}
		f.Files = append(f.Files, p)
		if progress != nil {
			progress(i+1, len(names))
		}
	}
	return f, nil
}

// listed lists the files that may be papers; others are told in a note.
func listed(root string, f *intake.Papers) (names []string, err error) {
	var others []string
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		name, _ := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		switch hidden := strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "~$"); {
		case path != root && hidden && d.IsDir():
			return filepath.SkipDir
		case d.IsDir() && strings.Count(name, string(filepath.Separator)) >= deepest:
			return filepath.SkipDir
		case d.IsDir() || hidden || slices.Contains([]string{"thumbs.db", "desktop.ini"}, strings.ToLower(d.Name())):
			return nil
		case !d.Type().IsRegular(), !slices.Contains(endings, ending(name)):
			others = append(others, filepath.ToSlash(name))
		default:
			names = append(names, name)
		}
		if len(names)+len(others) > mostFiles {
			return errEnough
		}
		return nil
	})
	switch {
	case errors.Is(err, errEnough):
		return nil, data.Problem{Field: "文件夹", Message: fmt.Sprintf("“%s”里超过%d个文件", f.Name, mostFiles), Hint: "请只选放建议和答复的那个文件夹"}
	case err != nil:
		return nil, data.Problem{Field: "文件夹", Message: "读不了“" + f.Name + "”（" + err.Error() + "）", Hint: "请检查磁盘和权限"}
	}
	if n := len(others); n > 0 {
		told := strings.Join(others[:min(n, mostNamed)], "、")
		if n > mostNamed {
			told += "等"
		}
		f.Notes = append(f.Notes, fmt.Sprintf("有%d个文件不是 .docx、.pdf、.txt，没有导入：%s", n, told))
	}
	return names, nil
}

// endings are the kinds of files that are looked at; the old ones to be refused
// with a way out.
var endings = []string{".docx", ".pdf", ".txt", ".doc", ".wps", ".rtf", ".odt"}

func ending(name string) string { return strings.ToLower(filepath.Ext(name)) }

// reader reads one file after another.
type reader struct {
	left int // bytes of text that may still be kept
	pdf  *PDF
}

func (r *reader) close() {
	if r.pdf != nil {
		r.pdf.Close()
	}
}

const saveAs = "请用 WPS 或 Word 打开，另存为 .docx 后再导入"

// read fills a paper; the error is what keeps the file from being taken.
func (r *reader) read(ctx context.Context, p *intake.Paper) (err error) {
	wrong := func(message, hint string) error { return data.Problem{Message: message, Hint: hint} }
	file, err := p.Open()
	if err != nil {
		return wrong("打不开", "请检查权限，或先在别的程序里关闭它")
	}
	defer func() {
		if e := file.Close(); err == nil && e != nil {
			err = wrong("读不了", "请检查磁盘和权限")
		}
	}()
	h, head := sha256.New(), &bytes.Buffer{}
	n, err := io.Copy(h, io.TeeReader(io.LimitReader(file, data.AttachmentMost+1), &bounded{head, doctext.LargestFile + 1}))
	if err != nil {
		return wrong("读不了", "请检查磁盘和权限")
	}
	if err := data.AttachmentFits(filepath.Base(p.Name), n); err != nil {
		return err
	}
	p.Size, p.SHA256 = n, hex.EncodeToString(h.Sum(nil))
	content := head.Bytes()
	switch {
	case n == 0:
		return wrong("是空文件", "请换一份有内容的，或移出这个文件夹")
	case bytes.HasPrefix(content, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) && ending(p.Name) == ".docx":
		return wrong("有打开密码，或是改了扩展名的旧格式", "请用 WPS 或 Word 打开，去掉密码，另存为 .docx 后再导入")
	case !slices.Contains(endings[:3], ending(p.Name)):
		return wrong("是旧格式（"+ending(p.Name)+"）", saveAs)
	case n > doctext.LargestFile:
		p.Notes = append(p.Notes, fmt.Sprintf("文件超过%d MB，没有取用文字，只作附件", doctext.LargestFile>>20))
		return nil
	}
	return r.text(ctx, p, content)
}

// text takes the text out of a file.
func (r *reader) text(ctx context.Context, p *intake.Paper, content []byte) error {
	switch ending(p.Name) {
	case ".txt":
		p.Text = doctext.Of(p.Name, content)
	case ".docx":
		w, err := doctext.OfWord(content)
		switch {
		case errors.Is(err, doctext.ErrTooMuch):
			p.Notes = append(p.Notes, "文字太多，没有取用，只作附件")
		case errors.Is(err, doctext.ErrNoWord):
			return data.Problem{Message: "不是文字文档（.docx）", Hint: "请核对文件，或移出这个文件夹"}
		case err != nil:
			return data.Problem{Message: "不完整或已损坏，打不开", Hint: "请重新复制一份，或用 WPS 打开后另存"}
		default:
			p.Text, p.Revised = w.Text, w.Revised
		}
	case ".pdf":
		return r.readPDF(ctx, p, content)
	}
	return nil
}

// bounded keeps the first bytes of what is written and lets the rest go by.
type bounded struct {
	to   *bytes.Buffer
	most int
}

func (b *bounded) Write(p []byte) (int, error) {
	if room := b.most - b.to.Len(); room > 0 {
		b.to.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}
