package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/export/batch"
	"jianban/paperwork"
)

// usageError is a call of the program that it does not understand: exit code 2.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

func wrongUsage(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

// call is one run of one command: its arguments and where it speaks.
type call struct {
	ctx      context.Context
	out      io.Writer
	errs     io.Writer // for what should be known beside the answer
	flags    *pflag.FlagSet
	registry string // --registry; "" takes the default place
	today    data.Date
}

// command is one word of the command line.
type command struct {
	name, args, about string
	flags             func(*pflag.FlagSet)
	run               func(*call) error
}

// commands are all words of the command line, in the order of the help.
func commands() []command {
	return []command{
		{"demo", "文件夹 [--size N [--years Y]]", "在文件夹里建立演示年度，并写出答复、意见、台账和总结", demoFlags, runDemo},
		{"import", "文件｜文件夹 [--kind proposals｜proposers｜units] [--year Y] [--book 名称] [--handed-over 日期] [--same 名称=名称]… [--dry-run] [--json]", "读入台账（.xlsx、.csv）、代表或单位名册，或一个文件夹的建议和答复（.docx、.pdf、.txt）；有一处不能导入时什么都不写，--dry-run 只试读", importFlags, runImport},
		{"export", "种类 --out 位置 [--year Y] [--book 名称] [--number N]… [--all] [--one-file [--two-sided]] [--name 样式] [--columns 栏目,…] [--docx｜--ofd] [--reason 理由] " + choiceArgs, "写出文件，默认PDF，--docx 写 Word 文档，--ofd 写 OFD（没有电子印章，供归档和交换）；summary 的位置以 .txt 结尾的写成纯文本；--one-file 合成一个文件，供屏幕阅读、单面打印，各件接着排，--two-sided 供双面打印，每件从单数页起；种类：" + kindsTold() + "；文件名样式用" + strings.Join(batch.Fields(), "") + "；--reason：手写的数字与登记不符时仍导出总结的理由，记入操作记录；" + choicesTold, exportFlags, runExport},
		{"print", "种类 [--year Y] [--book 名称] [--number N]… " + choiceArgs + " [--printer 名称] [--copies N] [--pages 1-3,5] [--duplex none｜long｜short] [--preprinted] [--reason 理由]", "打印文件，种类同 export；--preprinted 套红：用印好红头的纸，不印红头和红线", printFlags, runPrint},
		{"stats", "--year Y [--book 名称] [--as-of 日期] [--explain] [--json]", "一年的统计数字，加 --explain 列出算法和依据", statsFlags, runStats},
		{"verify", "文件 --year Y [--book 名称] [--as-of 日期] [--json]", "逐个核对一份总结或报告（.docx、.txt）里的数字：与统计相符、不符，还是统计里没有；有一处不符时退出码为1", verifyFlags, runVerify},
		{"search", "词… [--limit N] [--json]｜--like 编号 --year Y [--book 名称] [--limit N] [--json]", "搜索建议提案：标题、各种文本、姓名（也可用拼音）、单位、编号、文号、电话、附件；单位:住建、类别:B、满意度:不满意 限定一项；--like 列出与一件最相似的以前各件和当时的答复", searchFlags, runSearch},
		{"deadline", "--from 日期 (--months N｜--workdays N｜--days N) [--json]", "推算期限，逐步说明理由", deadlineFlags, runDeadline},
		{"due", "[--notice]", "说一句已逾期、七天内到期的有几件，没有就不出声；--notice 用系统的提示告知，登录电脑时用（在设置里打开）", dueFlags, runDue},
		{"check", "[--anchor 日志锚]… [--json]", "检查登记库文件、操作日志和登记内容；日志锚印在总结末页", checkFlags, runCheck},
		{"backup", "--out 文件 [--passphrase-file 口令文件] [--json]", "备份登记库到一个文件，重新打开检查后才算数；有口令时加密，口令丢失无法找回", backupFlags, runBackup},
		{"restore", "备份文件 --to 文件 [--passphrase-file 口令文件]", "从备份恢复出登记库；已有的文件不会被覆盖", restoreFlags, runRestore},
		{"packet", "out (--unit 单位… ｜ --all) --year Y --out 位置｜out --return [--year Y] --out 文件｜in 任务包 --to 文件｜in 回传包或填好的表… [--theirs｜--ours] [--take 编号:栏目=theirs｜ours]… [--dry-run] [--json]", "与没有网络的单位交换：out 制作任务包（一个单位一个文件，--all 写进文件夹），单位用 in --to 打开成自己的登记库（已有的，后来的任务包并入它），办完用 out --return 制作回传包；办公室用 in 把一个或几十个单位的回传一次读入，两边都改了的逐处列出，选定以前什么都不写", packetFlags, runPacket},
		{"rollup", "登记库或备份… --year Y [--offices 名单文件] [--passphrase-file 口令文件] [--out 文件] [--json]", "把各办公室一年的数字加起来：件数相加，比率用各自的分子之和除以分母之和；哪些办公室没有交来（名单每行一个）、哪些还没有封账、哪些算法不同都列出；文件夹算作其中的全部登记库和备份；加密的备份给出口令文件，每行一个口令；--out 写成 .xlsx、.csv，或带图表的 .pdf、.docx、.ofd", rollupFlags, runRollup},
		{"move", "--to 文件｜postgres://用户@主机:端口/数据库 [--json]", "把整个登记库移到另一处：文件移到共享登记库（PostgreSQL），或移回文件；目标必须是空的，逐表核对，全部移完或什么都不移", moveFlags, runMove},
		{"users", "list [--json]｜add 姓名 --role clerk｜leader｜unit｜auditor [--unit 单位] [--password-file 口令文件] [--json]｜change 姓名 --role 角色 [--unit 单位] [--json]｜password 姓名 [--password-file 口令文件] [--json]｜remove 姓名 [--json]", "共享登记库的人员和角色（设置里也有），由建立登记库的用户管理：经办人（clerk）、领导（leader，只签批）、承办单位（unit，只见本单位的件）、审计（auditor，只查看）；不给口令文件时编一个口令，只显示一次；change 改角色，password 重设口令", usersFlags, runUsers},
		{"version", "", "程序、SQLite和登记库结构的版本", noFlags, runVersion},
		{"help", "", "这份说明", noFlags, runHelp},
	}
}

func noFlags(*pflag.FlagSet) {}

// globals are the options before the command.
func globals() (flags *pflag.FlagSet, registry *string, help *bool) {
	flags = pflag.NewFlagSet("jianban", pflag.ContinueOnError)
	flags.SetInterspersed(false)
	return flags, flags.String("registry", "", ""), flags.BoolP("help", "h", false, "")
}

// Asked tells what args ask for: the window, or else a command (or help), whose
// answer is for programs where it is JSON.
func Asked(args []string) (window, json bool) {
	flags, _, help := globals()
	if err := parse(flags, args); err == nil && flags.NArg() == 0 && !*help {
		return true, false
	}
	return false, slices.ContainsFunc(args, func(a string) bool { return a == "--json" || strings.HasPrefix(a, "--json=") })
}

// dispatch finds the command that args name and runs it; without one it opens
// the window.
func dispatch(ctx context.Context, args []string, out, errs io.Writer, window Window) error {
	global, registryPath, help := globals()
	if err := parse(global, args); err != nil {
		return err
	}
	c := &call{ctx: ctx, out: out, errs: errs, flags: global, registry: *registryPath, today: data.DateOf(time.Now())}
	if *help {
		return runHelp(c)
	}
	if global.NArg() == 0 {
		return openWindow(ctx, c.registry, window)
	}
	name, rest := global.Arg(0), global.Args()[1:]
	for _, cmd := range commands() {
		if cmd.name == name {
			return c.do(cmd, rest)
		}
	}
	return wrongUsage("没有“%s”这个命令", name)
}

// do parses the command's own flags and runs it.
func (c *call) do(cmd command, args []string) error {
	flags := pflag.NewFlagSet(cmd.name, pflag.ContinueOnError)
	flags.StringVar(&c.registry, "registry", c.registry, "")
	help := flags.BoolP("help", "h", false, "")
	cmd.flags(flags)
	if err := parse(flags, args); err != nil {
		return err
	}
	c.flags = flags
	if *help {
		return runHelp(c)
	}
	collectSeldom()
	return cmd.run(c)
}

func runHelp(c *call) error {
	var b strings.Builder
	b.WriteString("建办：人大代表建议、政协提案办理程序\n\n用法：jianban [--registry 登记库文件｜postgres://地址] [命令]\n不带命令时打开窗口。\n\n命令：\n")
	for _, cmd := range commands() {
		fmt.Fprintf(&b, "  %s\n      %s\n", strings.TrimSpace(cmd.name+" "+cmd.args), cmd.about)
	}
	b.WriteString("\n退出码：0 完成；1 拒绝，原因见错误输出；2 用法不对。\n环境变量 " + paperwork.FontsOnly + "=" + paperwork.FontsEmbedded + "：只用程序内嵌的字体，各台机器版面相同。\n默认登记库：" + paperwork.DefaultPlace() + "\n")
	_, err := io.WriteString(c.out, b.String())
	return err
}
