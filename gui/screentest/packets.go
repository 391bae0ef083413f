package screentest

import (
	"context"
	"fmt"
	"strings"

	"jianban/data"
	"jianban/data/packet"
	"jianban/gui/screen"
)

// Packets stand in for those of a registry; they write down what they are asked.
type Packets struct {
	Of    string // the task that the registry was made from; "" in an office
	Plan  packet.Plan
	Err   error
	Asked []string
	Taken packet.Options // of the last Take
}

var _ screen.Packets = (*Packets)(nil)

// Held tells whether the registry is a unit's.
func (p *Packets) Held(context.Context) (string, bool, error) { return p.Of, p.Of != "", nil }

// Units are two.
func (p *Packets) Units(context.Context, int) ([]packet.UnitItems, error) {
	return []packet.UnitItems{{Unit: data.Unit{ID: 1, Name: "区住建局"}, Items: 12}, {Unit: data.Unit{ID: 2, Name: "区水利局"}, Items: 3}}, p.Err
}

// WriteTasks writes none.
func (p *Packets) WriteTasks(_ context.Context, _ int, units []string, folder string) ([]packet.Written, error) {
	p.Asked = append(p.Asked, "任务包 "+strings.Join(units, "、")+" "+folder)
	return []packet.Written{{Path: folder + "/甲.jbpkg", Unit: "区住建局", Items: 12, Fingerprint: "075c f6e7 5aac 1aa7"}}, p.Err
}

// WriteReturn writes none.
func (p *Packets) WriteReturn(_ context.Context, path string, year int) (packet.Written, error) {
	p.Asked = append(p.Asked, fmt.Sprintf("回传包 %s %d", path, year))
	return packet.Written{Path: path, Items: 12}, p.Err
}

// OpenTask opens none.
func (p *Packets) OpenTask(_ context.Context, path, to string) (packet.Opened, error) {
	p.Asked = append(p.Asked, "打开 "+path+" "+to)
	return packet.Opened{Name: "区住建局2022年第1号任务包", Path: to, Office: "区政府办", Items: 12, Fingerprint: "075c f6e7 5aac 1aa7"}, p.Err
}

// LookTask gives the plan.
func (p *Packets) LookTask(_ context.Context, path string, _ packet.Options) (*packet.Plan, error) {
	p.Asked = append(p.Asked, "查看任务包 "+path)
	return &p.Plan, p.Err
}

// TakeTask gives the plan with the choices made.
func (p *Packets) TakeTask(ctx context.Context, _ string, o packet.Options) (*packet.Plan, error) {
	return p.Take(ctx, nil, o)
}

// Look gives the plan.
func (p *Packets) Look(_ context.Context, paths []string, _ packet.Options) (*packet.Plan, error) {
	p.Asked = append(p.Asked, "查看 "+strings.Join(paths, "、"))
	return &p.Plan, p.Err
}

// Take gives the plan with the choices made.
func (p *Packets) Take(_ context.Context, _ []string, o packet.Options) (*packet.Plan, error) {
	p.Asked, p.Taken = append(p.Asked, "并入"), o
	taken := packet.Plan{Packages: p.Plan.Packages}
	for _, d := range p.Plan.Differences {
		d.Taken = o.Take[d.Key]
		taken.Differences = append(taken.Differences, d)
	}
	return &taken, p.Err
}
