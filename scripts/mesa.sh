#!/bin/bash
# Makes packaging/windows/mesa anew: Mesa's OpenGL for Windows, which draws by the
# processor alone, for machines whose own OpenGL draws no window. Run it as `make
# mesa`; the result is committed, so a build for Windows compiles no Mesa. Built by
# mingw from Debian's source package of Mesa, whose sum is checked; only the
# software painter (softpipe), without LLVM. Mesa is under the MIT licence:
# COPYRIGHT.txt is Debian's list of all its parts.
set -euo pipefail
cd "$(dirname "$0")/.."
version=22.3.6 sum=737cb8e5d380ce1a0ad01fb8b74db7f27303435c353e753d2302e8cf3927bad2
to=$PWD/packaging/windows/mesa
need="meson ninja-build g++-mingw-w64-x86-64-posix binutils-mingw-w64-x86-64 python3-mako flex bison pkg-config xz-utils"
sudo=""; ((EUID == 0)) || sudo=sudo
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $need >/dev/null

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# The source package, without touching the system's own lists.
mkdir lists
. /etc/os-release
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | head -1)
echo "deb-src $mirror $VERSION_CODENAME main" >sources.list
apt=(-o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$work/lists" -o APT::Sandbox::User=root)
apt-get -qq "${apt[@]}" update
apt-get -qq "${apt[@]}" source --download-only mesa
echo "$sum  mesa_$version.orig.tar.gz" | sha256sum -c --quiet
tar -xzf "mesa_$version.orig.tar.gz"
gzip -dc mesa_$version-*.diff.gz | awk '/^--- /{on=($2 ~ /debian\/copyright$/)} on' | (cd "mesa-$version" && patch -s -p1)

cat >cross.ini <<'INI'
[binaries]
c = 'x86_64-w64-mingw32-gcc-posix'
cpp = 'x86_64-w64-mingw32-g++-posix'
ar = 'x86_64-w64-mingw32-ar'
strip = 'x86_64-w64-mingw32-strip'
windres = 'x86_64-w64-mingw32-windres'
[host_machine]
system = 'windows'
cpu_family = 'x86_64'
cpu = 'x86_64'
endian = 'little'
INI
export PATH=/usr/bin:$PATH SOURCE_DATE_EPOCH=0 # Debian's python3 has mako
meson setup build "mesa-$version" --cross-file cross.ini -Dbuildtype=release -Dplatforms=windows -Dgallium-drivers=swrast \
  -Dvulkan-drivers= -Dllvm=disabled -Dgles1=disabled -Dgles2=disabled -Degl=disabled -Dzlib=disabled -Dzstd=disabled \
  -Dbuild-tests=false -Dtools= --wrap-mode=nodownload -Dc_link_args='-static -Wl,--no-insert-timestamp' -Dcpp_link_args='-static -Wl,--no-insert-timestamp' >log || { tail -20 log; exit 1; }
ninja -C build >log || { tail -20 log; exit 1; }
mkdir -p "$to"
for f in opengl32 libgallium_wgl; do
  x86_64-w64-mingw32-strip -o "$f.dll" "$(find build -name "$f.dll")"
  xz -9e -T1 -c "$f.dll" >"$to/$f.dll.xz"
done
sed 's/$/\r/' "mesa-$version/debian/copyright" >"$to/COPYRIGHT.txt"
sha256sum "$to"/*
