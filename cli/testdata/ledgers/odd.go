package main

import (
	"os"
	"path/filepath"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/xuri/excelize/v2"
)

// odd writes all odd ledgers into a folder.
func odd(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for name, make := range map[string]func(*book){"目录.xlsx": catalogue, "政协提案导出.xlsx": export, "局台账.xlsx": bureau} {
		if err := write(filepath.Join(folder, name), make); err != nil {
			return err
		}
	}
	return text(filepath.Join(folder, "代表名册.csv"))
}

// book is a workbook under way; the first failure stays.
type book struct {
	f   *excelize.File
	err error
}

func write(path string, fill func(*book)) (err error) {
	b := &book{f: excelize.NewFile()}
	defer func() {
		if e := b.f.Close(); err == nil {
			err = e
		}
	}()
	fill(b)
	if b.err != nil {
		return b.err
	}
	return b.f.SaveAs(path)
}

func (b *book) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

// rows sets rows from one on; nil leaves a cell empty.
func (b *book) rows(sheet string, from int, rows ...[]any) {
	for i, r := range rows {
		for c, v := range r {
			if v == nil {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(c+1, from+i)
			b.do(err)
			b.do(b.f.SetCellValue(sheet, cell, v))
		}
	}
}

func (b *book) merge(sheet string, ranges ...string) {
	for i := 0; i+1 < len(ranges); i += 2 {
		b.do(b.f.MergeCell(sheet, ranges[i], ranges[i+1]))
	}
}

// format gives cells a number format of Excel's own, or a code.
func (b *book) format(sheet, cell string, id int, code string) {
	s := excelize.Style{NumFmt: id}
	if code != "" {
		s = excelize.Style{CustomNumFmt: &code}
	}
	style, err := b.f.NewStyle(&s)
	b.do(err)
	b.do(b.f.SetCellStyle(sheet, cell, cell, style))
}

// catalogue is a county's list: headings over two rows under a title, numbers
// that a format gives their zeros, days in seven forms, sub-headings, totals,
// notes, two deputies in one cell, one matter between meetings.
func catalogue(b *book) {
	const s = "Sheet1"
	b.rows(s, 1, []any{"红塔区第六届人民代表大会第二次会议代表建议目录"}, []any{"（2023年3月）"})
	b.rows(s, 3, []any{"序号", "建议\n编号", "提建议人", nil, "建议标题", "承办单位", nil, "交办时间", "备注"}, []any{nil, nil, "单位", "姓名", nil, "主办", "会办", nil, nil})
	b.merge(s, "A1", "I1", "A2", "I2", "A3", "A4", "B3", "B4", "C3", "D3", "E3", "E4", "F3", "G3", "H3", "H4", "I3", "I4")
	b.rows(s, 5,
		[]any{"一、城建交通类"},
		[]any{1, 7, "春和代表团", "李　明", "关于改造春和老街\n排水管网的建议", "区住建局", "区水利局、区财政局", 45000},
		[]any{2, 12, "北城代表团", "孙七\n周八", "《关于修建北城步行桥的建议》", "区交通局", nil, "3月15日"},
		[]any{3, "第019号", "研和代表团", "吴九等5名代表", "关于整治研和集镇停车秩序的建议。", "区公安局、区住建局等", nil, "二○二三年三月十五日"},
		[]any{nil, "小计", nil, nil, 3},
		[]any{"二、教育卫生类"},
		[]any{4, 23, "大营街代表团", "郑十", "关于增加大营街幼儿园学位的建议", "区教体局", "无", 45000, "重点"},
		[]any{},
		[]any{5, "闭3", "小石桥代表团", "冯十一（小石桥代表团）", "关于小石桥卫生院增设救护车的建议", "区卫健局", nil, "2023.9.4"},
		[]any{"合计", nil, nil, nil, "5件"},
		[]any{"注：承办单位以交办会确定的为准。"},
		[]any{"填表单位（盖章）：", nil, nil, nil, nil, nil, nil, "2023年9月 日"})
	b.merge(s, "A5", "I5", "A10", "I10")
	b.format(s, "B6", 0, "000")
	b.format(s, "B7", 0, "000")
	b.format(s, "B11", 0, "000")
	b.format(s, "H6", 31, "")
	b.format(s, "H11", 0, "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"")
}

// export is what a system writes out: the time above, a heading on the title's
// row, two columns of one name, rows that hold only a further attachment, stray
// commas, an older round kept, a sheet a year and a hidden one.
func export(b *book) {
	for i, year := range []string{"2021", "2022"} {
		s := year + "年"
		if i == 0 {
			b.do(b.f.SetSheetName("Sheet1", s))
		} else if _, err := b.f.NewSheet(s); err != nil {
			b.do(err)
		}
		b.rows(s, 1, []any{"下载时间：2023/05/06 10:11"}, []any{"下载人：管理员"}, []any{"提案时间：" + year + "/01/01-" + year + "/12/31"})
		b.rows(s, 5, []any{"区政协提案办理情况", nil, nil, nil, nil, nil, nil, nil, nil, nil, "意见反馈"})
		b.merge(s, "A5", "J5", "K5", "M5")
		b.rows(s, 6, []any{"流水号", "提案序号", "提案分类", "第一提案人", "联名提案人", "案由", "附件", "主办单位", "办复时间", "办理结果", "走访情况", "办理态度", "办理结果", "提案时间"})
		b.rows(s, 7,
			[]any{"L" + year + "01", "0" + year[3:] + "1", "城市建设与管理", "钱一", ",赵二,孙三,", "关于" + year + "年增设公交站亭的提案", "1.docx", "区交通局", year + "/06/20", "解决或采纳", "已走访", "满意", "同意", year + "/02/11"},
			[]any{nil, nil, nil, nil, nil, nil, "2.docx"},
			[]any{"L" + year + "02", "0" + year[3:] + "2（存档）", "教科文卫体", "李四", nil, "关于" + year + "年建设书屋的提案", nil, "区文旅局", year + "/06/25", "留作参考", "未走访", "不满意", "不同意", year + "/02/11"},
			[]any{"L" + year + "03", "0" + year[3:] + "2", "教科文卫体", "李四", "周五，吴六", "关于" + year + "年建设书屋的提案", nil, "区文旅局", year + "/09/25", "列入计划拟解决", "已走访", "理解", "保留", year + "/02/11"})
	}
	if _, err := b.f.NewSheet("字典"); err != nil {
		b.do(err)
	}
	b.rows("字典", 1, []any{"编号", "标题"}, []any{"9", "不该导入"})
	b.do(b.f.SetSheetVisible("字典", false))
}

// bureau is a bureau's own: one table for what it leads and one for what it
// helps with, whose role stands only in their titles; ticks for marks; merged
// cells downwards; merged matters; a total with an error in it.
func bureau(b *book) {
	const s = "Sheet1"
	heads := [][]any{{"序号", "届次", "编号", "标题", "领衔代表", "主办单位", "协办单位", "交办日期", "答复", nil, "代表满意度", nil, nil}, {nil, nil, nil, nil, nil, nil, nil, nil, "时间", "类别", "满意", "基本满意", "不满意"}}
	at := func(row int) {
		b.merge(s, "A"+n(row), "M"+n(row))
		for _, c := range "ABCDEFGH" {
			b.merge(s, string(c)+n(row+1), string(c)+n(row+2))
		}
		b.merge(s, "I"+n(row+1), "J"+n(row+1), "K"+n(row+1), "M"+n(row+1))
	}
	b.rows(s, 1, []any{"区水利局2023年主办件"}, heads[0], heads[1],
		[]any{1, "区六届人大二次会议", "31、32", "关于治理红旗河的建议", "何一", "区水利局", nil, "2023-3-1", "2023.5.20", "甲类", "√"},
		[]any{2, nil, "33", "关于修复东山水库的建议", "何一、吕二（等×名）代表", "区水利局", nil, "2023-3-1", "2023.5.22", "B", nil, "✓"},
		[]any{"合计", nil, "3件", nil, nil, nil, nil, nil, nil, nil, "1", "1", "0"})
	at(1)
	b.merge(s, "B4", "B5")
	b.rows(s, 8, []any{"区水利局2023年协办件"}, heads[0], heads[1],
		[]any{1, "市六届人大二次会议", "208", "关于保护抚仙湖径流区的建议", "施三", "市水利局", "区水利局", "2023-3-8", "2023.4.3"})
	at(8)
}

func n(row int) string {
	s, _ := excelize.CoordinatesToCellName(1, row)
	return s[1:]
}

// text writes a directory in the Chinese of old Windows, parted by semicolons.
func text(path string) error {
	content, err := simplifiedchinese.GB18030.NewEncoder().String("红塔区第六届人大代表名册;;;\r\n姓名;代表团;联系电话;通讯地址\r\n李　明;春和代表团;13800000001;\"春和街道\n春和社区\"\r\n艾合买提•吐尔逊;北城代表团;013900000002;\r\n陈䶮;研和代表团;;\r\n")
	if err != nil {
		return err
	}
	return os.WriteFile(path, []byte(content), 0o644)
}
