package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"jianban/data"
	"jianban/paperwork"
)

func usersFlags(f *pflag.FlagSet) {
	f.String("role", "", "")
	f.String("unit", "", "")
	f.String("password-file", "", "")
	f.Bool("json", false, "")
}

// runUsers tells, adds and removes the people of a shared registry.
func runUsers(c *call) error {
	doing, names := c.flags.Arg(0), c.flags.Args()
	if len(names) > 0 {
		names = names[1:]
	}
	for _, option := range []string{"role", "unit", "password-file"} {
		if doing != "add" && c.given(option) {
			return wrongUsage("选项“--%s”只能和 users add 一起用", option)
		}
	}
	switch {
	case doing == "list" && len(names) == 0:
		return c.listUsers()
	case doing == "add" && len(names) == 1 && c.given("role"):
		return c.addUser(names[0])
	case doing == "add" && len(names) == 1:
		return wrongUsage("请用 --role 给出角色：clerk、leader、unit 或 auditor")
	case doing == "remove" && len(names) == 1:
		return c.removeUser(names[0])
	}
	return wrongUsage("请写成 users list、users add 姓名 --role 角色 或 users remove 姓名")
}

func (c *call) listUsers() error {
	all, err := paperwork.People(c.ctx, c.place())
	if err != nil {
		return err
	}
	if c.yes("json") {
		return writeJSON(c.out, append([]data.Person{}, all...))
	}
	for _, p := range all {
		if _, err := fmt.Fprintf(c.out, "%s\t%s%s\t%s\n", p.Name, p.Kind.Name(), p.Of, p.User); err != nil {
			return err
		}
	}
	return nil
}

func (c *call) addUser(name string) error {
	password, err := c.secret("password-file")
	if err != nil {
		return err
	}
	p, made, err := paperwork.AddPerson(c.ctx, c.place(), data.Person{Name: name, Kind: data.PersonKind(strings.ToLower(c.str("role"))), Of: c.str("unit")}, password)
	if err != nil {
		return err
	}
	if c.yes("json") {
		return writeJSON(c.out, struct {
			data.Person
			Password string `json:"password,omitempty"`
		}{p, made})
	}
	said := fmt.Sprintf("已增加%s，用户名 %s", p.Title(), p.User)
	if made != "" {
		said += "，口令 " + made + "（只显示这一次）"
	}
	_, err = fmt.Fprintf(c.out, "%s。%s%s。\n", said, p.Kind.Name(), p.Kind.Rights())
	return err
}

func (c *call) removeUser(name string) error {
	dropped, err := paperwork.RemovePerson(c.ctx, c.place(), name)
	if err != nil {
		return err
	}
	said := "已删去“" + name + "”，操作记录里的姓名保留。"
	if !dropped {
		said = "“" + name + "”在这个登记库里已没有权限；服务器上的用户不是这个登记库建立的，没有删去。"
	}
	if c.yes("json") {
		return writeJSON(c.out, map[string]any{"name": name, "dropped": dropped})
	}
	_, err = fmt.Fprintln(c.out, said)
	return err
}
