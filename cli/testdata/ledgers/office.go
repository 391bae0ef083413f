package main

import (
	"fmt"
	"time"
)

// officeRows is how many matters the ledger of an office has.
const officeRows = 269

// office writes the ledger of a year as an office kept it: a title merged over
// all, headings over two rows, sections with their 小计, days in four forms, a
// column that nobody else calls so, names with a blank in them, short names of
// units.
func office(b *book) {
	const s = "Sheet1"
	b.rows(s, 1, []any{"红塔区第六届人民代表大会第三次会议代表建议办理台账"}, []any{"（区政府办公室  2024年）"})
	b.rows(s, 3, []any{"序号", "建议\n编号", "提建议人", nil, "建议标题", "承办单位", nil, "交办时间", "答复情况", nil, "满意度", "老账页码"},
		[]any{nil, nil, "姓名", "代表团", nil, "主办", "会办", nil, "时间", "类别", nil, nil})
	b.merge(s, "A1", "L1", "A2", "L2", "A3", "A4", "B3", "B4", "C3", "D3", "E3", "E4", "F3", "G3", "H3", "H4", "I3", "J3", "K3", "K4", "L3", "L4")
	parts := []string{"城建交通", "农业农村", "教育卫生", "经济发展"}
	at, n := 5, 0
	for p, part := range parts {
		b.rows(s, at, []any{fmt.Sprintf("%s、%s类", []string{"一", "二", "三", "四"}[p], part)})
		b.merge(s, fmt.Sprintf("A%d", at), fmt.Sprintf("L%d", at))
		at++
		first := n
		for ; n < officeRows*(p+1)/len(parts); n++ {
			b.rows(s, at, officeRow(n, part))
			switch n % 4 {
			case 0:
				b.format(s, fmt.Sprintf("H%d", at), 31, "")
			case 1:
				b.format(s, fmt.Sprintf("H%d", at), 0, "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"")
			}
			b.format(s, fmt.Sprintf("B%d", at), 0, "000")
			at++
		}
		b.rows(s, at, []any{nil, "小计", nil, nil, n - first})
		at++
	}
	b.rows(s, at, []any{"合计", nil, nil, nil, fmt.Sprintf("%d件", n)}, []any{"注：承办单位以交办会确定的为准。"}, []any{"填表单位（盖章）：", nil, nil, nil, nil, nil, nil, "2024年12月  日"})
	for column, width := range map[string]float64{"C": 10, "D": 14, "E": 44, "F": 14, "G": 18, "H": 18, "I": 14} {
		b.do(b.f.SetColWidth(s, column, column, width))
	}
}

// officeRow is a matter; every third is answered.
func officeRow(n int, part string) []any {
	day := time.Date(2024, 2, 20+n%20, 0, 0, 0, 0, time.UTC)
	handed := any(day)
	switch n % 4 {
	case 2:
		handed = fmt.Sprintf("%d月%d日", day.Month(), day.Day())
	case 3:
		handed = day.Format("2006.1.2")
	}
	name, home := person(n), []string{"春和", "北城", "研和", "大营街"}[n%1200%4]+"代表团"
	if n%40 == 7 {
		name = string([]rune(name)[:1]) + "　" + string([]rune(name)[1:])
	}
	lead, helpers := unit(n), any(nil)
	if n%5 == 0 {
		helpers = unit(n+4) + "、" + unit(n+9)
	}
	if n == 30 {
		lead = "区住房建设局"
	}
	row := []any{n + 1, n + 1, name, home, fmt.Sprintf("关于改善%s第%d片区%s的建议", []string{"玉兴路", "龙马", "葫芦", "九龙池"}[n%4], n+1,
		map[string]string{"城建交通": "道路和停车", "农业农村": "农田水利", "教育卫生": "学位和诊所", "经济发展": "夜间市场"}[part]), lead, helpers, handed}
	if n%3 == 0 {
		row = append(row, fmt.Sprintf("2024年5月%d日", 1+n%30), []string{"A", "B", "C"}[n/3%3], []string{"满意", "基本满意"}[n%2], n/12+1)
	}
	return row
}
