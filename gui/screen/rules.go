package screen

import (
	"context"

	"jianban/data"
)

// CasesAndRules reads cases, and the rules that each is worked by.
func CasesAndRules(ctx context.Context, r Reader, scope data.Scope) ([]data.Case, data.RuleYears, error) {
	cases, err := r.Cases(ctx, scope)
	if err != nil {
		return nil, data.RuleYears{}, err
	}
	rules, err := r.RuleYears(ctx)
	return cases, rules, err
}
