package packet

import (
	"reflect"

	"jianban/data"
)

// Trimmed are cases in lists that are no longer than they need be: what is read from
// JSON stands in lists with room to grow.
func Trimmed(cases []data.Case) []data.Case {
	all := make([]data.Case, len(cases))
	for i, c := range cases {
		all[i] = Clone(c)
	}
	return all
}

// Share lets cases hold the very texts of others where the two are alike: what came
// out of a package mostly says what the registry says, and thousands of items are
// held at once.
func Share(cases []data.Case, with func(data.ID) (data.Case, bool)) {
	for i := range cases {
		if c, ok := with(cases[i].Proposal.ID); ok {
			share(reflect.ValueOf(&cases[i]).Elem(), reflect.ValueOf(&c).Elem())
		}
	}
}

func share(to, from reflect.Value) {
	switch to.Kind() {
	case reflect.String:
		if to.CanSet() && to.String() == from.String() {
			to.SetString(from.String())
		}
	case reflect.Struct:
		for i := range to.NumField() {
			if to.Field(i).CanSet() {
				share(to.Field(i), from.Field(i))
			}
		}
	case reflect.Slice:
		for i := range min(to.Len(), from.Len()) {
			share(to.Index(i), from.Index(i))
		}
	}
}
