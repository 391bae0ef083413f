#!/bin/bash
# Builds, makes the demo year under demo/ where it is not there yet, and opens
# the window. Without a display the whole main job has been done by then: the
# paths of all that was written are printed.
set -euo pipefail
cd "$(dirname "$0")/.."
echo "building (the first time takes some minutes) ..."
go build -o jianban .
# An earlier demo that was broken off, or that this version cannot read, is set aside.
if [[ -f demo/registry.db ]] && ! { [[ -f demo/summary-2022.pdf ]] && ./jianban --registry demo/registry.db stats --year 2022 >/dev/null; }; then
  aside=demo.$(date +%Y%m%d-%H%M%S)
  mv demo "$aside"
  echo "demo/ 里的演示年度不完整或由别的版本建立，已移到 $aside/"
fi
if [[ -f demo/registry.db ]]; then
  echo "演示年度已在 demo/，直接使用（删除 demo 文件夹可重新生成）"
else
  ./jianban demo demo
fi
./jianban --registry demo/registry.db stats --year 2022
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
  exec ./jianban --registry demo/registry.db
fi
echo "没有图形界面：以上文件已全部写出；在有桌面的机器上 make run 会打开窗口。"
find demo -type f \( -name '*.pdf' -o -name '*.xlsx' \) | sort
