package intake

import (
	"fmt"
	"strings"
	"testing"

	"jianban/data"
)

// keptUnits is an Into that remembers units.
type keptUnits struct {
	trial
	units []data.Unit
}

func (k *keptUnits) Unit(u *data.Unit) error {
	err := k.trial.Unit(u)
	k.units = append(k.units, *u)
	return err
}

// Directories of units by many headings: the short name, the leader answerable, the
// clerk and the telephone by which he is reached.
func TestDirectoriesOfUnits(t *testing.T) {
	for _, c := range []struct{ name, rows, want, told string }{
		{"单位 and 简称", "单位|简称|主要负责人|分管领导|联系人|联系电话|办公电话\n红塔区水利局|区水利局|张一|李二|王三|138|0877", "区水利局（红塔区水利局） 李二 王三 138", "已取“分管领导”）：主要负责人；已取“联系电话”）：办公电话"},
		{"a short name is missing", "单位全称|简称|负责人\n红塔区水利局||李二", "红塔区水利局（红塔区水利局） 李二  ", ""},
		{"only who leads it", "单位|主要负责人|办公电话\n区水利局|张一|0877", "区水利局（） 张一  0877", ""},
		{"a telephone beside each", "序号|单位|分管领导|职务|电话|经办人|电话\n1|区水利局|李二|副局长|111|王三|138", "区水利局（） 李二 王三 138", ""},
		{"a telephone right beside each", "单位|分管领导|电话|经办人|电话\n区水利局|李二|111|王三|138", "区水利局（） 李二 王三 138", "程序不登记这一项）：电话"},
		{"over two rows", "承办单位|责任领导||联络员|\n|姓名|电话|姓名|电话\n区水利局|李二|111|王三|138", "区水利局（） 李二 王三 138", "程序不登记这一项）：责任领导/电话"},
		{"each told in its heading", "单位名称|负责人姓名|负责人电话|联系人姓名|联系人电话\n区水利局|李二|111|王三|138", "区水利局（） 李二 王三 138", "程序不登记这一项）：负责人电话"},
		{"a leader's only", "单位名称|分管领导|分管领导电话\n区水利局|李二|111", "区水利局（） 李二  ", "程序不登记这一项）：分管领导电话"},
		{"the office's beside the clerk", "单位|联系人|办公电话|手机\n区水利局|王三|0877|138", "区水利局（）  王三 138", "已取“手机”）：办公电话"},
	} {
		t.Run(c.name, func(t *testing.T) {
			into := &keptUnits{}
			plan, err := Decide(t.Context(), grid(c.rows), Options{Subject: Units, Today: data.NewDate(2023, 12, 31)}, office(), into, nil)
			if err != nil || len(into.units) != 1 {
				t.Fatal(plan, err)
			}
			u := into.units[0]
			if got := fmt.Sprintf("%s（%s） %s %s %s", u.Name, u.FullName, u.Responsible, u.Contact, u.Phone); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			notes := strings.Join(plan.Notes, "\n")
			for _, told := range strings.Split(c.told, "；") {
				if !strings.Contains(notes, told) {
					t.Errorf("%s is not told: %s", told, notes)
				}
			}
		})
	}
}

// Directories of people: sub-headings name the delegation of those below, names bear
// what is none of them.
func TestDirectoriesOfPeople(t *testing.T) {
	rows := "红塔区第六届人大代表名册|||\n序号|选区|姓名|联系方式\n一、春和代表团（2人）|||\n1|春和一|李明|138\n2|春和二|王 芳（女）|139\n（二）北城代表团|||\n1|北城一|王芳|137\n合计：3人|||"
	plan, err := Decide(t.Context(), grid(rows), Options{Subject: Proposers, Today: data.NewDate(2023, 12, 31)}, office(), Try(), nil)
	if err != nil || len(plan.Errors) > 0 {
		t.Fatal(plan, err)
	}
	var all []string
	for _, p := range plan.People {
		all = append(all, p.Name+" "+p.Delegation+" "+p.Phone)
	}
	if got := strings.Join(all, "；"); got != "李明 春和代表团 138；王芳 春和代表团 139；王芳 北城代表团 137" {
		t.Error(got)
	}
	plan, err = Decide(t.Context(), grid("界别|委员姓名|电话\n中共（2人）|张三|138"), Options{Subject: Proposers}, office(), Try(), nil)
	if err != nil || len(plan.People) != 1 || plan.People[0].Delegation != "中共" || plan.People[0].Body != data.CPPCC {
		t.Error(plan, err)
	}
}
