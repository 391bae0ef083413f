#!/bin/bash
# Builds for this machine's Linux: dist/jianban_VERSION_ARCH.deb and
# dist/jianban-VERSION-linux-ARCH.tar.gz, with desktop file and icon, and states
# the oldest glibc the program runs on. Two builds of a commit are the same.
#
# It takes the architecture it runs on: Fyne's windowing code is C and is linked
# with the X11, Wayland and OpenGL libraries of the same architecture. On an
# older system (UOS 20, Kylin V10: glibc 2.28 to 2.31) run it there, and the
# program needs no newer glibc than that system has.
set -euo pipefail
cd "$(dirname "$0")/.."
eval "$(scripts/version.sh)"
export LC_ALL=C.UTF-8 TZ=UTC SOURCE_DATE_EPOCH=$epoch
arch=$(go env GOARCH)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
umask 022
mkdir -p dist
root=$work/root
go build -trimpath -buildvcs=false -ldflags "-s -w -X jianban/cli.Commit=$commit" -o "$work/jianban" .
install -D "$work/jianban" "$root/usr/bin/jianban"
install -Dm 644 packaging/linux/jianban.desktop "$root/usr/share/applications/jianban.desktop"
install -Dm 644 assets/icon.png "$root/usr/share/icons/hicolor/256x256/apps/jianban.png"
install -Dm 644 assets/icon.svg "$root/usr/share/icons/hicolor/scalable/apps/jianban.svg"
install -Dm 644 LICENSE "$root/usr/share/doc/jianban/copyright"
install -Dm 644 assets/LICENSES.md "$root/usr/share/doc/jianban/FONTS.md"

# The libraries it names (those of X11 it opens when it runs: control below), and what of glibc it asks for at most.
libraries=$(objdump -p "$work/jianban" | awk '$1=="NEEDED"{print $2}' | sort)
glibc=$(objdump -T "$work/jianban" | grep -o 'GLIBC_[0-9.]*' | cut -c7- | sort -Vu | tail -1)
declare -A package=([libc.so.6]="libc6 (>= $glibc)" [libm.so.6]="libc6 (>= $glibc)" [libdl.so.2]="libc6 (>= $glibc)" [libpthread.so.0]="libc6 (>= $glibc)" [libresolv.so.2]="libc6 (>= $glibc)" [librt.so.1]="libc6 (>= $glibc)"
  [libGL.so.1]=libgl1 [libEGL.so.1]=libegl1 [libX11.so.6]=libx11-6 [libX11-xcb.so.1]=libx11-xcb1 [libxcb.so.1]=libxcb1 [libXrandr.so.2]=libxrandr2 [libXxf86vm.so.1]=libxxf86vm1
  [libXi.so.6]=libxi6 [libXcursor.so.1]=libxcursor1 [libXinerama.so.1]=libxinerama1 [libXext.so.6]=libxext6 [libwayland-client.so.0]=libwayland-client0
  [libwayland-cursor.so.0]=libwayland-cursor0 [libwayland-egl.so.1]=libwayland-egl1 [libxkbcommon.so.0]=libxkbcommon0)
depends=$(for l in $libraries; do
  [[ -n ${package[$l]:-} ]] || { [[ $l == ld-linux* ]] && continue; echo "no package is known for $l" >&2; exit 1; }
  echo "${package[$l]}"
done | sort -u | paste -sd, | sed 's/,/, /g')
mkdir "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<CONTROL
Package: jianban
Version: $version
Architecture: $arch
Maintainer: Jianban <jianban@localhost>
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: $depends, libx11-6, libxcursor1, libxi6, libxinerama1, libxkbcommon0, libxrandr2
Recommends: xdg-utils
Suggests: cups-client
Section: misc
Priority: optional
Description: 建办：人大代表建议、政协提案办理
 登记每一件建议，记录沟通，盯住期限，按 GB/T 9704 印出答复，写出年度总结。
CONTROL
find "$root" -exec touch -hd "@$epoch" {} +
dpkg-deb --root-owner-group -Zxz --build "$root" "dist/jianban_${version}_$arch.deb" >/dev/null

# The tar is for systems without .deb, and for who may not install.
top=$work/tar/jianban-$version
mkdir -p "$top"
cp "$work/jianban" packaging/linux/jianban.desktop assets/icon.png assets/icon.svg LICENSE "$top"
cp assets/LICENSES.md "$top/FONTS.md"
tar -C "$work/tar" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$epoch" -cf - "jianban-$version" | gzip -9n >"dist/jianban-$version-linux-$arch.tar.gz"
ls -l "dist/jianban_${version}_$arch.deb" "dist/jianban-$version-linux-$arch.tar.gz"
echo "glibc $glibc or later"
