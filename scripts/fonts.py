"""Cuts one font to the characters the program's papers need.

Called by fonts.sh: fonts.py FROM TO [--rename FAMILY] [--plain] [--rare] [--cff].
Kept are the table of general standard characters (通用规范汉字表, 8105), GB 2312,
the name characters below, and the symbols of SYMBOLS; with --plain without the
symbols that other faces have for all, with --rare only Hanzi that the other fonts
lack: what else GBK has, the unified Hanzi up to U+9FFF and extension A. Hints and layout tables go (the program places every
character itself); outlines are made leaner (outlines.py). With --cff they are
written as CFF (OpenType), which a reader need not take apart whole: the window's
toolkit keeps every glyph of a TrueType file in memory.
"""

import argparse
import bz2
import sys

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

import outlines

UNIHAN = "/usr/share/unicode/Unihan_OtherMappings.txt.bz2"

# Characters of names seen in registers that neither list holds.
NAMES = "䶮㛃𬱖𫖯𠅤喆昇淼堃犇玥翀䜣龑𣲗𬍛"

# First and last character of each range; a font gives what it has.
SYMBOLS = [
    (0x0020, 0x007E), (0x00A0, 0x017F), (0x01CD, 0x01DC), (0x01F8, 0x01F9),
    (0x0251, 0x0251), (0x0261, 0x0261), (0x02C6, 0x02DC),
    (0x0391, 0x03C9), (0x0401, 0x0451),
    (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209C), (0x20A0, 0x20BF),
    (0x2100, 0x214F), (0x2150, 0x218B), (0x2190, 0x21FF), (0x2200, 0x22FF),
    (0x2312, 0x2312), (0x2460, 0x24FF), (0x2500, 0x25FF), (0x2600, 0x2642),
    (0x2660, 0x266F), (0x2713, 0x2718), (0x2776, 0x2793),
    (0x2E80, 0x2E99), (0x2F00, 0x2FD5), (0x2FF0, 0x2FFB),
    (0x3000, 0x303F), (0x3041, 0x30FF), (0x3105, 0x312F), (0x31C0, 0x31E3),
    (0x3200, 0x33FF), (0xFE10, 0xFE1F), (0xFE30, 0xFE6B), (0xFF01, 0xFF5E),
    (0xFFE0, 0xFFE6),
]

# Symbols that one face has for all: not what GBK has.
SHARED = [(0x2070, 0x2BFF), (0x2E80, 0x2FFB), (0x3105, 0x312F), (0x31C0, 0x31E3), (0x3200, 0x33FF)]

DROPPED = [
    "BASE", "GDEF", "GPOS", "GSUB", "GlyphOrder", "STAT", "VORG", "gasp",
    "prep", "cvt ", "fpgm", "vhea", "vmtx", "DSIG", "meta",
]


def standard_characters():
    """The 8105 characters of 通用规范汉字表, by Unihan's kTGH."""
    found = set()
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        for line in lines:
            part = line.split("\t")
            if len(part) == 3 and part[1] == "kTGH":
                found.add(int(part[0][2:], 16))
    if len(found) != 8105:
        sys.exit(f"kTGH lists {len(found)} characters, not 8105")
    return found


def gb2312():
    """Every character of GB 2312, Hanzi and symbols."""
    found = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes([high, low]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return found


def gbk():
    """Every character of GBK."""
    found = set()
    for high in range(0x81, 0xFF):
        for low in range(0x40, 0xFF):
            try:
                found.add(ord(bytes([high, low]).decode("gbk")))
            except UnicodeDecodeError:
                pass
    return found


def rename(font, family):
    """Replaces every name that carries a reserved font name."""
    names = font["name"]
    kept = {i: names.getDebugName(i) for i in (0, 5, 7, 13, 14) if names.getDebugName(i)}
    names.names = []
    postscript = family.replace(" ", "")
    kept |= {1: family, 2: "Regular", 3: f"{family}: cut for Jianban", 4: family, 6: postscript}
    for ident, text in sorted(kept.items()):
        names.setName(text, ident, 3, 1, 0x409)


def to_cff(font):
    """Writes the outlines as CFF, with cubic curves."""
    glyphs = font.getGlyphSet()
    drawn = {}
    for name in font.getGlyphOrder():
        pen = T2CharStringPen(glyphs[name].width, glyphs)
        if font["glyf"][name].numberOfContours > 0:
            outlines.draw(font["glyf"][name], font["glyf"], pen)
        else:
            glyphs[name].draw(pen)
        drawn[name] = pen.getCharString()
    postscript = font["name"].getDebugName(6)
    for table in ("glyf", "loca", "maxp"):
        del font[table]
    font.sfntVersion = "OTTO"
    builder = FontBuilder(font=font)
    builder.isTTF = False
    builder.setupCFF(postscript, {"FullName": postscript}, drawn, {})
    builder.setupMaxp()
    font["post"].formatType = 3.0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--rename")
    parser.add_argument("--cff", action="store_true")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--rare", action="store_true")
    args = parser.parse_args()

    wanted = standard_characters() | gb2312() | {ord(c) for c in NAMES}
    hanzi = set(wanted)
    for first, last in SYMBOLS:
        wanted |= set(range(first, last + 1))
    if args.plain:
        for first, last in SHARED:
            wanted -= set(range(first, last + 1)) - gbk()
    if args.rare:
        wanted = hanzi = (gbk() | set(range(0x3400, 0x4DC0)) | set(range(0x4E00, 0xA000))) - wanted

    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += DROPPED
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.glyph_names = False
    options.recalc_timestamp = False
    options.prune_unicode_ranges = True

    font = TTFont(args.source, recalcTimestamp=False)
    lacking = hanzi - set(font.getBestCmap())
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    if args.rename:
        rename(font, args.rename)
    if args.cff:
        to_cff(font)
    else:
        print("points: %d, now %d" % outlines.lean(font))
    font.save(args.target)
    print(f"{args.target}: {len(font.getBestCmap())} characters, lacking", *(f"U+{c:04X}" for c in sorted(lacking)))


main()
