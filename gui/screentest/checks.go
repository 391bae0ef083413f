package screentest

import (
	"context"

	"jianban/data"
	"jianban/gui/screen"
	"jianban/gui/storybook/story"
)

// Checks stand in for those of a registry; they write down what they are asked.
type Checks struct {
	Is    data.CheckState
	IsDue bool
	Finds []data.Finding
	Left  []data.Finding // after a repair
	Err   error          // of Check and Repair
	Asked []string
}

var _ screen.Checks = (*Checks)(nil)

func (c *Checks) State() data.CheckState { return c.Is }

func (c *Checks) Due(context.Context) (bool, error) { return c.IsDue, nil }

func (c *Checks) Check(_ context.Context, quietly bool) ([]data.Finding, error) {
	c.Asked = append(c.Asked, map[bool]string{true: "后台检查", false: "检查"}[quietly])
	return c.found(c.Finds)
}

func (c *Checks) found(all []data.Finding) ([]data.Finding, error) {
	if c.Err != nil {
		return nil, c.Err
	}
	c.Is = data.CheckState{Last: data.NewCheckMade(story.Today, "", all), Looked: true, Found: all}
	return all, nil
}

func (c *Checks) Repair(_ context.Context, tell func(done, total int64)) ([]string, []data.Finding, error) {
	c.Asked = append(c.Asked, "修复")
	tell(1, 2)
	left, err := c.found(c.Left)
	return []string{"修复前已备份到“/数据/备份/registry 1.bak”", "重建了全部索引"}, left, err
}
