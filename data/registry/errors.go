package registry

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	sqlite3 "github.com/mattn/go-sqlite3"

	"jianban/data"
)

// What is wrong with a file, as it is told to a person.
func errForeign(path string) error {
	return data.Problem{Field: "登记库", Message: "“" + path + "”不是建办的登记库", Hint: "请选对文件；原文件没有改动"}
}

func errDamaged(path, what string) error {
	return data.Problem{Field: "登记库", Message: "“" + path + "”已损坏（" + what + "）", Hint: "请用最近的备份恢复；原文件没有改动"}
}

func errNewer(path string, got int) error {
	return data.Problem{Field: "登记库", Message: fmt.Sprintf("“%s”由更新版本的建办建立（结构%d，本程序到%d）", path, got, SchemaVersion), Hint: "请升级程序；原文件没有改动"}
}

func errOlder(path string, got int) error {
	return data.Problem{Field: "登记库", Message: fmt.Sprintf("“%s”由旧版本的建办建立（结构%d），只读时不能升级", path, got), Hint: "请在可以写入的位置用窗口打开一次"}
}

// errNoCopy tells why the copy before a migration could not be made.
func errNoCopy(err error) error {
	p := data.Problem{Field: "登记库", Message: "升级前要先留一份备份，没有写成（" + err.Error() + "）", Hint: "请检查磁盘后再打开；原文件没有改动"}
	var se sqlite3.Error
	if errors.As(err, &se) && se.Code == sqlite3.ErrFull {
		p.Message, p.Hint = "升级前要先留一份备份，磁盘已满，没有写成", "请腾出空间后再打开；原文件没有改动"
	}
	return p
}

func errUnreadable(path string, err error) error {
	p := data.Problem{Field: "登记库", Message: "读不了“" + path + "”（" + err.Error() + "）", Hint: "请检查磁盘"}
	if errors.Is(err, fs.ErrPermission) {
		p.Message, p.Hint = "没有权限读取“"+path+"”", "请管理员放开权限"
	}
	return p
}

func errMissing(path string) error {
	return data.Problem{Field: "登记库", Message: "找不到“" + path + "”", Hint: "请核对位置，或先新建登记库"}
}

// errContent tells that a record of table holds what cannot be read: damage, or
// a change from outside. Where ctx has ended, that is the reason.
func errContent(ctx context.Context, table string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	what := tableLabel(table)
	if what == "" { // the journal's own
		what = "操作日志"
	}
	return data.Problem{Field: "登记库", Message: "“" + what + "”里有读不出来的内容（" + err.Error() + "）", Hint: "请用最近的备份恢复；运行 jianban check 可查看损坏之处"}
}

// explain turns what SQLite refuses into a sentence for a person; errors that
// are sentences already, and those of a context, stay.
func explain(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var one data.Problem
	var many data.Problems
	if errors.As(err, &one) || errors.As(err, &many) {
		return err
	}
	if errors.Is(err, sql.ErrNoRows) {
		return data.Problem{Field: "登记库", Message: "找不到这条记录", Hint: "它可能已被删除，请刷新后再试", Gone: true}
	}
	var se sqlite3.Error
	if !errors.As(err, &se) {
		return err
	}
	p := data.Problem{Field: "登记库"}
	switch {
	case se.ExtendedCode == sqlite3.ErrConstraintUnique || se.ExtendedCode == sqlite3.ErrConstraintPrimaryKey:
		return data.Problems{uniqueProblem(se.Error())}
	case se.ExtendedCode == sqlite3.ErrConstraintForeignKey:
		p.Message, p.Hint = "引用的记录不存在", "请刷新后重新选择"
	case se.Code == sqlite3.ErrConstraint:
		p.Message, p.Hint = "内容不符合登记库的规定（"+se.Error()+"）", "请核对后再试"
	case se.Code == sqlite3.ErrFull:
		p.Message, p.Hint = "磁盘已满，这次修改没有保存", "请腾出空间后再试"
	case se.Code == sqlite3.ErrReadonly:
		p.Message, p.Hint = "文件是只读的，不能修改", "请去掉只读属性，或换一个位置"
	case se.Code == sqlite3.ErrCorrupt || se.Code == sqlite3.ErrNotADB:
		p.Message, p.Hint = "文件已损坏", "请用最近的备份恢复"
	case se.Code == sqlite3.ErrBusy || se.Code == sqlite3.ErrLocked:
		p.Message, p.Hint = "正被别的程序占用", "请稍后再试"
	case se.Code == sqlite3.ErrIoErr || se.Code == sqlite3.ErrCantOpen:
		p.Message, p.Hint = "读写失败（"+se.Error()+"）", "请检查磁盘"
	case se.Code == sqlite3.ErrError: // a column or table that the statement names is not there
		p.Message, p.Hint = "文件的结构与本程序不符（"+se.Error()+"）", "请用最近的备份恢复；运行 jianban check 可查看损坏之处"
	default:
		return err
	}
	return p
}

// taken tells what is wrong where a value must be unique, by its first column
// as SQLite names it.
var taken = map[string]data.Problem{
	"books.body":              {Field: "届次", Message: "这次会议已经登记", Hint: "请直接选用"},
	"units.name":              {Field: "单位简称", Message: "已有同名单位", Hint: "请直接选用"},
	"proposals.book_id":       {Field: "编号", Message: "本次会议已有这个编号", Hint: "请核对编号"},
	"replies.proposal_id":     {Field: "答复轮次", Message: "这一轮答复已经有了", Hint: "请刷新后再试，或登记下一轮"},
	"feedback.proposal_id":    {Field: "代表", Message: "这位代表本轮的征询意见表已经登记", Hint: "请直接修改"},
	"proposers.name":          {Field: "代表姓名", Message: "已有同名同代表团的代表", Hint: "请直接选用"},
	"disclosures.proposal_id": {Field: "公开", Message: "这件建议的公开情况已经登记", Hint: "请直接修改"},
	"summaries.year":          {Field: "总结", Message: "这一年的总结已经有了", Hint: "请直接修改"},
	"dispatches.reply_id":     {Field: "送达代表", Message: "送给这位代表的已经登记", Hint: "请直接修改"},
	"waivers.reply_id":        {Field: "放行", Message: "这条提醒已经放行", Hint: "请直接修改"},
	"scores.year":             {Field: "考评项目", Message: "这个单位当年的这一项已经打过分", Hint: "请直接修改"},
	"holidays.date":           {Field: "日期", Message: "这一天已在节假日里", Hint: "请直接修改"},
	"packs.since":             {Field: "适用起日", Message: "已有从这一天起适用的办理规则", Hint: "请换一个起始日期，或先删除原来的规则"},
}

// uniqueProblem reads "UNIQUE constraint failed: units.name, …".
func uniqueProblem(message string) data.Problem {
	_, columns, _ := strings.Cut(message, "failed: ")
	first, _, _ := strings.Cut(columns, ",")
	if p, ok := taken[first]; ok {
		return p
	}
	return data.Problem{Field: "登记库", Message: "内容重复（" + columns + "）", Hint: "请核对"}
}
