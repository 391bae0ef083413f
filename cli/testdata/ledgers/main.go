// Command ledgers makes ledgers for tests and measurements, the same at every
// run:
//
//	go run ./cli/testdata/ledgers odd FOLDER    ledgers as oddly as offices make them
//	go run ./cli/testdata/ledgers office FILE   269 matters of a year as an office kept them
//	go run ./cli/testdata/ledgers big N FILE    N rows of 20 columns in the usual form
//
// What becomes of the odd ones stands in docs/import.md. All people and matters
// are invented.
package main

import (
	"fmt"
	"os"
	"strconv"

	"github.com/xuri/excelize/v2"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 2 && args[0] == "odd":
		return odd(args[1])
	case len(args) == 2 && args[0] == "office":
		return write(args[1], office)
	case len(args) == 3 && args[0] == "big":
		n, err := strconv.Atoi(args[1])
		if err != nil {
			return err
		}
		return big(n, args[2])
	}
	return fmt.Errorf("usage: ledgers odd FOLDER | ledgers office FILE | ledgers big N FILE")
}

// big writes the usual ledger: every row another number, title and text; people
// and units come again.
func big(n int, path string) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	heads := []any{"序号", "届次", "建议编号", "建议标题", "领衔代表", "附议代表", "代表团", "类型", "内容分类", "办理方式", "主办单位", "协办单位", "交办时间",
		"答复时间", "办理结果类别", "办理态度", "满意度", "是否公开", "答复文号", "备注"}
	if err := w.SetRow("A1", []any{"代表建议办理台账"}); err != nil {
		return err
	}
	if err := w.SetRow("A2", heads); err != nil {
		return err
	}
	for i := range n {
		year := 2018 + i*5/n
		row := []any{i + 1, fmt.Sprintf("区五届人大%s次会议", []string{"一", "二", "三", "四", "五"}[year-2018]), fmt.Sprintf("%05d", i+1),
			fmt.Sprintf("关于加强第%d片区道路、停车和照明设施建设管理的建议", i+1), person(i), person(i+7) + "、" + person(i+31), []string{"春和", "北城", "研和"}[i%3] + "代表团", "建议",
			[]string{"城建交通", "教育卫生", "农业农村", "经济发展"}[i%4], "主办", unit(i), unit(i + 5), fmt.Sprintf("%d-03-%02d", year, 1+i%28),
			fmt.Sprintf("%d年5月%d日", year, 1+i%30), []string{"A", "B", "C"}[i%3], "满意", []string{"满意", "基本满意"}[i%2], "公开", fmt.Sprintf("红办函〔%d〕%d号", year, i+1), ""}
		cell, err := excelize.CoordinatesToCellName(1, i+3)
		if err != nil {
			return err
		}
		if err := w.SetRow(cell, row); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.SaveAs(path)
}

// person is one of some 1,200 deputies, of whom none of one name sit in two
// delegations.
func person(i int) string {
	names, given := []rune("李王张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗"), []rune("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚")
	i %= 1200
	return string(names[i%20]) + string(given[i/20%20]) + string([]rune("甲乙丙")[i%3])
}

func unit(i int) string {
	return "区" + []string{"住建局", "交通局", "水利局", "教体局", "卫健局", "民政局", "人社局", "林草局", "农业农村局", "工信局", "公安局", "财政局", "发改局"}[i%13]
}
