package registry

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"regexp"

	sqlite3 "github.com/mattn/go-sqlite3"

	"jianban/data"
	"jianban/data/registry/postgres"
)

// What is wrong with a file, as it is told to a person.
func errForeign(path string) error {
	return data.Problem{Field: "登记库", Message: "“" + path + "”不是建办的登记库", Hint: "请选对文件；原文件没有改动"}
}

func errDamaged(path, what string) error {
	return data.Problem{Field: "登记库", Message: "“" + path + "”已损坏（" + what + "）", Hint: "请用最近的备份恢复；原文件没有改动"}
}

func errNewer(path string, got int) error {
	return data.Problem{Field: "登记库", Message: fmt.Sprintf("“%s”由更新版本的建办建立（结构%d，本程序到%d）", path, got, SchemaVersion()), Hint: "请升级程序；原文件没有改动"}
}

// errNoCopy tells why the copy before a migration could not be made.
func errNoCopy(err error) error {
	p := data.Problem{Field: "登记库", Message: "升级前要先留一份备份，没有写成（" + err.Error() + "）", Hint: "请检查磁盘后再打开；原文件没有改动"}
	if noRoom(err) {
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
	return errRow(ctx, table, 0, err)
}

// scanned finds the column in what database/sql says of a value that it cannot
// read; the rest of that is of no use to a reader.
var scanned = regexp.MustCompile(`name "([a-z_]+)"`)

// errRow is errContent for a record whose number is known; its column too where
// the reason names it.
func errRow(ctx context.Context, table string, id data.ID, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	what := tableLabel(data.Record(table))
	if what == "" { // the journal's own
		what = "操作日志"
	}
	said := "“" + what + "”里有读不出来的内容"
	if id != 0 {
		said = fmt.Sprintf("“%s”第%d条里有读不出来的内容", what, id)
	}
	if m := scanned.FindStringSubmatch(err.Error()); m != nil {
		d, _ := described(data.Record(table))
		if f, _ := d.field(m[1]); f.label != "" {
			said += "（" + f.label + "）"
		}
	}
	return data.Problem{Field: "登记库", Message: said, Hint: "请用最近的备份恢复；运行 jianban check 可查看损坏之处"}
}

// explain turns what an engine refuses into a sentence for a person; errors that
// are sentences already, and those of a context, stay.
func explain(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) && !postgres.Unconnected(err) {
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
	said := refusalOf(err)
	p := data.Problem{Field: "登记库"}
	switch said.kind {
	case refusedTwice:
		return data.Problems{uniqueProblem(said.table)}
	case refusedReference:
		p.Message, p.Hint = "引用的记录不存在", "请刷新后重新选择"
	case refusedContent, refusedOutside:
		p.Message, p.Hint = "内容不符合登记库的规定", "请核对后再试"
	case refusedRoom:
		p.Message, p.Hint = "磁盘已满，这次修改没有保存", "请腾出空间后再试"
	case refusedSize:
		p.Message, p.Hint = "内容太大，登记库里放不下", "请分成几份"
	case refusedReadOnly:
		p.Message, p.Hint = "登记库是只读的，不能修改", "请去掉只读属性，或换一个位置"
	case refusedRights:
		p.Field, p.Message, p.Hint = "权限", "用这个用户名没有权限这样做", "请用自己的用户名，或请管理员授权"
	case refusedDamage:
		p.Message, p.Hint = "文件已损坏", "请用最近的备份恢复"
	case refusedBusy:
		p.Message, p.Hint = "正被别的程序占用", "请稍后再试"
	case refusedLost:
		p.Message, p.Hint = "与共享登记库的连接断了，这次没有做成", "请看服务器和网络，连上后再试"
		p.Lost = true
	case refusedAccess:
		p.Message, p.Hint = "读写失败（"+said.message+"）", "请检查磁盘"
	case refusedStructure:
		p.Message, p.Hint = "登记库的结构与本程序不符（"+said.message+"）", "请用最近的备份恢复；运行 jianban check 可查看损坏之处"
	default:
		return err
	}
	return p
}

// uniqueProblem is what is said of a record that may be there once and is there.
func uniqueProblem(table data.Record) data.Problem {
	if d, ok := described(table); ok && d.twice.Message != "" {
		return d.twice
	}
	return data.Problem{Field: "登记库", Message: "内容重复", Hint: "请核对"}
}

// explainRefused is explain for a record that the file refused to take: it
// names the field. That is the last net; what is wrong with a record is
// data.Validate's to say.
func explainRefused(fields []field, err error) error {
	said := refusalOf(err)
	if said.kind != refusedContent {
		return explain(err)
	}
	for _, f := range fields {
		if f.label != "" && regexp.MustCompile(`\b`+f.name+`\b`).MatchString(said.message) {
			return data.Problems{{Field: f.label, Message: "登记库不收这样的内容", Hint: "请核对后再试"}}
		}
	}
	return explain(err)
}

// noRoom tells whether the disk was full, for SQLite or beside it.
func noRoom(err error) bool {
	var se sqlite3.Error
	return noSpace(err) || errors.As(err, &se) && (se.Code == sqlite3.ErrFull || noSpace(se.SystemErrno))
}

// isDamage tells whether SQLite found the file itself damaged.
func isDamage(err error) bool {
	var se sqlite3.Error
	return errors.As(err, &se) && (se.Code == sqlite3.ErrCorrupt || se.Code == sqlite3.ErrNotADB)
}
