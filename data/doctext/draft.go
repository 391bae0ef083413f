package doctext

import (
	"bytes"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"jianban/data"
)

// saveAs is what to do with a file of another kind.
const saveAs = "请用 WPS 或 Word 打开，另存为 .docx 后再放入"

// compound is how files of the old formats begin, and .docx ones with a password.
var compound = []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")

// Draft is the text of a draft that somebody sends as a file: a Word document or
// plain text. What cannot be taken is a data.Problem that says what to do.
func Draft(name string, content []byte) (Word, error) {
	return takeText(name, content, "作正文的请用 Word 文档（.docx）或文本文件（.txt）；附件请在建议的“附件”里放入", "请只留这件公文的正文，另存后再放入")
}

// Report is the text of a report whose figures are to be looked at; what cannot
// be taken is told as Draft does.
func Report(name string, content []byte) (Word, error) {
	return takeText(name, content, "请用 Word 文档（.docx）或文本文件（.txt）", "请只留要核对的部分，另存后再放入")
}

// takeText is Draft; kinds says which kinds of files are taken, shorten what to
// do about too much text.
func takeText(name string, content []byte, kinds, shorten string) (Word, error) {
	wrong := func(message, hint string) (Word, error) {
		return Word{}, data.Problem{Field: "“" + filepath.Base(name) + "”", Message: message, Hint: hint}
	}
	end := ending(filepath.Base(name))
	switch {
	case len(content) == 0:
		return wrong("是空文件", "请换一份有内容的")
	case slices.Contains([]string{".doc", ".wps", ".wpt", ".rtf", ".odt"}, end):
		return wrong("是旧格式或别的格式（"+end+"）", saveAs)
	case end == ".docx" && bytes.HasPrefix(content, compound):
		return wrong("有打开密码，或是改了扩展名的旧格式", "请用 WPS 或 Word 打开，去掉密码，另存为 .docx 后再放入")
	case end != ".docx" && end != ".txt":
		return wrong("不是文稿", kinds)
	}
	w, err := Word{}, error(nil)
	if end == ".docx" {
		w, err = OfWord(content)
	} else {
		w.Text = Of(name, content)
	}
	switch {
	case errors.Is(err, ErrTooMuch):
		return wrong("文字太多", shorten)
	case errors.Is(err, ErrNoWord):
		return wrong("不是文字文档", "请核对文件")
	case err != nil:
		return wrong("不完整或已损坏，打不开", "请重新复制一份，或用 WPS 打开后另存")
	case strings.TrimSpace(w.Text) == "":
		return wrong("里没有文字", "如果是扫描的图片，请先转成文字")
	}
	return w, nil
}
