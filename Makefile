# 建办 Jianban. The two commands of a newcomer: make run, make test.
.PHONY: run test pictures torture printtest build windows windows-twice wintest linux bench proof fonts mesa unicode fmt packages packages-windows packages-linux packages-wine
SHELL := /bin/bash
# Fyne's emoji font would be read once for each style of text: 10 MB of memory and
# 4 MB of program. Systems have one of their own, which is then used.
export GOFLAGS := $(GOFLAGS) -tags=no_emoji

run: packages ## install what is missing, build, make the demo year under demo/, open the window
	scripts/run.sh

test: packages ## everything a clean machine needs to trust the program
	scripts/test.sh

TRIES ?= 1000
SEED ?= 18
torture: packages ## kill, damage and starve the built program some thousand times; TRIES=100 for a tenth, SEED=1 for others
	TRIES=$(TRIES) SEED=$(SEED) go test -count=1 -v -timeout 12h -run Torture ./e2e

printtest: ## print a letter by CUPS and by the Windows program under Wine, measure the paper
	scripts/print-test.sh

build: packages
	go build -o jianban .

windows: packages-windows ## for 64-bit Windows 10 and later: dist/jianban.exe, jianban.zip (portable), jianban-setup.exe
	scripts/windows.sh

windows-twice: packages-windows ## build the commit for Windows in two folders and compare
	scripts/windows-twice.sh

wintest: packages packages-windows packages-wine ## install, a clerk's work in the window, print, update, uninstall under Wine; pictures in dist/wine
	scripts/wine-test.sh

linux: packages-linux ## for this machine's Linux: a .deb and a tar, and the oldest glibc they run on
	scripts/linux.sh

bench: packages ## one figure a line
	scripts/bench.sh

proof: packages ## every kind of paper under proof/, with the grid of GB/T 9704 laid over, to look at
	scripts/proof.sh

mesa: ## make packaging/windows/mesa anew from Debian's source of Mesa; the result is committed
	scripts/mesa.sh

pictures: packages ## every screen of the real window at five sizes, light, dark and in high contrast, under pictures/, to look at
	scripts/pictures.sh

fonts: ## make assets/fonts anew from the named packages; the result is committed
	scripts/fonts.sh

unicode: ## make the tables of look-alike characters and of strokes anew from Unicode's data
	scripts/unicode.sh

fmt:
	gofmt -w $$(git ls-files '*.go')

packages:
	@scripts/packages.sh build test

packages-windows:
	@scripts/packages.sh build windows

packages-linux:
	@scripts/packages.sh build linux

packages-wine:
	@scripts/packages.sh wine
