package cli

import (
	"fmt"
	"slices"
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

// runUsers tells, adds, changes and removes the people of a shared registry.
func runUsers(c *call) error {
	doing, names := c.flags.Arg(0), c.flags.Args()
	if len(names) > 0 {
		names = names[1:]
	}
	takes := map[string][]string{"add": {"role", "unit", "password-file"}, "change": {"role", "unit"}, "password": {"password-file"}}[doing]
	for _, option := range []string{"role", "unit", "password-file"} {
		if c.given(option) && !slices.Contains(takes, option) {
			return wrongUsage("users %s 没有“--%s”这个选项", doing, option)
		}
	}
	switch {
	case doing == "list" && len(names) == 0:
		return c.listUsers()
	case (doing == "add" || doing == "change") && len(names) == 1 && !c.given("role"):
		return wrongUsage("请用 --role 给出角色：clerk、leader、unit 或 auditor")
	case doing == "add" && len(names) == 1:
		return c.addUser(names[0])
	case doing == "change" && len(names) == 1:
		return c.changeUser(names[0])
	case doing == "password" && len(names) == 1:
		return c.passwordOf(names[0])
	case doing == "remove" && len(names) == 1:
		return c.removeUser(names[0])
	}
	return wrongUsage("请写成 users list、users add 姓名 --role 角色、users change 姓名 --role 角色、users password 姓名 或 users remove 姓名")
}

// people are those of the registry that is meant.
func (c *call) people() paperwork.People { return paperwork.People{Place: c.place()} }

func (c *call) listUsers() error {
	known, err := c.people().Known(c.ctx)
	if err != nil {
		return err
	}
	if c.yes("json") {
		return writeJSON(c.out, append([]data.Person{}, known.All...))
	}
	for _, p := range known.All {
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
	wanted := c.wanted()
	wanted.Name = name
	p, made, err := c.people().Add(c.ctx, wanted, password)
	if err != nil {
		return err
	}
	return c.tellPassword(p, made, fmt.Sprintf("已增加%s，用户名 %s", p.Title(), p.User), "。"+p.Kind.Name()+p.Kind.Rights())
}

// wanted is the role that was asked for.
func (c *call) wanted() data.Person {
	return data.Person{Kind: data.PersonKind(strings.ToLower(c.str("role"))), Of: c.str("unit")}
}

// tellPassword tells of a person, and the password that was made.
func (c *call) tellPassword(p data.Person, made, said, after string) error {
	if c.yes("json") {
		return writeJSON(c.out, struct {
			data.Person
			Password string `json:"password,omitempty"`
		}{p, made})
	}
	if made != "" {
		said += "，口令 " + made + "（只显示这一次）"
	}
	_, err := fmt.Fprintln(c.out, said+after+"。")
	return err
}

func (c *call) changeUser(name string) error {
	p, err := c.people().Change(c.ctx, name, c.wanted())
	if err != nil {
		return err
	}
	return c.tellPassword(p, "", "已改为"+p.Title(), "。"+p.Kind.Name()+p.Kind.Rights())
}

func (c *call) passwordOf(name string) error {
	password, err := c.secret("password-file")
	if err != nil {
		return err
	}
	p, made, err := c.people().SetPassword(c.ctx, name, password)
	if err != nil {
		return err
	}
	return c.tellPassword(p, made, "已重设"+p.Title()+"的口令", "")
}

func (c *call) removeUser(name string) error {
	dropped, err := c.people().Remove(c.ctx, name)
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
