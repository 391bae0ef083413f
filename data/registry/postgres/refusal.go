package postgres

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"jianban/data"
)

// Kind is what a refusal of the server means for whoever asked.
type Kind uint8

// The kinds of refusals.
const (
	Other     Kind = iota // no refusal of the server's, or one of no kind below
	Twice                 // something that may be there once is there already
	Reference             // what is referred to is not there, or still referred to
	Against               // against a rule of the table
	Outside               // a change outside an action, or of the journal
	Busy                  // another desk writes, and has for long
	Lost                  // the connection is gone, or the server
	Full                  // the server's disk is full
	Forbidden             // the role may not do this
	ReadOnly              // a session that only reads
	Content               // a text that PostgreSQL cannot keep
	Aborted               // a statement before failed
	Structure             // a table or column is not there
)

// Refusal is what the server said.
type Refusal struct {
	Kind       Kind
	Table      string // of Twice and Against, where it is known
	Column     string
	Constraint string
	Message    string // English, for the log
}

var kinds = map[string]Kind{
	"23505": Twice, "23503": Reference, "23514": Against, "23502": Against, "22003": Against, "P0001": Outside,
	"55P03": Busy, "40P01": Busy, "57014": Busy, "53100": Full, "42501": Forbidden, "25006": ReadOnly, "25P02": Aborted,
	"22021": Content, "22P05": Content, "22P02": Content, "54000": Content, "54001": Content,
	"42P01": Structure, "42703": Structure, "3F000": Structure, "42883": Structure,
}

// Refused reads an error that came out of a pool.
func Refused(err error) Refusal {
	var said *pgconn.PgError
	if errors.As(err, &said) {
		kind, ok := kinds[said.Code]
		switch {
		case ok:
		case strings.HasPrefix(said.Code, "08"), strings.HasPrefix(said.Code, "57P"), said.Code == "25P03":
			kind = Lost
		case strings.HasPrefix(said.Code, "53"):
			kind = Lost
		}
		return Refusal{Kind: kind, Table: said.TableName, Column: said.ColumnName, Constraint: said.ConstraintName, Message: said.Message}
	}
	var network net.Error
	var failed *pgconn.ConnectError
	if errors.As(err, &network) || errors.As(err, &failed) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) || closed(err) {
		return Refusal{Kind: Lost}
	}
	return Refusal{}
}

// Unconnected tells whether an error is that no connection came about, which may be for
// want of time.
func Unconnected(err error) bool {
	var failed *pgconn.ConnectError
	return errors.As(err, &failed)
}

// closed tells what the drivers say of a connection that has gone: they have no
// error of their own for it.
func closed(err error) bool {
	return err != nil && (strings.Contains(err.Error(), "conn closed") || strings.Contains(err.Error(), "bad connection") || strings.Contains(err.Error(), "conn busy"))
}

// PasswordField is what Unreachable names where the password is missing or wrong.
const PasswordField = "口令"

// Unreachable tells a person why no connection came about. It never holds a
// password.
func (a Address) Unreachable(err error) error {
	p := data.Problem{Field: "登记库", Message: "连不上共享登记库“" + a.Name() + "”", Hint: "请核对地址，看服务器是否开着、网络是否通"}
	var said *pgconn.PgError
	var name *net.DNSError
	switch {
	case errors.As(err, &said):
		switch {
		case strings.HasPrefix(said.Code, "28") && a.config.Password == "":
			p.Field, p.Message, p.Hint = PasswordField, "共享登记库“"+a.Name()+"”要“"+a.config.User+"”的口令", "请把口令写进地址、PGPASSWORD 或口令文件"
		case strings.HasPrefix(said.Code, "28"):
			p.Field, p.Message, p.Hint = PasswordField, "共享登记库“"+a.Name()+"”不接受“"+a.config.User+"”或它的口令", "请核对用户名和口令，或请管理员放行"
		case said.Code == "3D000":
			p.Message, p.Hint = "服务器上没有“"+a.config.Database+"”这个数据库", "请核对名称，或请管理员建立"
		case said.Code == "42501":
			p.Message, p.Hint = "“"+a.config.User+"”无权使用数据库“"+a.config.Database+"”", "请管理员授权"
		case said.Code == "57P03":
			p.Message, p.Hint = "共享登记库“"+a.Name()+"”的服务器正在启动或关闭", "请过一会儿再试"
		case said.Code == "53300":
			p.Message, p.Hint = "共享登记库“"+a.Name()+"”的连接已满", "请关闭不用的窗口，或请管理员放宽"
		default:
			p.Message += "（服务器：" + said.Code + "）"
		}
	case err != nil && a.config.Password == "" && strings.Contains(err.Error(), "password"):
		p.Field, p.Message, p.Hint = PasswordField, "共享登记库“"+a.Name()+"”要“"+a.config.User+"”的口令", "请把口令写进地址、PGPASSWORD 或口令文件"
	case err != nil && strings.Contains(err.Error(), "server refused TLS"):
		p.Message, p.Hint = "共享登记库“"+a.Name()+"”的服务器不会加密连接", "不在本机的共享登记库必须加密连接，请管理员打开 ssl"
	case err != nil && strings.Contains(err.Error(), "tls: "):
		p.Message, p.Hint = "共享登记库“"+a.Name()+"”的证书核对不过", "请核对主机名和证书"
	case errors.As(err, &name):
		p.Message, p.Hint = "找不到共享登记库的主机“"+a.config.Host+"”", "请核对地址和网络"
	case errors.Is(err, context.DeadlineExceeded) || isTimeout(err):
		p.Message += "：服务器没有应答"
	}
	return p
}

func isTimeout(err error) bool {
	var network net.Error
	return errors.As(err, &network) && network.Timeout()
}
