package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf16"

	"jianban/data"
	"jianban/data/intake"
)

// How much of a file is read: far more than the ledgers of a city in ten years
// hold, far less than a machine has.
const (
	mostFile    = 256 << 20  // bytes of the file
	mostXML     = 1536 << 20 // bytes of its parts unpacked
	mostShared  = 192 << 20  // bytes of its table of texts
	mostCells   = 4_000_000  // cells with content
	mostText    = 256 << 20  // bytes of their texts
	mostColumns = 512
	mostSheets  = 200
	mostMerged  = 200_000
	mostStyles  = 65_536
)

// problem tells why a file cannot be read.
func problem(name, message, hint string) error {
	return data.Problem{Field: "文件", Message: "“" + name + "”" + message, Hint: hint}
}

const saveAs = "请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入"

// Read reads a workbook or a text file of values by what its first bytes say it
// is, whatever its name. What is no such file is refused in a sentence that says
// what it is and what to do. No more than a bounded share of a file is held.
func Read(ctx context.Context, path string) (_ *intake.File, err error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, data.Problem{Field: "文件", Message: "找不到“" + path + "”", Hint: "请核对文件的位置"}
	case err != nil:
		return nil, problem(name, "读不了（"+err.Error()+"）", "请检查磁盘和权限")
	case !info.Mode().IsRegular():
		return nil, problem(name, "不是文件", "请选择一个 .xlsx 或 .csv 文件")
	case info.Size() == 0:
		return nil, problem(name, "是空文件", "请选择有内容的 .xlsx 或 .csv 文件")
	case info.Size() > mostFile:
		return nil, problem(name, fmt.Sprintf("太大（%d MB），最多%d MB", info.Size()>>20, mostFile>>20), "请分成几个文件")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, problem(name, "打不开（"+err.Error()+"）", "请检查权限，或先在别的程序里关闭它")
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	return ReadFrom(ctx, f, info.Size(), name)
}

// ReadFrom reads a file of a size that lies open under a name.
func ReadFrom(ctx context.Context, f io.ReaderAt, size int64, name string) (*intake.File, error) {
	head := make([]byte, min(size, 4096))
	if _, err := f.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, problem(name, "读不了（"+err.Error()+"）", "请检查磁盘")
	}
	switch {
	case len(head) == 0:
		return nil, problem(name, "是空文件", "请选择有内容的 .xlsx 或 .csv 文件")
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return readZip(ctx, f, size, name)
	case bytes.HasPrefix(head, []byte("PK")):
		return nil, problem(name, "是空的或分卷的压缩包，不是表格", "请选择 .xlsx 或 .csv 文件")
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return nil, oldFormat(f, size, name)
	}
	if what, hint := otherKind(head); what != "" {
		return nil, problem(name, "是"+what+"，不是表格", hint)
	}
	whole := make([]byte, size)
	if _, err := f.ReadAt(whole, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, problem(name, "读不了（"+err.Error()+"）", "请检查磁盘")
	}
	return readText(ctx, whole, name)
}

// otherKind tells other files by their first bytes.
func otherKind(head []byte) (what, hint string) {
	for _, k := range []struct{ sign, what, hint string }{
		{"%PDF", "PDF 文件", "请要一份 .xlsx，或用 WPS 转换后再导入"},
		{"{\\rtf", "RTF 文字文档", "请把其中的表格复制到工作簿里，存为 .xlsx"},
		{"SQLite format 3\x00", "登记库或别的数据库", "登记库请用 --registry 打开；备份请用 restore 恢复"},
		{"Rar!", "压缩包", "请先解压"}, {"7z\xBC\xAF", "压缩包", "请先解压"}, {"\x1F\x8B", "压缩包", "请先解压"},
		{"\x89PNG", "图片", "请要一份 .xlsx"}, {"\xFF\xD8\xFF", "图片", "请要一份 .xlsx"}, {"GIF8", "图片", "请要一份 .xlsx"}, {"BM", "图片", "请要一份 .xlsx"},
		{"age-encryption.org", "加密的备份", "请用 restore 恢复"},
	} {
		if bytes.HasPrefix(head, []byte(k.sign)) && (k.sign != "BM" || bytes.IndexByte(head[:min(len(head), 32)], 0) >= 0) {
			return k.what, k.hint
		}
	}
	text := strings.ToLower(string(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")))
	switch {
	case strings.HasPrefix(text, "mime-version:"), strings.Contains(text[:min(len(text), 400)], "multipart/related"):
		return "网页（MHT），只是改了名称", saveAs
	case strings.HasPrefix(text, "<?xml") && strings.Contains(text, "urn:schemas-microsoft-com:office:spreadsheet"):
		return "旧的 XML 表格", saveAs
	case strings.HasPrefix(text, "<") && (strings.Contains(text, "<html") || strings.Contains(text, "<table") || strings.HasPrefix(text, "<!doctype html")):
		return "网页（HTML），只是改了名称", saveAs
	case strings.HasPrefix(text, "<?xml"):
		return "XML 文件", "请选择 .xlsx 或 .csv 文件"
	}
	return "", ""
}

// oldFormat tells what a file in the old container of Microsoft and WPS holds:
// the names of its streams stand there in UTF-16.
func oldFormat(f io.ReaderAt, size int64, name string) error {
	head := make([]byte, min(size, 1<<20))
	if _, err := f.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return problem(name, "读不了（"+err.Error()+"）", "请检查磁盘")
	}
	tail := make([]byte, min(size, 1<<20))
	if _, err := f.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return problem(name, "读不了（"+err.Error()+"）", "请检查磁盘")
	}
	has := func(stream string) bool {
		var wide []byte
		for _, u := range utf16.Encode([]rune(stream)) {
			wide = append(wide, byte(u), byte(u>>8))
		}
		return bytes.Contains(head, wide) || bytes.Contains(tail, wide)
	}
	switch {
	case has("EncryptedPackage"):
		return problem(name, "有打开密码", "请用 WPS 或 Excel 打开，去掉密码，另存后再导入")
	case has("WordDocument"), has("WpsDocument"):
		return problem(name, "是旧格式的文字文档（.doc、.wps），不是表格", "请把其中的表格复制到工作簿里，存为 .xlsx")
	case has("Workbook"), has("Book"), has("ET_"):
		return problem(name, "是旧格式的表格（.xls、.et）", saveAs)
	case has("PowerPoint Document"):
		return problem(name, "是演示文稿，不是表格", "请选择 .xlsx 或 .csv 文件")
	}
	return problem(name, "是旧格式的文件", saveAs)
}

// readZip reads a workbook, or tells what another container holds.
func readZip(ctx context.Context, f io.ReaderAt, size int64, name string) (*intake.File, error) {
	z, err := zip.NewReader(f, size)
	if err != nil {
		return nil, problem(name, "不完整或已损坏，打不开", "请重新复制或下载一份")
	}
	has := func(part string) bool {
		for _, p := range z.File {
			if strings.EqualFold(strings.ReplaceAll(p.Name, "\\", "/"), part) {
				return true
			}
		}
		return false
	}
	folder := func(prefix string) bool {
		for _, p := range z.File {
			if strings.HasPrefix(strings.ToLower(p.Name), prefix) {
				return true
			}
		}
		return false
	}
	switch {
	case has("xl/workbook.bin"):
		return nil, problem(name, "是二进制格式的工作簿（.xlsb）", saveAs)
	case has("word/document.xml"), folder("word/"):
		return nil, problem(name, "是文字文档（.docx），不是表格", "请把其中的表格复制到工作簿里，存为 .xlsx")
	case folder("ppt/"):
		return nil, problem(name, "是演示文稿（.pptx），不是表格", "请选择 .xlsx 或 .csv 文件")
	case has("OFD.xml"):
		return nil, problem(name, "是 OFD 版式文件，不是表格", "请要一份 .xlsx")
	case has("mimetype") && has("content.xml"):
		return nil, problem(name, "是 OpenDocument 文件（.ods）", saveAs)
	case !has("[Content_Types].xml") && !folder("xl/"):
		return nil, problem(name, "是压缩包，不是表格", "请先解压，选择里面的 .xlsx 或 .csv 文件")
	}
	w := &workbook{ctx: ctx, zip: z, name: name}
	return w.read()
}
