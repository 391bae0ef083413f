package screen

import (
	"context"

	"jianban/data"
)

// EachCase gives f each case of a scope with the rules that it is worked by, in
// the order in which they were entered. Those of one year are at hand for every
// screen; those of all years are not held at once.
func EachCase(ctx context.Context, r Reader, scope data.Scope, f func(data.Case, data.Rules)) error {
	rules, err := r.RuleYears(ctx)
	if err != nil {
		return err
	}
	if scope.Year == 0 {
		return r.EachCase(ctx, scope, func(c data.Case) error {
			f(c, rules.Of(c))
			return nil
		})
	}
	cases, err := r.Cases(ctx, scope)
	for _, c := range cases {
		f(c, rules.Of(c))
	}
	return err
}

// CasesAndRules reads cases, and the rules that each is worked by.
func CasesAndRules(ctx context.Context, r Reader, scope data.Scope) ([]data.Case, data.RuleYears, error) {
	cases, err := r.Cases(ctx, scope)
	if err != nil {
		return nil, data.RuleYears{}, err
	}
	rules, err := r.RuleYears(ctx)
	return cases, rules, err
}
