package intake

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// kept is an Into that remembers.
type kept struct {
	trial
	cases []data.Case
}

func (k *kept) Case(before, after *data.Case) error {
	err := k.trial.Case(before, after)
	k.cases = append(k.cases, *after)
	return err
}

// office is what a registry with one book and one case holds.
func office(cases ...data.Case) Known {
	k := Known{Rules: datatest.RuleYears(), Places: []string{"玉溪市", "红塔区"}}
	books := map[data.ID]bool{}
	for _, c := range cases {
		if !books[c.Book.ID] {
			books[c.Book.ID] = true
			k.Books = append(k.Books, c.Book)
		}
		k.Proposers = append(k.Proposers, c.Proposal.Proposers...)
		for _, a := range c.Assignments {
			k.Units = append(k.Units, a.Unit)
		}
	}
	k.Cases = func(_ context.Context, book data.ID, _ bool) (some []data.Case, err error) {
		for _, c := range cases {
			if c.Book.ID == book {
				some = append(some, c)
			}
		}
		return some, nil
	}
	return k
}

func decide(t *testing.T, text string, known Known, change ...func(*Options)) (*Plan, []data.Case) {
	t.Helper()
	o := Options{Today: data.NewDate(2023, 12, 31)}
	for _, f := range change {
		f(&o)
	}
	into := &kept{}
	plan, err := Decide(t.Context(), grid(text), o, known, into, nil)
	if err != nil {
		t.Fatal(err)
	}
	return plan, into.cases
}

// tell is a case in a line.
func tell(c data.Case) string {
	p := c.Proposal
	var people, units []string
	for _, q := range p.Proposers {
		people = append(people, q.Name)
	}
	for _, a := range c.Assignments {
		units = append(units, string(a.Part)+a.Unit.Name)
	}
	s := fmt.Sprintf("%s %s %s %s %s %s", p.Number, p.Title, strings.Join(people, "、"), p.Role, p.HandedOver, strings.Join(units, "、"))
	for _, r := range c.Replies {
		s += fmt.Sprintf(" 答%s%s", r.Class, r.Sent)
	}
	for _, o := range c.Opinions {
		s += " 报" + o.Sent.String()
	}
	for _, f := range c.Feedback {
		s += fmt.Sprintf(" 评%s%s", f.Attitude, f.Result)
	}
	return s
}

func TestARowBecomesAMatter(t *testing.T) {
	for _, c := range []struct{ name, rows, want string }{
		{"all columns", "编号|标题|领衔代表|附议代表|办理方式|主办单位|会办单位|交办时间|答复时间|办理结果|办理态度|满意度\n7|关于修路的建议|李明|孙七、周八|主办|区交通局|区财政局，区发改局|2023-03-01|2023-05-20|列入计划拟解决|满意|基本满意",
			"7 关于修路的建议 李明、孙七、周八 主办 2023-03-01 主办区交通局、协办区财政局、协办区发改局 答B2023-05-20 评满意基本满意"},
		{"what is not said is usual", "编号|标题|领衔代表|交办时间\n7|关于修路的建议|李明|2023-03-01", "7 关于修路的建议 李明 主办 2023-03-01 "},
		{"we assist", "编号|标题|领衔代表|办理方式|承办单位|交办时间|答复时间\n7|关于修路的建议|李明|会办|区交通局|2023-03-01|2023-03-20", "7 关于修路的建议 李明 协办 2023-03-01 主办区交通局 报2023-03-20"},
		{"each its own part", "编号|标题|领衔代表|办理方式|承办单位|交办时间\n7|关于修路的建议|李明|分办|区交通局、区住建局|2023-03-01", "7 关于修路的建议 李明 分办 2023-03-01 主办区交通局、主办区住建局"},
		{"all units in one column", "编号|标题|领衔代表|承办单位|交办时间\n7|关于修路的建议|李明|区交通局、区住建局|2023-03-01", "7 关于修路的建议 李明 主办 2023-03-01 主办区交通局、协办区住建局"},
		{"a day without its year", "2023年建议台账|||\n编号|标题|领衔代表|交办时间\n7|关于修路的建议|李明|3月1日", "7 关于修路的建议 李明 主办 2023-03-01 "},
		{"an answer without its class", "编号|标题|领衔代表|交办时间|答复时间\n7|关于修路的建议|李明|2023-03-01|2023-05-20", "7 关于修路的建议 李明 主办 2023-03-01 "},
		{"withdrawn", "编号|标题|领衔代表|交办时间|备注\n7|关于修路的建议|李明|2023-03-01|撤案 2023-04-02", "7 关于修路的建议 李明 主办 2023-03-01 "},
		{"filed day where nothing better stands", "案号|案由|提案人|立案时间\n7|关于修路的提案|李明|2023-02-11", "7 关于修路的提案 李明 主办 2023-02-11 "},
		{"a list without any day", "2023年代表建议目录|||\n编号|标题|领衔代表|拟主办单位\n7|关于修路的建议|李明|区交通局", "7 关于修路的建议 李明 主办 2023-01-01 主办区交通局"},
		{"the day stands above", "2023年代表建议目录（交办时间：2023年3月8日）|||\n编号|标题|领衔代表|拟主办单位\n7|关于修路的建议|李明|区交通局", "7 关于修路的建议 李明 主办 2023-03-08 主办区交通局"},
		{"a city's bureau leads", "玉溪市六届人大二次会议建议|||\n编号|标题|领衔代表|主办单位|协办单位|交办时间\n7|关于修路的建议|李明|市水利局|区水利局、区财政局|2023-03-01", "7 关于修路的建议 李明 协办 2023-03-01 主办区水利局、协办区财政局"},
		{"a city's bureau leads, in one column", "玉溪市六届人大二次会议建议|||\n编号|标题|领衔代表|承办单位|交办时间\n7|关于修路的建议|李明|市水利局、区水利局|2023-03-01", "7 关于修路的建议 李明 协办 2023-03-01 主办区水利局"},
		{"a city's bureau leads, nobody helps", "玉溪市六届人大二次会议建议|||\n编号|标题|领衔代表|主办单位|交办时间\n7|关于修路的建议|李明|市水利局|2023-03-01", "7 关于修路的建议 李明 协办 2023-03-01 "},
		{"one of ours leads a city's", "玉溪市六届人大二次会议建议|||\n编号|标题|领衔代表|主办单位|交办时间\n7|关于修路的建议|李明|区水利局|2023-03-01", "7 关于修路的建议 李明 主办 2023-03-01 主办区水利局"},
		{"our part by another heading", "玉溪市六届人大二次会议建议|||\n编号|标题|领衔代表|主办单位|我局角色|交办时间\n7|关于修路的建议|李明|区水利局|协办|2023-03-01", "7 关于修路的建议 李明 协办 2023-03-01 主办区水利局"},
		{"whether we lead", "编号|标题|领衔代表|主办单位|是否主办|交办时间\n7|关于修路的建议|李明|区水利局|否|2023-03-01", "7 关于修路的建议 李明 协办 2023-03-01 主办区水利局"},
		{"who leads in a phrase", "编号|标题|领衔代表|承办单位|交办时间\n7|关于修路的建议|李明|区住建局牵头，区水利局、区财政局配合|2023-03-01", "7 关于修路的建议 李明 主办 2023-03-01 主办区住建局、协办区水利局、协办区财政局"},
		{"who leads in a phrase under 主办单位", "编号|标题|领衔代表|主办单位|交办时间\n7|关于修路的建议|李明|区住建局牵头，区水利局|2023-03-01", "7 关于修路的建议 李明 主办 2023-03-01 主办区住建局、协办区水利局"},
		{"a proposer a row", "编号|标题|领衔代表|附议人|交办时间\n7|关于修路的建议|李明|孙七|2023-03-01\n|||周八|\n8|关于修桥的建议|吴九||2023-03-01", "7 关于修路的建议 李明、孙七、周八 主办 2023-03-01 "},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan, cases := decide(t, c.rows, office())
			if len(plan.Errors) > 0 || len(cases) == 0 {
				t.Fatal(plan.Errors)
			}
			if got := tell(cases[0]); got != c.want {
				t.Errorf("becomes\n%s, want\n%s", got, c.want)
			}
			if _, again := decideAgain(t, c.rows, cases, plan); len(again) != 0 {
				t.Errorf("the same once more changes %s", tell(again[0]))
			}
		})
	}
}

// decideAgain decides about the same rows where the registry holds what they
// became.
func decideAgain(t *testing.T, rows string, cases []data.Case, plan *Plan) (*Plan, []data.Case) {
	t.Helper()
	known := office()
	id := data.ID(100)
	for i := range cases { // as a registry would give them back
		cases[i].Proposal.ID = id
		for j := range cases[i].Replies {
			id++
			cases[i].Replies[j].ID = id
		}
		id++
	}
	known.Books = append(known.Books, plan.Books...)
	for i := range known.Books {
		known.Books[i].ID = data.ID(i + 1)
		for j := range cases {
			if cases[j].Book.Name() == known.Books[i].Name() {
				cases[j].Book, cases[j].Proposal.BookID = known.Books[i], known.Books[i].ID
			}
		}
	}
	known.Units, known.Proposers = plan.Units, plan.People
	known.Cases = func(_ context.Context, book data.ID, _ bool) (some []data.Case, err error) {
		for _, c := range cases {
			if c.Book.ID == book {
				some = append(some, c)
			}
		}
		return some, nil
	}
	return decide(t, rows, known)
}

// Only what was edited changes, told field by field; empty cells change nothing.
func TestOnlyWhatWasEditedChanges(t *testing.T) {
	const heads = "届次|编号|标题|领衔代表|办理方式|承办单位|协办单位|交办时间|办理期限|答复时间|类别|办理态度|办理结果|阶段|备注\n"
	row := "市六届人大一次会议|1|关于测试的建议|封伟|主办|区住建局||2022-03-09|2022-06-09|2022-06-07|A|满意|满意|办结|"
	for _, c := range []struct{ from, to, want string }{
		{"", "", ""},
		{"封伟", "", ""}, {"|A|", "||", ""}, {"满意|满意", "|", ""}, {"关于测试的建议", "", ""},
		{"关于测试的建议", "关于检验的建议", "标题：关于测试的建议→关于检验的建议"},
		{"区住建局", "区交通局", "主办单位：区住建局→区交通局"},
		{"区住建局|", "区住建局|区交通局、区水利局", "协办单位：→区交通局、区水利局"},
		{"2022-06-07", "2022年6月8日", "答复时间：2022年6月7日→2022年6月8日"},
		{"|A|", "|B|", "类别：A→B"}, {"|A|", "|A类|", ""},
		{"满意|满意", "满意|不满意", "办理结果：满意→不满意"},
		{"封伟", "封伟、李明", "提出人：封伟→封伟、李明"}, {"封伟", "封　伟", ""}, {"封伟", "封伟等3人", ""},
		{"办结|", "办结|群众关注", "备注：→群众关注"},
		{"2022-03-09", "2022-03-10", "交办日期：2022年3月9日→2022年3月10日"},
	} {
		plan, cases := decide(t, heads+strings.Replace(row, c.from, c.to, 1), office(datatest.Case()))
		if len(plan.Errors) > 0 {
			if c.from != "2022-03-09" { // the assignment is the day after, all is well
				t.Errorf("%s → %s: %v", c.from, c.to, plan.Errors)
			}
			continue
		}
		var words []string
		for _, ch := range plan.Rows[0].Changes {
			words = append(words, ch.Field+"："+ch.Before+"→"+ch.After)
		}
		if got := strings.Join(words, " "); got != c.want || (len(cases) > 0) != (c.want != "") {
			t.Errorf("%s → %s changes %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// A row that cannot be is refused by its row and column, in words.
func TestRowsThatAreRefused(t *testing.T) {
	heads := "编号|标题|领衔代表|办理方式|交办时间|答复时间|答复类别|满意度\n"
	for row, want := range map[string]string{
		"7|关于修路的建议|李明|主办|2023-06-31|||":                                "2 交办时间：2023年6月没有31日",
		"7|关于修路的建议|李明|主办|202398|||":                                    "2 交办时间：“202398”看不懂",
		"|关于修路的建议|李明|主办|2023-03-01|||":                                 "2 编号：没有填写编号",
		"7||李明|主办|2023-03-01|||":                                       "2 标题：没有填写",
		"7|关于修路的建议||主办|2023-03-01|||":                                  "2 领衔代表：没有填写领衔代表",
		"7|关于修路的建议|李明|包办|2023-03-01|||":                                "2 办理方式：“包办”不是办理方式",
		"7|关于修路的建议|李明|主办|2023-03-01|2023-02-01|A|":                     "2 答复时间：2023年2月1日早于交办日期2023年3月1日",
		"7|关于修路的建议|李明|主办|2023-03-01|2023-05-01|E|":                     "2 答复类别：“E”对不上",
		"7|关于修路的建议|李明|主办|2023-03-01|2023-05-01|A|尚可":                   "2 满意度：“尚可”不是评价",
		"7|关于修路的建议|李明|主办|2023-03-01|||\n7|关于修桥的建议|李明|主办|2023-03-01|||": "3 编号：第7号在第2行已经有了",
	} {
		plan, _ := decide(t, heads+row, office(), func(o *Options) { o.Year = 2023 })
		if len(plan.Errors) == 0 {
			t.Errorf("%s is taken", row)
			continue
		}
		if got := fmt.Sprintf("%d %s", plan.Errors[0].Row, plan.Errors[0].Text()); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s, want %s", row, got, want)
		}
	}
}

// The book: the one named, else the row's 届次, else the year's only one, else
// a district people's congress's, made and told.
func TestWhichBook(t *testing.T) {
	city := datatest.Case().Book
	district := data.Book{ID: 2, Direction: data.HandedOut, Meeting: data.Meeting{Body: data.Congress, Level: data.District, Place: "红塔区", Term: 6, Session: 1, Year: 2022}}
	for _, c := range []struct {
		name, rows, book string
		known            []data.Book
		want             string
	}{
		{"the year's only", "编号|标题|领衔代表|交办时间\n7|关于修路的建议|李明|2022-03-01", "", []data.Book{city}, "市六届人大一次会议 2022"},
		{"one of two is asked for", "编号|标题|领衔代表|交办时间\n7|关于修路的建议|李明|2022-03-01", "", []data.Book{city, district}, "!--book"},
		{"by name", "编号|标题|领衔代表|交办时间\n7|关于修路的建议|李明|2022-03-01", "区六届人大一次会议", []data.Book{city, district}, "区六届人大一次会议 2022"},
		{"by the rows", "届次|编号|标题|领衔代表|交办时间\n区六届人大一次会议|7|关于修路的建议|李明|2022-03-01", "", []data.Book{city, district}, "区六届人大一次会议 2022"},
		{"by two columns", "届|次|编号|标题|领衔代表|交办时间\n六|一|7|关于修路的建议|李明|2022-03-01", "", []data.Book{district}, "区六届人大一次会议 2022"},
		{"by the title", "玉溪市第六届人民代表大会第一次会议建议台账||||\n编号|标题|领衔代表|交办时间\n7|关于修路的建议|李明|2022-03-01", "", []data.Book{city, district}, "市六届人大一次会议 2022"},
		{"made", "编号|标题|领衔代表|交办时间\n7|关于修路的建议|李明|2024-03-01", "", nil, "区一届人大一次会议 2024"},
		{"made on from the one before", "编号|标题|领衔代表|交办时间\n7|关于修路的建议|李明|2024-03-01", "", []data.Book{district}, "区六届人大三次会议 2024"},
		{"made for a 政协", "区政协提案目录|||\n编号|标题|领衔代表|交办时间\n7|关于修路的提案|李明|2024-03-01", "", nil, "政协区一届一次会议 2024"},
		{"made for a 政协 by the titles", "编号|案由|提案者|交办时间\n7|关于修路的提案|民盟红塔区支部|2024-03-01\n8|停车太难|李明|2024-03-01\n9|关于修桥的提案|李明|2024-03-01", "", []data.Book{district}, "政协区六届三次会议 2024"},
		{"made as the rows name it", "届次|编号|标题|领衔代表|交办时间\n市七届人大二次会议|7|关于修路的建议|李明|2028-03-01", "", []data.Book{city}, "市七届人大二次会议 2028"},
		{"made by its name", "编号|标题|领衔代表|交办时间\n7|关于修路的建议|李明|2028-03-01", "政协市七届二次会议", nil, "政协市七届二次会议 2028"},
		{"between meetings, by the year before", "届次|编号|标题|领衔代表|交办时间\n区六届人大一次会议|闭3|关于修路的建议|李明|2023-03-01", "", []data.Book{district}, "区六届人大一次会议 2022"},
	} {
		t.Run(c.name, func(t *testing.T) {
			known := office()
			known.Books = c.known
			o := func(o *Options) { o.Book = c.book }
			plan, cases := decide(t, c.rows, known, o)
			if why, asked := strings.CutPrefix(c.want, "!"); asked {
				if len(plan.Errors) != 1 || !strings.Contains(plan.Errors.Error(), why) {
					t.Error(plan.Errors)
				}
				return
			}
			if len(cases) == 0 {
				t.Fatal(plan.Errors)
			}
			b := cases[0].Book
			if got := fmt.Sprintf("%s %d", b.Name(), b.Meeting.Year); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// Of two deputies of one name the delegation must tell which; one that is known
// without a delegation is the same.
func TestPeopleOfOneName(t *testing.T) {
	known := office()
	known.Proposers = []data.Proposer{{ID: 1, Name: "李明", Body: data.Congress, Delegation: "春和代表团"}, {ID: 2, Name: "李明", Body: data.Congress, Delegation: "北城代表团"}, {ID: 3, Name: "孙七", Body: data.Congress}}
	plan, _ := decide(t, "编号|标题|领衔代表|交办时间\n7|关于修路的建议|李明|2023-03-01", known)
	if len(plan.Errors) != 1 || !strings.Contains(plan.Errors.Error(), "有2位叫李明的代表（春和代表团、北城代表团）") {
		t.Error(plan.Errors)
	}
	_, cases := decide(t, "编号|标题|领衔代表|代表团|交办时间\n7|关于修路的建议|李　明|北城代表团|2023-03-01\n8|关于修桥的建议|孙七|春和代表团|2023-03-01", known)
	if len(cases) != 2 || cases[0].Proposal.Proposers[0].ID != 2 || cases[1].Proposal.Proposers[0].ID != 3 || cases[1].Proposal.Proposers[0].Delegation != "春和代表团" {
		t.Errorf("%+v", cases)
	}
	plan, cases = decide(t, "编号|标题|领衔代表|代表团|交办时间\n7|关于修路的建议|李明|研和代表团|2023-03-01", known)
	if len(cases) != 1 || cases[0].Proposal.Proposers[0].ID > 0 || len(plan.Questions) != 1 || len(plan.Questions[0].Can) != 2 {
		t.Errorf("a third of that name: %+v, %v", cases, plan.Questions)
	}
}

// Units that may be one under a shorter name are told, not merged.
func TestUnitsThatMayBeOne(t *testing.T) {
	known := office()
	known.Units = []data.Unit{{ID: 1, Name: "区住建局", FullName: "红塔区住房和城乡建设局"}, {ID: 2, Name: "区教体局"}}
	plan, cases := decide(t, "编号|标题|领衔代表|主办单位|交办时间\n7|关于修路的建议|李明|区住房和城乡建设局|2023-03-01\n8|关于修桥的建议|李明|红塔区住房和城乡建设局|2023-03-01", known)
	if len(cases) != 2 || cases[0].Assignments[0].Unit.ID > 0 || cases[1].Assignments[0].Unit.ID != 1 || len(plan.Questions) != 1 {
		t.Errorf("%+v, %v", cases, plan.Questions)
	}
}

// A heading that the user confirmed is known from then on.
func TestConfirmedHeadings(t *testing.T) {
	rows := "编号|事项|领衔代表|送来的日子\n7|关于修路的建议|李明|2023-03-01"
	confirmed := func(o *Options) { o.Synonyms = Synonyms{"事项": Title, "送来的日子": Handed} }
	if plan, cases := decide(t, rows, office(), confirmed); len(cases) != 1 || cases[0].Proposal.Title != "关于修路的建议" {
		t.Error(plan.Errors)
	}
	if plan, _ := decide(t, rows, office(), func(o *Options) { o.Year = 2023 }); len(plan.Errors) == 0 || !strings.Contains(strings.Join(plan.Notes, ""), "不认识这个表头）：事项、送来的日子") {
		t.Errorf("without: %v, %v", plan.Errors, plan.Notes)
	}
}

// Merged matters on one row are as many, worked together with the first.
func TestOneRowOfSeveralNumbers(t *testing.T) {
	plan, cases := decide(t, "编号|标题|领衔代表|交办时间\n12、35号|关于修路的建议|李明|2023-03-01", office())
	if len(cases) != 2 || cases[1].Proposal.MergedInto != cases[0].Proposal.ID || cases[1].Proposal.Number != "35" || plan.Created != 2 {
		t.Errorf("%+v, %v", cases, plan.Errors)
	}
}

// Odd rows and cells of ledgers that offices made.
func TestOddCells(t *testing.T) {
	for _, c := range []struct{ name, rows, want string }{
		{"the deputy's telephone in its own column", "编号|标题|领衔代表|领衔代表电话|主办单位联系人|主办单位电话|交办时间\n7|关于修路的建议|李明|13800000001|王一|0877|2023-03-01", "7 关于修路的建议 李明 主办 2023-03-01 "},
		{"the hand-over within the title", "建议分办表（2023年2月28日交办）|||\n编号|标题|领衔代表|主办单位\n7|关于修路的建议|李明|区住建局", "7 关于修路的建议 李明 主办 2023-02-28 主办区住建局"},
		{"ticks under A, B and C", "编号|标题|领衔代表|交办时间|答复时间|A|B|C|满意|基本满意|不满意\n7|关于修路的建议|李明|2023年三月一日|2023-05-01||√||√||", "7 关于修路的建议 李明 主办 2023-03-01  答B2023-05-01 评满意"},
		{"a mark with a word behind", "编号|标题|领衔代表|交办时间|答复时间|办复类别|满意度\n7|关于修路的建议|李明|2023-03-01|2023-05-01|A|满意（口头）", "7 关于修路的建议 李明 主办 2023-03-01  答A2023-05-01 评满意"},
		{"a heading known in part before one known whole", "内部立项编号|建议编号|标题|领衔代表|交办时间\nX9|7|关于修路的建议|李明|2023-03-01", "7 关于修路的建议 李明 主办 2023-03-01 "},
		{"a limit beside the day", "编号|标题|领衔代表|交办时间|要求答复时间|答复时间|答复类别\n7|关于修路的建议|李明|2023-03-01|2023-06-01|2023-05-06|A", "7 关于修路的建议 李明 主办 2023-03-01  答A2023-05-06"},
		{"units of two levels", "玉溪市六届人大三次会议建议，2023年||||||\n编号|标题|领衔代表|承办类型|区级责任单位|市级主办单位|交办时间|答复时间|协办意见报送时间\n7|关于修路的建议|李明|协办|区水利局|市水利局|2023-03-01||2023-03-20", "7 关于修路的建议 李明 协办 2023-03-01 主办区水利局 报2023-03-20"},
		{"a heading of two words", "编号|标题|代表/委员|交办时间|态度|结果|答复时间|分类\n7|关于修路的建议|李明|2023-03-01|满意|基本满意|2023-05-01|A", "7 关于修路的建议 李明 主办 2023-03-01  答A2023-05-01 评满意基本满意"},
		{"between meetings, in words", "编号|标题|领衔代表|交办时间\n闭会建议1|关于修路的建议|李明|2023-03-01", "闭1 关于修路的建议 李明 主办 2023-03-01 "},
		{"the level within the number", "编号|标题|领衔代表|交办时间\n州人大第214号建议|关于修路的建议|李明|2023-03-01", "214 关于修路的建议 李明 主办 2023-03-01 "},
		{"how many a unit has", "主办单位|编号|标题|领衔代表|交办时间\n区住建局（3件）|7|关于修路的建议|李明|2023-03-01", "7 关于修路的建议 李明 主办 2023-03-01 主办区住建局"},
		{"units without a name", "编号|标题|领衔代表|主办单位|协办单位|交办时间\n7|关于修路的建议|李明|区住建局|区财政局、各街道、有关部门|2023-03-01", "7 关于修路的建议 李明 主办 2023-03-01 主办区住建局、协办区财政局"},
		{"a mark by its letter and word", "编号|标题|领衔代表|交办时间|答复时间|办复类别|满意度\n7|关于修路的建议|李明|2023-03-01|2023-05-01|A|B.基本满意", "7 关于修路的建议 李明 主办 2023-03-01  答A2023-05-01 评基本满意"},
		{"the hand-over below the table", "2023年建议|||\n编号|标题|领衔代表|主办单位\n7|关于修路的建议|李明|区住建局\n交办时间：2023年3月8日", "7 关于修路的建议 李明 主办 2023-03-08 主办区住建局"},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan, cases := decide(t, c.rows, office())
			if len(plan.Errors) > 0 || len(cases) != 1 {
				t.Fatal(plan.Errors, cases)
			}
			if got := tell(cases[0]); got != c.want {
				t.Errorf("becomes\n%s, want\n%s", got, c.want)
			}
		})
	}
	plan, _ := decide(t, "编号|标题|领衔代表|交办时间\n7|关于修路的建议|县一中张三等11人|2023-03-01", office())
	if notes := strings.Join(plan.Rows[0].Notes, ""); !strings.Contains(notes, "“县一中张三”不像一个人的姓名") {
		t.Error(notes)
	}
	plan, _ = decide(t, "编号|标题|领衔代表|交办时间\n7|关于修路的建议|李明、13800000001|2023-03-01", office())
	if len(plan.Errors) != 1 || !strings.Contains(plan.Errors[0].Message, "不是姓名") {
		t.Error(plan.Errors)
	}
	plan, cases := decide(t, "编号|标题|领衔代表|交办时间|是否公开\n7|关于修路的建议|李明|2023-03-01|依申请公开", office())
	if len(cases) != 1 || cases[0].Disclosure.Decision != data.NotOpen {
		t.Error(plan.Errors, cases)
	}
}

// A telephone behind a name is the deputy's; the name of a sheet tells a role as a
// title does.
func TestTelephonesBehindNamesAndRolesOfSheets(t *testing.T) {
	for _, cell := range []string{"李明（13800000001）", "李明13800000001", "李明 13800000001"} {
		_, cases := decide(t, "编号|标题|领衔代表|交办时间\n7|关于修路的建议|"+cell+"|2023-03-01", office())
		if len(cases) != 1 || cases[0].Proposal.LeadProposer().Name != "李明" || cases[0].Proposal.LeadProposer().Phone != "13800000001" || cases[0].Proposal.LeadProposer().Delegation != "" {
			t.Errorf("%s: %+v", cell, cases)
		}
	}
	f := grid("编号|标题|领衔代表|交办时间\n7|关于修路的建议|李明|2023-03-01")
	f.Sheets[0].Name = "协办"
	into := &kept{}
	if _, err := Decide(t.Context(), f, Options{Today: data.NewDate(2023, 12, 31)}, office(), into, nil); err != nil || len(into.cases) != 1 || into.cases[0].Proposal.Role != data.Assist {
		t.Error(into.cases, err)
	}
}

// The same table beside itself is as many tables.
func TestTablesSideBySide(t *testing.T) {
	plan, cases := decide(t, "2023年建议||||||||||\n编号|标题|领衔代表|主办单位||编号|标题|领衔代表|主办单位\n1|关于修路的建议|李明|区交通局||3|关于种树的建议|吴九|区林草局\n2|关于修桥的建议|孙七|区交通局||||||", office())
	var all []string
	for _, c := range cases {
		all = append(all, tell(c))
	}
	if got := strings.Join(all, "\n"); got != "1 关于修路的建议 李明 主办 2023-01-01 主办区交通局\n2 关于修桥的建议 孙七 主办 2023-01-01 主办区交通局\n3 关于种树的建议 吴九 主办 2023-01-01 主办区林草局" || !strings.Contains(plan.Notes[0], "并排着2张表") {
		t.Error(got, plan.Notes, plan.Errors)
	}
	if n := len(sideBySide(grid("编号|标题|领衔代表|满意|基本满意|不满意|满意|基本满意|不满意\n1|a|b").Sheets[0], nil)); n != 1 {
		t.Errorf("marks twice are %d tables", n)
	}
}

// A column that the values do not decide is what no other column is.
func TestWhatNoOtherColumnIs(t *testing.T) {
	f := grid("编号|标题|领衔代表|交办时间|类别标记|办理结果\n7|关于修路的建议|李明|2023-03-01|A|尚可\n8|关于修桥的建议|李明|2023-03-01|B|良")
	if c := tablesOf(t, f)[0].Columns[5]; c.Meaning != Result {
		t.Errorf("%+v", c)
	}
}

// A hyphen between numbers means all between, unless it is part of the numbers of
// its column.
func TestSpansOfNumbers(t *testing.T) {
	const heads = "编号|标题|领衔代表|交办时间\n"
	_, cases := decide(t, heads+"27|关于修路的建议|李明|2023-03-01\n28-30|关于修桥的建议|李明|2023-03-01", office())
	if len(cases) != 4 || cases[3].Proposal.Number != "30" || cases[3].Proposal.MergedInto != cases[1].Proposal.ID {
		t.Errorf("%+v", cases)
	}
	_, cases = decide(t, heads+"3-45|关于修路的建议|李明|2023-03-01\n3-46|关于修桥的建议|李明|2023-03-01", office())
	if len(cases) != 2 || cases[1].Proposal.Number != "3-46" {
		t.Errorf("%+v", cases)
	}
	plan, _ := decide(t, heads+"1—269|关于修路的建议|李明|2023-03-01", office())
	if len(plan.Errors) != 1 || plan.Errors[0].Field != "编号" || plan.Errors[0].Row != 2 || !strings.Contains(plan.Errors[0].Message, "269个编号，一行最多20个") {
		t.Error(plan.Errors)
	}
}

// What stands beyond the headings is told: the row's values may be in the wrong
// columns.
func TestValuesWithoutAHeadingAreTold(t *testing.T) {
	plan, _ := decide(t, "编号|标题|领衔代表|交办时间\n7|关于修路的建议|李明|2023-03-01|多出来的\n8|关于修桥的建议|李明|2023-03-01", office())
	if len(plan.Notes) != 2 || !strings.HasPrefix(plan.Notes[1], "没有表头的列里写着内容，没有导入：第2行“多出来的”；") {
		t.Error(plan.Notes)
	}
}

// Of what was handed down to us it is told where nobody says whether we lead.
func TestUntoldRolesAreTold(t *testing.T) {
	const rows = "编号|标题|领衔代表|主办单位|交办时间\n7|关于修路的建议|李明|区水利局|2023-03-01\n8|关于修桥的建议|李明|市水利局|2023-03-01"
	plan, _ := decide(t, "玉溪市六届人大二次会议建议|||\n"+rows, office())
	if notes := strings.Join(plan.Rows[0].Notes, ""); !strings.Contains(notes, "没有写办理方式，按主办登记") || !strings.Contains(strings.Join(plan.Notes, ""), "其中由我们协办的，请加一列") {
		t.Error(notes, plan.Notes)
	}
	if notes := strings.Join(plan.Rows[1].Notes, ""); !strings.Contains(notes, "按协办登记") {
		t.Error(notes)
	}
	plan, _ = decide(t, "红塔区六届人大二次会议建议|||\n"+rows, office())
	if len(plan.Rows[0].Notes) > 0 {
		t.Error("a book of our own:", plan.Rows[0].Notes)
	}
}

// A table of headings alone is refused: nothing is made of it.
func TestHeadingsAloneAreRefused(t *testing.T) {
	for _, rows := range []string{"编号|标题|领衔代表|交办时间", "编号|标题|领衔代表|交办时间\n合计|0件||"} {
		_, err := Decide(t.Context(), grid(rows), Options{Year: 2023, Today: data.NewDate(2023, 12, 31)}, office(), Try(), nil)
		if err == nil || !strings.Contains(err.Error(), "只有表头") {
			t.Error(rows, err)
		}
	}
}

func TestDecideEndsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Decide(ctx, grid("编号|标题|领衔代表|交办时间\n7|关于修路的建议|李明|2023-03-01"), Options{}, office(), Try(), nil); err == nil {
		t.Error("it went on")
	}
}

func FuzzLedger(f *testing.F) {
	f.Add("2023年台账||\n编号|标题|领衔代表|交办时间\n7|关于修路的建议|李明|2023-03-01")
	f.Add("序号|编号|提建议人||标题\n||单位|姓名|\n1|7|春和|李明|关于修路的建议\n合计")
	f.Add("届|次|编号|标题|领衔代表|承办单位|答复时间|类别|满意|基本满意|不满意\n6|1|12、13|路|李明等5人|甲等|2023-05-01|A|√||")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 5000 {
			return
		}
		plan, err := Decide(t.Context(), grid(text), Options{Year: 2023, Today: data.NewDate(2023, 12, 31)}, office(datatest.Case()), &kept{}, nil)
		if err != nil {
			return
		}
		for _, p := range plan.Errors {
			if p.Row < 1 || p.Message == "" {
				t.Errorf("a refusal without its row: %+v", p)
			}
		}
	})
}
