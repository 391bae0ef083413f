package screentest

import (
	"context"
	"slices"

	"jianban/data"
	"jianban/gui/screen"
)

// People stand in for those of a shared registry; they write down what they are asked.
type People struct {
	All   data.People
	Err   error
	Asked []string
}

var _ screen.People = (*People)(nil)

// Known are all of them.
func (p *People) Known(context.Context) (data.People, error) {
	known := p.All
	known.All = slices.Clone(known.All)
	return known, p.Err
}

// Add adds one.
func (p *People) Add(_ context.Context, x data.Person, password string) (data.Person, string, error) {
	p.Asked = append(p.Asked, "增加 "+x.Title()+" "+password)
	if p.Err != nil {
		return x, "", p.Err
	}
	x.User = data.UserPrefix + x.Name
	p.All.All = append(p.All.All, x)
	return x, madeFor(password), nil
}

// madeFor is the password that is made where none was chosen.
func madeFor(password string) string {
	if password == "" {
		return "K7QX2MPLH3WRAZT5"
	}
	return ""
}

// Change changes one.
func (p *People) Change(_ context.Context, name string, to data.Person) (data.Person, error) {
	p.Asked = append(p.Asked, "更改 "+name+" "+to.Title())
	for i := range p.All.All {
		if x := &p.All.All[i]; x.Name == name && p.Err == nil {
			x.Kind, x.Of = to.Kind, to.Of
		}
	}
	return to, p.Err
}

// SetPassword sets none.
func (p *People) SetPassword(_ context.Context, name, password string) (data.Person, string, error) {
	p.Asked = append(p.Asked, "口令 "+name+" "+password)
	return data.Person{Name: name}, madeFor(password), p.Err
}

// Remove removes one.
func (p *People) Remove(_ context.Context, name string) (bool, error) {
	p.Asked = append(p.Asked, "删去 "+name)
	p.All.All = slices.DeleteFunc(p.All.All, func(x data.Person) bool { return x.Name == name })
	return true, p.Err
}
