package data_test

import (
	"os"
	"strings"
	"testing"

	"jianban/data"
)

// Of what a secretary would take out of eighty paragraphs nearly all is found, most of
// it ticked; of what must stay next to nothing is ticked (testdata/redact-secretary.txt).
func TestWhatASecretaryWouldTakeOut(t *testing.T) {
	text, err := os.ReadFile("testdata/redact-secretary.txt")
	if err != nil {
		t.Fatal(err)
	}
	var gone, ticked, wrong, goes, stays int
	for line := range strings.Lines(string(text)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 4 {
			continue
		}
		var known []data.Identity
		for _, name := range split(f[3]) {
			known = append(known, data.Identity{Name: name})
		}
		const kept, offered, sure = 0, 1, 2
		state := make([]int, len([]rune(f[0])))
		for _, r := range data.Redactions(f[0], known, nil) {
			for i := r.From; i < r.To; i++ {
				state[i] = offered
				if r.Sure {
					state[i] = sure
				}
			}
		}
		// span is the least and the most that is done with the characters of a part.
		span := func(part string) (least, most int) {
			at := strings.Index(f[0], part)
			if at < 0 {
				t.Fatalf("%q is not in %q", part, f[0])
			}
			from := len([]rune(f[0][:at]))
			least = sure
			for i, r := range []rune(part) {
				if most = max(most, state[from+i]); r != ' ' {
					least = min(least, state[from+i])
				}
			}
			return least, most
		}
		for _, part := range split(f[1]) {
			goes++
			switch least, _ := span(part); least {
			case sure:
				gone, ticked = gone+1, ticked+1
			case offered:
				gone++
			case kept:
				t.Logf("%s is not found in %s", part, f[0])
			}
		}
		for _, part := range split(f[2]) {
			stays++
			if _, most := span(part); most == sure {
				t.Logf("%s is ticked in %s", part, f[0])
				wrong++
			}
		}
	}
	t.Logf("%d of %d found, %d of them ticked; %d of %d that stay are ticked", gone, goes, ticked, wrong, stays)
	if goes < 110 || gone < 108 || ticked < 104 || wrong > 3 {
		t.Errorf("%d of %d found, %d ticked; %d of %d ticked wrongly", gone, goes, ticked, wrong, stays)
	}
}

// split parts the items of a column.
func split(column string) []string {
	if column == "" {
		return nil
	}
	return strings.Split(column, " / ")
}

// Surnames that are also words are those of people where a whole name follows.
func TestSurnamesThatAreWords(t *testing.T) {
	for text, want := range map[string]string{"村民和志强反映用水困难": "和志强", "患者于海波因病去世": "于海波", "村民向华来信": "向华", "车主时建国表示": "时建国", "村民应小萍、和丽英反映": "应小萍 和丽英", "村民高峰反映": "高峰", "护工程小红说": "程小红", "保安全志明": "全志明"} {
		var got []string
		for _, r := range data.Redactions(text, nil, nil) {
			got = append(got, r.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, not %s", text, got, want)
		}
	}
}

// Words behind 村民 and the like that only begin as names do are left alone.
func TestWordsThatBeginAsNamesDo(t *testing.T) {
	for _, text := range []string{
		"村民小组组长", "村民代表大会", "居民应当分类投放", "学生安全意识", "群众满意度", "农户增收致富", "居民时常反映停水", "患者平均住院日",
		"村民高度关注", "老人文化生活", "学生成长环境", "群众关心的问题", "居民常年缺水", "群众广泛参与", "住户单独计量", "家长路途远", "农户连续三年种植",
		"业主权益", "群众方便出行", "学生上学", "患者转诊", "农民工工资", "职工安置", "青年人才公寓", "户主名单", "残疾人联合会", "老人助餐点", "司机平时停放",
		"老人和慢性病患者", "村民和养殖户反映", "学生和家长反映", "群众和企业认为", "老人向村委会反映", "群众从业", "家长和学校沟通", "患者和家属提出", "农户和合作社",
		"业主和物业", "居民时有反映", "老人自理能力", "残疾人应急通道", "群众和干部一起", "青年从事农业", "职工和家属区", "学生于每年九月入学", "老人和儿童在",
		"养护工程库，", "确保安全有序。", "家长应于开学前", "居民楼道的问题", "守好老人钱袋子的提案", "儿童游乐、健身场所", "教师周转房", "产业主导", "学生高考、中考", "老人高血压、糖尿病", "儿童白血病救治",
	} {
		if got := data.Redactions(text, nil, nil); len(got) != 0 {
			t.Errorf("%s: %s", text, got[0].Text)
		}
	}
}
