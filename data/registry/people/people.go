// Package people keeps who may work at a shared registry and as what: a role of the
// server's for each person, which the owner of the registry makes and drops. What the
// roles may read and write the server decides (package postgres, rights.sql).
//
// Start with List, Add and Remove; each takes the registry's address.
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

// List are all people, by name.
func List(ctx context.Context, place string) (all []data.Person, err error) {
	err = within(ctx, place, func(q *sql.Tx, _ desk) error {
		all, err = postgres.People(ctx, q)
		return err
	})
	return all, err
}

// Add makes a person's role with a password, and a random one where that is "". The
// person as the server has it comes back, and the password that was made, which
// nobody can read again. A name that there is already, here or on the server, is
// refused.
func Add(ctx context.Context, place string, p data.Person, password string) (added data.Person, made string, err error) {
	if err := p.Validate().Err(); err != nil {
		return p, "", err
	}
	if password == "" {
		made = rand.Text()
		password = made
	}
	if err := data.CheckPassword(password); err != nil {
		return p, "", err
	}
	err = within(ctx, place, func(q *sql.Tx, d desk) error {
		if err := d.mustOwn(); err != nil {
			return err
		}
		if p.Kind == data.PersonUnit {
			if p.Unit, err = d.unit(p.Of); err != nil {
				return err
			}
			p.Of = p.Unit.Name
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

// Remove drops a person's role and ends its sessions. The journal keeps the name. The
// owner and oneself are refused; dropped is false where the server's role was not made
// for this registry, and so stays, with no rights in it.
func Remove(ctx context.Context, place, name string) (dropped bool, err error) {
	name = norm.NFC.String(strings.TrimSpace(name))
	var p data.Person
	err = within(ctx, place, func(q *sql.Tx, d desk) error {
		if d.me != nil && (name == d.me.Name || name == d.me.User) {
			return data.Problem{Field: "人员", Message: "不能删去自己", Hint: "请让登记库的建立者“" + d.owner + "”来做"}
		}
		if name == d.owner {
			return data.Problem{Field: "人员", Message: "“" + name + "”是登记库的建立者，不能删去", Hint: "没有改动"}
		}
		if err := d.mustOwn(); err != nil {
			return err
		}
		all, err := postgres.People(ctx, q)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(p data.Person) bool { return p.Name == name || p.User == name })
		if i < 0 {
			return data.Problem{Field: "人员", Message: "没有“" + name + "”这个人", Hint: "请用 jianban users list 查看", Gone: true}
		}
		p = all[i]
		dropped, err = postgres.RemovePerson(ctx, q, p)
		return err
	})
	if err != nil || !dropped {
		return dropped, err
	}
	address, err := postgres.Parse(place)
	if err != nil {
		return dropped, err
	}
	pool := address.Pool(true, 1)
	return dropped, errors.Join(postgres.Disconnect(ctx, pool, p.User), pool.Close())
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
	return data.Problem{Field: "权限", Message: who + "不能管理人员", Hint: "只有登记库的建立者“" + d.owner + "”能增加和删去人员"}
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
