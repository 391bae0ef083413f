#!/bin/bash
# github.com/mozillazg/go-pinyin v0.21.0 (Go 1.26): with Heteronym it gives, without
# telling them apart, also readings that only old texts have, of characters that
# are common in names.
#
# Seen (Style Tone3): 方 fang1 fang2 fang3 pang2 wang3 feng1; 立 li4 wei4;
# 王 wang2 wang4 yu4; 红 hong2 gong1. So a person called 方立 is found by "fengwei".
# Without Heteronym the first reading is given, which is not a family name's:
# 单 dan (shàn), 曾 ceng (zēng), 解 jie (xiè), 仇 chou (qiú).
# For us: readings are those of 通用规范汉字字典 (Unihan's kTGHZ2013) and a table of
# family names (data/pinyin).
#
# Needs Go. Fails where this changes.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init readings >/dev/null 2>&1
go get github.com/mozillazg/go-pinyin@v0.21.0 >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"fmt"
	"strings"

	"github.com/mozillazg/go-pinyin"
)

func main() {
	every := pinyin.NewArgs()
	every.Heteronym, every.Style = true, pinyin.Tone3
	for _, r := range "方立王红" {
		fmt.Println(string(r), strings.Join(pinyin.SinglePinyin(r, every), " "))
	}
	fmt.Println(strings.Join(pinyin.LazyPinyin("单曾解仇", pinyin.NewArgs()), " "))
}
GO
go run . | tee said
diff said - <<'SAID'
方 fang1 fang2 fang3 pang2 wang3 feng1
立 li4 wei4
王 wang2 wang4 yu4
红 hong2 gong1
dan ceng jie chou
SAID
