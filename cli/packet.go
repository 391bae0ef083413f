package cli

import (
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/data/packet"
	"jianban/paperwork"
)

func packetFlags(f *pflag.FlagSet) {
	f.StringArray("unit", nil, "")
	f.Bool("all", false, "")
	f.Bool("return", false, "")
	wholeFlag(f, "year", 0)
	f.String("out", "", "")
	f.String("to", "", "")
	f.Bool("theirs", false, "")
	f.Bool("ours", false, "")
	f.StringArray("take", nil, "")
	f.Bool("dry-run", false, "")
	f.Bool("json", false, "")
}

// runPacket writes or reads packages for units without network.
func runPacket(c *call) error {
	switch c.flags.Arg(0) {
	case "out":
		if err := c.onlyFlags("out", "unit", "all", "return", "year", "json"); err != nil {
			return err
		}
		return c.packetOut()
	case "in":
		if err := c.onlyFlags("to", "theirs", "ours", "take", "dry-run", "json"); err != nil {
			return err
		}
		return c.packetIn()
	}
	return wrongUsage("packet 后面要有 out（制作）或 in（读入）")
}

// onlyFlags refuses options that do not go with what was asked for.
func (c *call) onlyFlags(names ...string) (err error) {
	c.flags.Visit(func(f *pflag.Flag) {
		for _, n := range append(names, "registry", "help") {
			if f.Name == n {
				return
			}
		}
		err = wrongUsage("packet %s 没有“--%s”这个选项", c.flags.Arg(0), f.Name)
	})
	return err
}

func (c *call) packetOut() error {
	year, err := c.year()
	if err != nil {
		return err
	}
	units, all, back := c.list("unit"), c.yes("all"), c.yes("return")
	switch {
	case c.flags.NArg() > 1:
		return wrongUsage("多出了“%s”", strings.Join(c.flags.Args()[1:], " "))
	case !c.given("out"):
		return wrongUsage("请用 --out 给出写到哪里")
	case back && (all || len(units) > 0):
		return wrongUsage("--return 不能和 --unit、--all 一起用")
	case !back && year == 0:
		return wrongUsage("请用 --year 给出年份")
	case !back && all == (len(units) > 0):
		return wrongUsage("请用 --unit 给出单位，或用 --all 写给全部单位")
	}
	if back {
		w, err := paperwork.WriteReturn(c.ctx, c.place(), c.str("out"), year, Version, c.today)
		if err != nil {
			return err
		}
		if c.yes("json") {
			return writeJSON(c.out, w)
		}
		_, err = fmt.Fprintf(c.out, "%s\n%s对第%d号任务包的回传，%d件，%s。请交回办公室。\n", w.Path, w.Unit, w.Number, w.Items, data.SizeWords(w.Size))
		return err
	}
	written, err := paperwork.WriteTasks(c.ctx, c.place(), c.today, paperwork.TaskAsk{Year: year, Units: units, Out: c.str("out"), Folder: all || len(units) > 1, Program: Version})
	if err != nil {
		return err
	}
	if c.yes("json") {
		return writeJSON(c.out, written)
	}
	for _, w := range written {
		for _, n := range w.Notes {
			say(c.errs, "注意："+w.Unit+"："+n+"。")
		}
		if _, err := fmt.Fprintf(c.out, "%s\n  %s，第%d号，%d件，%s\n", w.Path, w.Unit, w.Number, w.Items, data.SizeWords(w.Size)); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(c.out, "办公室公钥指纹：%s（请告诉单位，第一次打开时核对）\n", written[0].Fingerprint)
	return err
}

// packetMemory and packetGarbage are as mostMemory and garbage of an import: of sixty
// returns about 4,000 items nearly all that is read is held until the end.
const (
	packetMemory  = 120 << 20
	packetGarbage = 100
)

// takenReturns is the answer of packet in with --json.
type takenReturns struct {
	Written     bool                      `json:"written"`
	Packages    map[string]packet.Counted `json:"packages"`
	Differences []packet.Difference       `json:"differences"`
	Open        int                       `json:"open"` // conflicts that nobody has decided
	Notes       []string                  `json:"notes"`
}

func (c *call) packetIn() error {
	files := c.flags.Args()[1:]
	if len(files) == 0 {
		return wrongUsage("packet in 后面要有任务包、回传包或填好的表")
	}
	if c.given("to") {
		return c.openTask(files)
	}
	o, err := c.packetChoices()
	if err != nil {
		return err
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(packetMemory))
	defer debug.SetGCPercent(debug.SetGCPercent(packetGarbage))
	dry := c.yes("dry-run")
	plan, err := paperwork.TakeReturns(c.ctx, c.place(), files, o, dry)
	if err != nil {
		return err
	}
	return c.tellPlan(plan, dry, returnSides)
}

// sides are the words of a comparison: what both had, what comes in.
type sides struct {
	base, theirs string
	useTheirs    string // what --theirs takes
	field        string // of a refusal
}

var (
	returnSides = sides{"任务包里", "单位回传", "用单位的", "回传包"}
	taskSides   = sides{"上次任务包里", "新任务包里", "用任务包的", "任务包"}
)

// tellPlan tells what was, or would be, taken; conflicts that nobody has decided are
// refused.
func (c *call) tellPlan(plan *packet.Plan, dry bool, words sides) (err error) {
	for _, n := range plan.Notes {
		say(c.errs, "注意："+n+"。")
	}
	open := plan.Open()
	done := !dry && open == 0 && len(plan.Unmet) == 0
	if c.yes("json") {
		a := takenReturns{done, plan.Packages, plan.Differences, open, plan.Notes}
		if a.Differences == nil {
			a.Differences = []packet.Difference{}
		}
		if a.Notes == nil {
			a.Notes = []string{}
		}
		err = writeJSON(c.out, a)
	} else if done || dry {
		err = c.writeDifferences(plan, dry, words)
	}
	switch {
	case err != nil:
		return err
	case len(plan.Unmet) > 0:
		return data.Problem{Field: "--take", Message: "没有“" + strings.Join(plan.Unmet, "”“") + "”这处冲突", Hint: "用 --dry-run 列出全部冲突"}
	case open > 0 && !dry:
		return refusedConflicts(plan, words)
	}
	return nil
}

// openTask makes a unit's registry from a task package, or brings a later one into the
// registry that the unit has.
func (c *call) openTask(files []string) error {
	if len(files) != 1 {
		return wrongUsage("--to 只能和一个任务包一起用")
	}
	there, err := paperwork.There(c.ctx, c.str("to"))
	if err != nil {
		return err
	}
	if there {
		o, err := c.packetChoices()
		if err != nil {
			return err
		}
		plan, _, err := paperwork.RenewTask(c.ctx, files[0], c.str("to"), o, c.yes("dry-run"))
		if err != nil {
			return err
		}
		return c.tellPlan(plan, c.yes("dry-run"), taskSides)
	}
	if c.yes("theirs") || c.yes("ours") || c.given("take") || c.yes("dry-run") {
		return wrongUsage("“%s”还没有建立，--theirs、--ours、--take、--dry-run 只用于往已有的登记库里读入", c.str("to"))
	}
	o, err := paperwork.OpenTask(c.ctx, files[0], c.str("to"))
	if err != nil {
		return err
	}
	if c.yes("json") {
		return writeJSON(c.out, o)
	}
	_, err = fmt.Fprintf(c.out, "%s\n%s的%s，%d件。\n公钥指纹：%s（第一次使用时请与办公室核对）\n", o.Path, o.Office, o.Name, o.Items, o.Fingerprint)
	return err
}

// packetChoices reads whose version of conflicts is taken.
func (c *call) packetChoices() (o packet.Options, err error) {
	o = packet.Options{Take: map[string]packet.Choice{}, Today: c.today}
	switch {
	case c.yes("theirs") && c.yes("ours"):
		return o, wrongUsage("--theirs 和 --ours 只能用一个")
	case c.yes("theirs"):
		o.All = packet.Theirs
	case c.yes("ours"):
		o.All = packet.Ours
	}
	for _, t := range c.list("take") {
		at := strings.LastIndex(t, "=")
		if at <= 0 {
			return o, wrongUsage("--take “%s”不对，应是“编号:栏目=theirs”或“=ours”", t)
		}
		choice := packet.Choice(t[at+1:])
		if choice != packet.Theirs && choice != packet.Ours {
			return o, wrongUsage("--take “%s”不对，等号后面应是 theirs（用单位的）或 ours（用登记库的）", t)
		}
		o.Take[t[:at]] = choice
	}
	return o, nil
}

// tellDifference is one difference as lines for a person.
func tellDifference(b *strings.Builder, d packet.Difference, words sides) {
	mark := ""
	if d.Conflict {
		mark = "【冲突" + map[packet.Choice]string{packet.Open: "，未选定", packet.Theirs: "，" + words.useTheirs, packet.Ours: "，用登记库的"}[d.Taken] + "】"
	}
	fmt.Fprintf(b, "%s%s（%s）\n", mark, d.Key, d.Package)
	if d.Conflict {
		fmt.Fprintf(b, "  %s：%s\n  登记库里：%s\n  %s：%s\n", words.base, orNone(d.Base), orNone(d.Ours), words.theirs, orNone(d.Theirs))
		return
	}
	fmt.Fprintf(b, "  %s → %s\n", orNone(d.Ours), orNone(d.Theirs))
}

// writeDifferences tells what was, or would be, taken.
func (c *call) writeDifferences(plan *packet.Plan, dry bool, words sides) error {
	var b strings.Builder
	done := "已读入"
	if dry {
		done = "试读（没有写入）"
	}
	fmt.Fprintf(&b, "%s：%d个包，%d处不同，其中%d处冲突未选定\n", done, len(plan.Packages), len(plan.Differences), plan.Open())
	for i, d := range plan.Differences {
		if i == mostTold {
			fmt.Fprintf(&b, "……还有%d处，加 --json 可以列出全部\n", len(plan.Differences)-mostTold)
			break
		}
		tellDifference(&b, d, words)
	}
	_, err := fmt.Fprint(c.out, b.String())
	return err
}

// refusedConflicts lists the conflicts that somebody has to decide first.
func refusedConflicts(plan *packet.Plan, words sides) error {
	var b strings.Builder
	fmt.Fprintf(&b, "有%d处两边都改了，什么都没有写入：\n", plan.Open())
	told := 0
	for _, d := range plan.Differences {
		if !d.Conflict || d.Taken != packet.Open {
			continue
		}
		if told++; told > mostTold {
			fmt.Fprintf(&b, "……还有%d处，加 --dry-run --json 可以列出全部\n", plan.Open()-mostTold)
			break
		}
		tellDifference(&b, d, words)
	}
	return data.Problem{Field: words.field, Message: strings.TrimRight(b.String(), "\n"), Hint: "\n请逐处选择（--take 编号:栏目=theirs 或 =ours），或一律" + words.useTheirs + "（--theirs）、一律用登记库的（--ours）"}
}
