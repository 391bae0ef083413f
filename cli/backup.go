package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/paperwork"
)

func backupFlags(f *pflag.FlagSet) {
	f.String("out", "", "")
	f.String("passphrase-file", "", "")
	f.Bool("json", false, "")
}

// runBackup writes a verified backup; a window may have the registry open.
func runBackup(c *call) error {
	if err := c.noArguments(); err != nil {
		return err
	}
	if !c.given("out") {
		return wrongUsage("请用 --out 给出备份文件的位置")
	}
	passphrase, err := c.passphrase()
	if err != nil {
		return err
	}
	return c.reading(func(desk *paperwork.Desk) error {
		m, err := desk.Backup(c.ctx, c.str("out"), passphrase, Version)
		if err != nil {
			return err
		}
		if c.yes("json") {
			m.Key = "" // of use in the file only
			return writeJSON(c.out, m)
		}
		_, err = fmt.Fprintf(c.out, "%s\n%s\n", c.str("out"), backupSentence(m))
		return err
	})
}

// backupSentence tells a person what a backup holds.
func backupSentence(m data.BackupManifest) string {
	if m.Encrypted {
		return fmt.Sprintf("已加密，%s，已重新打开并检查。口令丢失后无法找回，也没有别的办法打开这份备份。", data.SizeWords(m.Size))
	}
	return fmt.Sprintf("%d件建议，操作日志%d条，%s，已重新打开并检查。", m.Proposals, m.Actions, data.SizeWords(m.Size))
}

// mostPassphrase is the longest passphrase, mostPassphrases the longest file of them
// that is read, bytes.
const mostPassphrase, mostPassphrases = 4096, 64 << 10

// passphrase reads the first line of --passphrase-file; "" where none is given.
func (c *call) passphrase() (string, error) { return c.secret("passphrase-file") }

// secret reads the first line of the file that an option names; "" where it is not
// given.
func (c *call) secret(option string) (string, error) {
	all, err := c.secrets(option)
	if err != nil || len(all) == 0 {
		return "", err
	}
	return all[0], nil
}

// secrets reads the lines of the file that an option names, of which the first is not
// empty; nil where it is not given.
func (c *call) secrets(option string) ([]string, error) {
	if !c.given(option) {
		return nil, nil
	}
	path := c.str(option)
	refuse := func(what string) ([]string, error) {
		return nil, data.Problem{Field: "口令文件", Message: "“" + path + "”" + what, Hint: "口令写在文件的第一行，用UTF-8编码"}
	}
	f, err := os.Open(path)
	if err != nil {
		return refuse("读不出来")
	}
	defer f.Close() // nothing was written
	text, err := io.ReadAll(io.LimitReader(f, mostPassphrases+1))
	if err != nil {
		return refuse("读不出来")
	}
	if len(text) > mostPassphrases {
		return refuse("太长")
	}
	var all []string
	for i, line := range bytes.Split(bytes.TrimPrefix(text, []byte("\ufeff")), []byte("\n")) {
		line = bytes.TrimSuffix(line, []byte("\r"))
		switch blank := len(bytes.TrimSpace(line)) == 0; {
		case len(line) > mostPassphrase:
			return refuse("太长")
		case blank && i == 0:
			return refuse("里没有口令")
		case !utf8.Valid(line):
			return refuse("里的口令不是UTF-8编码")
		case !blank:
			all = append(all, string(line))
		}
	}
	return all, nil
}
