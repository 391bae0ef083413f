//go:build !windows

package print

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"jianban/data"
	"jianban/export/font"
	"jianban/export/page"
	"jianban/export/pdf"
)

// systemPrinters asks CUPS.
func systemPrinters(ctx context.Context) ([]Printer, error) {
	names, err := cups(ctx, "lpstat", "-e")
	if err != nil {
		return nil, err
	}
	chosen, err := cups(ctx, "lpstat", "-d")
	if err != nil {
		return nil, err
	}
	return parsePrinters(names, chosen), nil
}

// parsePrinters reads what lpstat -e and lpstat -d say in English.
func parsePrinters(names, chosen string) []Printer {
	_, byDefault, _ := strings.Cut(chosen, "destination: ")
	var all []Printer
	for name := range strings.FieldsSeq(names) {
		all = append(all, Printer{Name: name, Default: name == strings.TrimSpace(byDefault)})
	}
	return all
}

// systemPrint hands a PDF to lp; the file is CUPS's copy when lp returns.
func systemPrint(ctx context.Context, doc page.Document, fonts *font.Set, job Job, tell Progress) (err error) {
	content, err := pdf.Render(doc, fonts)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "jianban-print-")
	if err != nil {
		return data.Problem{Field: "打印", Message: "不能写临时文件（" + err.Error() + "）", Hint: "请腾出磁盘空间后再试"}
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "print.pdf")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		return data.Problem{Field: "打印", Message: "不能写临时文件（" + err.Error() + "）", Hint: "请腾出磁盘空间后再试"}
	}
	tell(0, len(doc.Pages))
	if _, err := cups(ctx, "lp", lpArguments(job, doc, path)...); err != nil {
		return err
	}
	tell(len(doc.Pages), len(doc.Pages))
	return nil
}

// lpArguments are the job in lp's words. The pages were chosen before, so that
// both systems choose alike; the size on paper must be the page's own.
func lpArguments(job Job, doc page.Document, path string) []string {
	sides := map[Duplex]string{OneSided: "one-sided", LongEdge: "two-sided-long-edge", ShortEdge: "two-sided-short-edge"}[job.Duplex]
	return []string{
		"-d", job.Printer, "-n", strconv.Itoa(job.Copies), "-t", doc.Title,
		"-o", "sides=" + sides, "-o", "media=A4", "-o", "collate=true", "-o", "print-scaling=none",
		"--", path,
	}
}

// cups runs one of CUPS's programs and returns what it says.
func cups(ctx context.Context, program string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "LANGUAGE=")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	switch {
	case err == nil:
		return out.String(), nil
	case ctx.Err() != nil:
		return "", ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return "", data.Problem{Field: "打印机", Message: "这台电脑没有安装打印服务（CUPS）", Hint: "请安装 cups-client 并添加打印机，或存为 PDF"}
	}
	return "", data.Problem{Field: "打印机", Message: "打印服务拒绝了（" + reason(errs.String(), err) + "）", Hint: "请检查打印机和打印服务，或存为 PDF"}
}

// reason is the first line of what a program complained about.
func reason(said string, err error) string {
	line, _, _ := strings.Cut(strings.TrimSpace(said), "\n")
	if line == "" {
		return fmt.Sprint(err)
	}
	return line
}
