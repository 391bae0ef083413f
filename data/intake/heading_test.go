package intake

import (
	"strings"
	"testing"

	"jianban/data"
	"jianban/data/datatest"
)

// The headings that real ledgers bear (each was seen in a public source), with
// what the column holds; "A|B" where the words below decide.
var seenHeadings = map[string]string{
	"序号": "序号", "建议编号": "编号", "建议(议案)编号": "编号", "编号": "编号", "案号": "编号", "提案号": "编号", "提案序号": "编号", "建议第__号": "编号", "第__号提案": "编号",
	"流水号": "不导入", "提案流水号": "不导入", "内部流水号": "不导入", "总编号": "其他编号", "登记号": "其他编号", "分类号": "其他编号",
	"建议标题": "标题", "标题": "标题", "题目": "标题", "案由": "标题", "建议名称": "标题", "建议题目": "标题", "议题": "标题", "内容摘要": "标题|内容",
	"内容": "内容", "提案内容": "内容", "正文": "内容", "提案正文": "内容", "建议内容": "内容",
	"领衔代表": "领衔代表", "提建议人": "领衔代表", "提出人": "领衔代表", "提案人": "领衔代表", "第一提案人": "领衔代表", "提案人姓名": "领衔代表", "提案者": "领衔代表",
	"提案团体": "领衔代表", "建议人": "领衔代表", "提出代表": "领衔代表", "代表姓名": "领衔代表", "领衔人": "领衔代表", "领衔委员": "领衔代表", "领衔人/提案人": "领衔代表",
	"附议代表": "联名代表", "联名人": "联名代表", "联名提案人": "联名代表", "联名委员": "联名代表", "第二提案人": "联名代表", "附议人": "联名代表", "附议提案人": "联名代表", "联名代表": "联名代表",
	"提出人数": "人数", "人数": "人数", "附议人数": "人数", "提案人数": "人数",
	"单位": "代表团", "提议代表团": "代表团", "界别": "代表团", "专委会": "代表团", "街道活动组": "代表团", "代表团": "代表团", "所属中心组": "代表团", "中心组": "代表团", "委组": "代表团",
	"建议代表团": "代表团", "提案人单位": "代表团", "团别": "代表团", "代表单位": "代表团", "政治面貌": "不导入", "属性": "不导入",
	"代表证号码": "不导入", "代表证号": "不导入", "委员编号": "不导入", "邮政编码": "不导入", "联系电话": "联系电话", "手机": "联系电话", "通讯地址": "通讯地址",
	"届次": "届次", "届": "届", "次": "次", "届别": "届", "次别": "次", "时间标识": "闭会期间", "大会建议": "不导入",
	"类型": "类型|类别主题", "提案类别": "类型|办理结果类别|类别主题", "案别": "类型", "性质": "重点|类别主题", "审查分类": "类别主题", "内容分类": "类别主题", "提案分类": "类别主题|类型", "性质类别": "类别主题",
	"主办单位": "主办单位", "拟主办单位": "主办单位", "承办单位": "承办单位", "牵头单位": "主办单位", "承办代表建议单位": "主办单位", "责任单位": "主办单位", "牵头部门": "主办单位",
	"确定办理单位": "主办单位", "办理单位": "承办单位", "拟定办理单位": "承办单位", "主/分办单位": "主/分办单位", "审查意向主办单位": "不导入", "提案者意向主办单位": "不导入", "提案人建议办理单位": "不导入",
	"主办责任单位": "不导入", "会办责任单位": "不导入", "主办责任部门": "不导入", "交办单位": "不导入", "交办意见": "不导入", "督办部门": "督办委室",
	"会办单位": "协办单位", "协办单位": "协办单位", "配合单位": "协办单位", "协助单位": "协办单位", "分办单位": "协办单位",
	"办理类型": "办理方式|办理结果类别", "办理方式": "办理方式", "承办性质": "办理方式",
	"交办时间": "交办时间", "交办日期": "交办时间", "收件日期": "交办时间", "提交日期": "提交日期", "立案时间": "提交日期", "立案日期": "提交日期", "收到提案时间": "提交日期", "登记时间": "提交日期", "提案时间": "提交日期",
	"要求结办日期": "要求办结日期", "计划办结日期": "不导入", "办理时限": "要求办结日期", "办结时限": "要求办结日期", "答复期限": "要求办结日期", "超期时间": "不导入", "是否期限内办结": "不导入",
	"办复时间": "答复时间", "答复时间": "答复时间", "复文日期": "答复时间", "主办答复时间": "答复时间", "实际办结日期": "答复时间", "答复件送出时间": "答复时间", "书面答复": "不导入",
	"办理结果": "办理结果类别|办理结果", "解决程度": "办理结果类别", "现办复类别": "办理结果类别", "分类A/B/C": "办理结果类别", "落实情况分类(A、B、C)": "办理结果类别", "办理类别": "办理结果类别",
	"答复类别": "办理结果类别", "结果分类": "办理结果类别", "类别标记": "办理结果类别", "类别号标记": "办理结果类别", "跟踪办理结果": "不导入", "续办结果": "不导入",
	"进度": "不导入", "办理状态": "不导入", "办理情况": "不导入", "建议状态": "不导入", "所处流程": "不导入", "当前环节": "不导入", "状态": "不导入", "协办办理状态": "不导入", "办结结果": "不导入",
	"走访情况": "沟通情况", "听取意见方式": "沟通方式", "面商形式": "沟通方式", "办理面商形式": "沟通方式", "协商形式": "沟通方式", "面商人": "不导入", "沟通方式": "沟通方式", "沟通时间": "沟通时间", "面商日期": "沟通时间", "是否沟通": "不导入",
	"办理态度": "办理态度", "办理(走访)人员态度": "办理态度", "办理工作": "办理态度", "办理工作满意度": "办理态度", "对办理态度": "办理态度",
	"是否同意办理结果": "办理结果", "收到答复函您认为": "办理结果", "满意度": "办理结果", "对办理结果": "办理结果", "办理结果满意度": "办理结果", "结果与代表意见": "办理结果",
	"是否公开": "公开", "可否网上公开": "公开", "是否同意公开": "公开", "不公开原由": "不公开理由", "公开属性": "公开",
	"是否重点提案": "重点", "重点督办": "重点", "牵头领导": "牵头领导", "区级领导": "牵头领导", "领衔领导": "牵头领导", "分管领导": "牵头领导", "督办领导": "督办领导",
	"反馈时间": "反馈时间", "答复文号": "答复文号", "文号": "答复文号|编号", "签发人": "签发人", "已落实事项": "已落实事项", "计划落实事项": "计划落实事项", "备注": "备注", "操作": "不导入",
	"提案委员": "领衔代表", "复文时间": "答复时间", "办结日期": "答复时间", "实际办结时间": "答复时间", "复函文号": "答复文号", "答复文件号": "答复文号", "回复文号": "答复文号", "发文字号": "答复文号",
	"办理结果类别 A/B/C": "办理结果类别", "结果类别": "办理结果类别", "答复类型": "办理结果类别", "解决情况": "办理结果类别", "办理结果（ABC）": "办理结果类别|办理结果", "办理结果类别A、B、C": "办理结果类别",
	"责任部门": "主办单位", "主责单位": "主办单位", "联办单位": "协办单位", "参与单位": "协办单位", "交办日": "交办时间", "下发日期": "交办时间", "分办日期": "交办时间", "收文日期": "交办时间",
	"建议代表": "领衔代表", "提出者": "领衔代表", "征询意见结果": "办理结果", "代表反馈": "办理结果|不导入", "完成时限": "要求办结日期", "办复时限": "要求办结日期", "办理期限": "不导入",
	"催办时间": "不导入", "催办形式": "不导入", "反馈人": "不导入", "采纳情况": "不导入", "再办理": "不导入", "创建时间": "提交日期",
}

func TestEverySeenHeadingIsKnown(t *testing.T) {
	for heading, want := range seenHeadings {
		can, _, guessed := lookup(heading, nil)
		var words []string
		for _, m := range can {
			words = append(words, string(m))
		}
		if got := strings.Join(words, "|"); got != want || guessed {
			t.Errorf("%s is %s (guessed %v), want %s", heading, got, guessed, want)
		}
	}
}

// Line breaks, blanks, brackets and stars in a heading do not matter.
func TestHeadingsInOtherForms(t *testing.T) {
	for heading, want := range map[string]Meaning{
		"主办\n单位": LeadUnit, "建 议 编 号": Number, "交办时间（年月日）": Handed, "*标题：": Title, "各代表联名情况": Cosigners, "会办单位 ": CoUnit,
		"第一主办单位名称": LeadUnit, "第一次答复时间": Answered, "区政府交办日期": Handed,
		"领衔代表电话": Phone, "代表联系电话": Phone, "主办单位电话": Unused, "附议代表电话": Unused, "领衔代表所在代表团": Home, "领衔委员地址": Address, "附议代表人数": People, "主办单位联系人": Contact, "承办部门经办人": Contact, "代表证编号": Unused, "附件名称": Unused,
		"要求答复时间": Required, "应办结日期": Required, "规定答复时间": Unused, "办理截止": Required, "协办意见报送时间": Answered, "分管副区长": Sponsor, "区级责任单位": LeadUnit, "代表/委员": Lead, "承办类型": RoleOf, "我局角色": RoleOf, "办结类别": Class, "公开方式": Openness,
	} {
		can, _, _ := lookup(heading, nil)
		if len(can) != 1 || can[0] != want {
			t.Errorf("%q is %v, want %s", heading, can, want)
		}
	}
	for _, data := range []string{"关于加强停车管理的建议", "区住建局", "2023-03-01", "李明", "主办件", "满意"} {
		if can, _, _ := lookup(data, nil); len(can) > 0 && data != "满意" {
			t.Errorf("%s, a value, is taken for a heading: %v", data, can)
		}
	}
}

// grid makes a sheet: rows by line breaks, cells by |, a number before a tab is
// the row's own.
func grid(text string, merged ...Range) *File {
	s := Sheet{Name: "Sheet1", Merged: merged}
	for i, line := range strings.Split(strings.Trim(text, "\n"), "\n") {
		r := Row{At: i + 1}
		for _, c := range strings.Split(line, "|") {
			c = strings.ReplaceAll(strings.TrimSpace(c), "\\n", "\n")
			kind := TextCell
			if c == "" {
				kind = BlankCell
			}
			r.Cells = append(r.Cells, Cell{c, kind})
		}
		if r.filled() > 0 {
			s.Rows = append(s.Rows, r)
		}
	}
	return &File{Name: "t.xlsx", Sheets: []Sheet{s}}
}

func tablesOf(t *testing.T, f *File) []*Table {
	t.Helper()
	rd, err := read(f, Options{Subject: Proposals}, datatest.Rules().Pack)
	if err != nil {
		t.Fatal(err)
	}
	return rd.tables
}

// meanings are a table's columns in a line.
func meanings(t *Table) string {
	var all []string
	for _, c := range t.Columns {
		s := string(c.Meaning)
		if c.Word != "" {
			s += "=" + c.Word
		}
		all = append(all, s)
	}
	return strings.Join(all, " ")
}

func TestHeadingsOverSeveralRows(t *testing.T) {
	for _, c := range []struct {
		name  string
		file  *File
		want  string
		items int
		title string
	}{
		{"two rows, merged, under a title", grid(`
红塔区2023年代表建议目录||||||
序号|建议编号|提建议人||建议标题|拟主办单位|备注
||单位|姓名|||
1|001|春和代表团|李明|关于修路的建议|区交通局|
2|002|北城代表团|孙七|关于修桥的建议|区交通局|`,
			Range{1, 0, 1, 6}, Range{2, 0, 3, 0}, Range{2, 1, 3, 1}, Range{2, 2, 2, 3}, Range{2, 4, 3, 4}, Range{2, 5, 3, 5}, Range{2, 6, 3, 6}),
			"序号 编号 代表团 领衔代表 标题 主办单位 备注", 2, "红塔区2023年代表建议目录"},
		{"the same as a text file, where nothing is merged", grid(`
红塔区2023年代表建议目录||||||
序号|建议编号|提建议人||建议标题|拟主办单位|备注
||单位|姓名|||
1|001|春和代表团|李明|关于修路的建议|区交通局|`),
			"序号 编号 代表团 领衔代表 标题 主办单位 备注", 1, "红塔区2023年代表建议目录"},
		{"a heading on the title's row, two columns of one name", grid(`
下载时间：2023/05/06|||||||
政协提案办理情况|||||意见反馈||
提案序号|案由|第一提案人|主办单位|办理结果|走访情况|办理态度|办理结果
12|关于修路的提案|李明|区交通局|解决或采纳|已走访|满意|同意
13|关于修桥的提案|孙七|区交通局|留作参考|已走访|理解|不同意`,
			Range{2, 0, 2, 4}, Range{2, 5, 2, 7}),
			"编号 标题 领衔代表 主办单位 办理结果类别 沟通情况 办理态度 办理结果", 2, "下载时间：2023/05/06\n政协提案办理情况"},
		{"marks under one heading", grid(`
序号|建议编号|领衔代表||建议标题|主办单位|代表测评情况|||备注
||单位|姓名|||满意(80分-100分)|基本满意(60分-79分)|不满意(59分以下)|
1|5|春和代表团|李明|关于修路的建议|区交通局|√|||`,
			Range{1, 0, 2, 0}, Range{1, 1, 2, 1}, Range{1, 2, 1, 3}, Range{1, 4, 2, 4}, Range{1, 5, 2, 5}, Range{1, 6, 1, 8}, Range{1, 9, 2, 9}),
			"序号 编号 代表团 领衔代表 标题 主办单位 办理结果=满意 办理结果=基本满意 办理结果=不满意 备注", 1, ""},
		{"承办单位 over lead and helping units", grid(`
案号|案由|提案人|承办单位||办理结果满意度|||办理工作满意度||
|||主办|会办|满意|基本满意|不满意|满意|基本满意|不满意
3|关于修路的提案|李明|区交通局|区财政局|√||||√|`,
			Range{1, 0, 2, 0}, Range{1, 1, 2, 1}, Range{1, 2, 2, 2}, Range{1, 3, 1, 4}, Range{1, 5, 1, 7}, Range{1, 8, 1, 10}),
			"编号 标题 领衔代表 主办单位 协办单位 办理结果=满意 办理结果=基本满意 办理结果=不满意 办理态度=满意 办理态度=基本满意 办理态度=不满意", 1, ""},
		{"承办单位 as one column", grid("届次|案号|标题|领衔代表|承办单位|类别|满意度\n区六届人大二次会议|7|关于修路的建议|李明|区交通局、区财政局|经济建设|满意"),
			"届次 编号 标题 领衔代表 承办单位 类别主题 办理结果", 1, ""},
		{"类别 that holds classes", grid("编号|标题|代表姓名|类别|办理结果\n7|关于修路的建议|李明|A类|满意\n8|关于修桥的建议|孙七|B|基本满意"),
			"编号 标题 领衔代表 办理结果类别 办理结果", 2, ""},
		{"running numbers beside the number", grid("流水号|提案序号|总编号|案由|提案人\n88|12|5|关于修路的提案|李明"),
			"不导入 编号 不导入 标题 领衔代表", 1, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := tablesOf(t, c.file)
			if len(all) != 1 {
				t.Fatalf("%d tables", len(all))
			}
			if got := meanings(all[0]); got != c.want {
				t.Errorf("read as\n%s, want\n%s", got, c.want)
			}
			if len(all[0].items) != c.items || all[0].Title != c.title {
				t.Errorf("%d items under %q, want %d under %q", len(all[0].items), all[0].Title, c.items, c.title)
			}
		})
	}
}

// Two tables one under the other: the role stands in each one's title.
func TestTablesUnderEachOther(t *testing.T) {
	all := tablesOf(t, grid(`
区住建局主办件||||
编号|标题|领衔代表|主办单位|交办时间
1|关于修路的建议|李明|区住建局|2023-03-01
2|关于修桥的建议|孙七|区住建局|2023-03-01
合计|2|||

区住建局协办件||||
编号|标题|领衔代表|主办单位|交办时间
5|关于种树的建议|周八|区林草局|2023-03-01`, Range{1, 0, 1, 4}, Range{7, 0, 7, 4}))
	if len(all) != 2 || len(all[0].items) != 2 || len(all[1].items) != 1 {
		t.Fatalf("%d tables", len(all))
	}
	if all[0].items[0].role != data.Lead || all[1].items[0].role != data.Assist {
		t.Errorf("roles %q, %q", all[0].items[0].role, all[1].items[0].role)
	}
}

// Totals, notes, repeated headings, sub-headings and rows that hold only a
// further attachment are no matters.
func TestRowsThatAreNoMatters(t *testing.T) {
	f := grid(`
编号|标题|领衔代表|附件
一、州人大建议|||
1|关于修路的建议|李明|a.doc
|||b.doc
编号|标题|领衔代表|附件
二、县政协提案|||
2|关于修桥的提案|孙七|

小计||1|
合计(件)|2||
占比|100%||
注：以上数据截至10月底|||
填表单位（盖章）：|||`)
	rd, err := read(f, Options{Subject: Proposals}, datatest.Rules().Pack)
	if err != nil {
		t.Fatal(err)
	}
	items := 0
	for _, table := range rd.tables {
		items += len(table.items)
	}
	if items != 2 {
		t.Errorf("%d items, skipped %v", items, rd.skipped)
	}
	last := rd.tables[len(rd.tables)-1]
	if m := last.items[len(last.items)-1].meeting; m.body != data.CPPCC || m.level != data.District {
		t.Errorf("the sub-heading tells %+v", m)
	}
}

// What is no ledger is told so.
func TestNoLedger(t *testing.T) {
	for text, says := range map[string]string{
		"承办单位名称|主办件数|主办提案号|协办件数\n区住建局|3|1,2,3|0": "统计表",
		"序号|标题|领衔代表\n1|关于修路的建议|李明":               "序号不是编号",
		"随便|写写\n一|二": "没有找到可以导入的表",
	} {
		_, err := read(grid(text), Options{Subject: Proposals}, datatest.Rules().Pack)
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %s", err, says)
		}
	}
}
