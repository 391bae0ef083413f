package cli

import (
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/paperwork"
)

func checkFlags(f *pflag.FlagSet) {
	f.Bool("json", false, "")
	f.StringArray("anchor", nil, "")
}

// runCheck examines file, journal and facts. Damage and impossible facts are
// refusals (exit 1); warnings are listed only. The journal is compared with the
// anchors given, as they stand at the end of printed summaries.
func runCheck(c *call) error {
	if err := c.noArguments(); err != nil {
		return err
	}
	var anchors []data.Anchor
	for _, text := range c.list("anchor") {
		a, err := data.ParseAnchor(text)
		if err != nil {
			return usageError{"--anchor " + data.Sentence(err)}
		}
		anchors = append(anchors, a)
	}
	defer debug.SetGCPercent(debug.SetGCPercent(300)) // much is read and little kept: less to clear up
	stale := ""                                       // the registry whose search index is to be made anew
	err := c.reading(func(desk *paperwork.Desk) error {
		report, err := desk.Check(c.ctx, anchors...)
		if err != nil {
			return err
		}
		if report.StaleIndex {
			stale = desk.Registry.Path()
		}
		if c.yes("json") {
			if err := writeJSON(c.out, report); err != nil {
				return err
			}
		} else if err := writeReport(c.out, report); err != nil {
			return err
		} else if end, err := desk.Registry.Anchor(c.ctx); err == nil && len(report.Damage) == 0 {
			say(c.out, "日志锚："+end.String())
		}
		if n := len(report.Damage) + len(report.Impossible); n > 0 {
			return data.Problem{Field: "检查", Message: fmt.Sprintf("发现%d处错误", n), Hint: "详见上面的清单"}
		}
		return nil
	})
	if err == nil && stale != "" {
		if mended := paperwork.MendIndex(c.ctx, stale); mended == nil {
			say(c.errs, "搜索索引已重建。")
		}
	}
	return err
}

func writeReport(w io.Writer, r paperwork.Report) error {
	var b strings.Builder
	part := func(title string, lines []string) {
		fmt.Fprintf(&b, "%s：%d\n", title, len(lines))
		for _, l := range lines {
			b.WriteString("  " + l + "\n")
		}
	}
	part("文件和日志损坏", r.Damage)
	part("不可能的事实", r.Impossible)
	part("提醒", r.Warnings)
	_, err := io.WriteString(w, b.String())
	return err
}
