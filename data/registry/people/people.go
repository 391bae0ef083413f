// Package people keeps who may work at a shared registry and as what: a role of the
// server's for each person, which the owner of the registry makes and drops. What the
// roles may read and write the server decides (package postgres, rights.sql).
//
// Start with Known, Add, Change, SetPassword and Remove; each takes the registry's
// address.
package people

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"jianban/data"
	"jianban/data/registry"
	"jianban/data/registry/postgres"
)

// Known are all people, by name, with what whoever looks may choose from, and why he
// may change nothing of it.
func Known(ctx context.Context, place string) (known data.People, err error) {
	err = within(ctx, place, func(q *sql.Tx, d desk) error {
		if p, refused := errors.AsType[data.Problem](d.mustOwn()); refused {
			known.Refused = p.Message + "，" + p.Hint
		}
		known.Units = d.units
		known.All, err = postgres.People(ctx, q)
		return err
	})
	return known, err
}

// Add makes a person's role with a password, and a random one where that is "". The
// person as the server has it comes back, and the password that was made, which
// nobody can read again. A name that there is already, here or on the server, is
// refused.
func Add(ctx context.Context, place string, p data.Person, password string) (added data.Person, made string, err error) {
	if err := p.Validate().Err(); err != nil {
		return p, "", err
	}
	if password, made, err = passwordOr(password); err != nil {
		return p, "", err
	}
	err = within(ctx, place, func(q *sql.Tx, d desk) error {
		if err := d.mustOwn(); err != nil {
			return err
		}
		if err := d.place(&p); err != nil {
			return err
		}
		err := postgres.AddPerson(ctx, q, p, password)
		switch {
		case errors.Is(err, postgres.ErrTaken):
			return data.Problem{Field: "人员", Message: "服务器上已经有“" + p.User + "”这个用户", Hint: "请换一个姓名写法，例如在后面加上科室；已有的用户没有改动"}
		case postgres.Refused(err).Kind == postgres.Forbidden:
			return data.Problem{Field: "权限", Message: "“" + d.owner + "”在服务器上没有建立用户的权限", Hint: "请数据库管理员执行 ALTER ROLE … CREATEROLE 后再试"}
		}
		return err
	})
	if err != nil {
		return p, "", err
	}
	return p, made, nil
}

// passwordOr is a password that was chosen, or a random one, which made then is too.
func passwordOr(chosen string) (password, made string, err error) {
	if chosen == "" {
		made = rand.Text()
		return made, made, nil
	}
	return chosen, "", data.CheckPassword(chosen)
}

// Change gives the person of a name another kind, and the unit of to.Of where that is
// PersonUnit. The sessions that the person has are ended: what a window shows is what
// it may see. The owner and oneself are refused.
func Change(ctx context.Context, place, name string, to data.Person) (changed data.Person, err error) {
	var before data.Person
	err = within(ctx, place, func(q *sql.Tx, d desk) error {
		if before, err = d.other(ctx, q, name, "更改%s的角色"); err != nil {
			return err
		}
		to.Name = before.Name
		if err := to.Validate().Err(); err != nil {
			return err
		}
		if to.User = before.User; to.Kind != data.PersonUnit {
			to.Unit = data.Unit{}
		}
		if err := d.place(&to); err != nil {
			return err
		}
		return postgres.ChangePerson(ctx, q, before, to)
	})
	if err != nil || before.Kind == to.Kind && before.Unit.ID == to.Unit.ID {
		return to, err
	}
	return to, disconnect(ctx, place, to.User)
}

// SetPassword gives the person of a name another password, and a random one where that
// is "", which comes back as made and which nobody can read again. The sessions that
// the person has are ended.
func SetPassword(ctx context.Context, place, name, password string) (p data.Person, made string, err error) {
	if password, made, err = passwordOr(password); err != nil {
		return p, "", err
	}
	err = within(ctx, place, func(q *sql.Tx, d desk) error {
		if p, err = d.other(ctx, q, name, "重设%s的口令"); err != nil {
			return err
		}
		err := postgres.SetPassword(ctx, q, p, password)
		if errors.Is(err, postgres.ErrForeign) {
			return data.Problem{Field: "口令", Message: "“" + p.User + "”不是这个登记库建立的用户，不能在这里重设口令", Hint: "请数据库管理员来做"}
		}
		return err
	})
	if err != nil {
		return p, "", err
	}
	return p, made, disconnect(ctx, place, p.User)
}

// Remove drops a person's role and ends its sessions. The journal keeps the name. The
// owner and oneself are refused; dropped is false where the server's role was not made
// for this registry, and so stays, with no rights in it.
func Remove(ctx context.Context, place, name string) (dropped bool, err error) {
	var p data.Person
	err = within(ctx, place, func(q *sql.Tx, d desk) error {
		if p, err = d.other(ctx, q, name, "删去%s"); err != nil {
			return err
		}
		dropped, err = postgres.RemovePerson(ctx, q, p)
		return err
	})
	if err != nil || !dropped {
		return dropped, err
	}
	return dropped, disconnect(ctx, place, p.User)
}

// disconnect ends the sessions of a user.
func disconnect(ctx context.Context, place, user string) error {
	address, err := postgres.Parse(place)
	if err != nil {
		return err
	}
	pool := address.Pool(true, 1)
	return errors.Join(postgres.Disconnect(ctx, pool, user), pool.Close())
}

// desk is who administers and what the registry has.
type desk struct {
	me    *data.Person // nil for the owner
	owner string
	owns  bool
	units []data.Unit
}

func (d desk) mustOwn() error {
	if d.owns {
		return nil
	}
	who := "当前用户"
	if d.me != nil {
		who = d.me.Title()
	}
	return data.Problem{Field: "权限", Message: who + "不能管理人员", Hint: "只有登记库的建立者“" + d.owner + "”能增加、更改和删去人员"}
}

// other finds somebody else by the name, for whoever may change people; doing is what
// is to be done to %s.
func (d desk) other(ctx context.Context, q postgres.Queryer, name, doing string) (p data.Person, err error) {
	name = norm.NFC.String(strings.TrimSpace(name))
	if d.me != nil && (name == d.me.Name || name == d.me.User) {
		return p, data.Problem{Field: "人员", Message: "不能" + fmt.Sprintf(doing, "自己"), Hint: "请让登记库的建立者“" + d.owner + "”来做"}
	}
	if name == d.owner {
		return p, data.Problem{Field: "人员", Message: "不能" + fmt.Sprintf(doing, "“"+name+"”（登记库的建立者）"), Hint: "没有改动"}
	}
	if err := d.mustOwn(); err != nil {
		return p, err
	}
	all, err := postgres.People(ctx, q)
	if err != nil {
		return p, err
	}
	i := slices.IndexFunc(all, func(p data.Person) bool { return p.Name == name || p.User == name })
	if i < 0 {
		return p, data.Problem{Field: "人员", Message: "没有“" + name + "”这个人", Hint: "请核对姓名，可能刚被删去（命令行用 jianban users list 查看）", Gone: true}
	}
	return all[i], nil
}

// place puts somebody of a unit into it.
func (d desk) place(p *data.Person) (err error) {
	if p.Kind == data.PersonUnit {
		if p.Unit, err = d.unit(p.Of); err == nil {
			p.Of = p.Unit.Name
		}
	}
	return err
}

// unit finds a unit by the name that somebody typed.
func (d desk) unit(name string) (data.Unit, error) {
	name = norm.NFC.String(strings.TrimSpace(name))
	i := slices.IndexFunc(d.units, func(u data.Unit) bool { return u.Name == name || u.FullName == name })
	if i < 0 {
		return data.Unit{}, data.Problem{Field: "单位", Message: "登记库里没有“" + name + "”这个单位", Hint: "请写登记库里单位的名称或全称"}
	}
	return d.units[i], nil
}

// within opens the registry at an address, looks who is there, and does f in one
// transaction.
func within(ctx context.Context, place string, f func(*sql.Tx, desk) error) (err error) {
	if !registry.Shared(place) {
		return data.Problem{Field: "人员", Message: "“" + place + "”是一个文件，不分人员和角色", Hint: "几个人同时用，请先用 jianban move 移到共享登记库"}
	}
	reg, err := registry.Open(ctx, place, registry.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	var d desk
	d.units, err = reg.Units(ctx)
	if me, ok := reg.Person(); ok {
		d.me = &me
	}
	if err := errors.Join(err, reg.Close()); err != nil {
		return err
	}
	address, err := postgres.Parse(place)
	if err != nil {
		return err
	}
	pool := address.Pool(true, 1)
	defer func() { err = errors.Join(err, pool.Close()) }()
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return address.Unreachable(err)
	}
	if d.owner, d.owns, err = postgres.Owner(ctx, tx); err == nil {
		err = f(tx, d)
	}
	if err != nil {
		return errors.Join(told(err), tx.Rollback())
	}
	return told(tx.Commit())
}

// told makes what the server refused a sentence.
func told(err error) error {
	var p data.Problem
	if err == nil || errors.As(err, &p) {
		return err
	}
	said := postgres.Refused(err)
	if said.Kind == postgres.Other {
		return err
	}
	return data.Problem{Field: "人员", Message: fmt.Sprintf("服务器没有照做（%s）", said.Message), Hint: "什么都没有改动，请数据库管理员查看"}
}
