#!/usr/bin/python3
"""Writes data/strokes/strokes.txt: Hanzi in the order of their strokes.

Run it as `make unicode`; the result is committed. Source: Unihan as in Debian's
unicode-data: kTotalStrokes (number of strokes), kRSUnicode (radical), kCangjie and kTGH
(place in the official list of 2013, whose three levels are each ordered by
number of strokes, then by first stroke: heng, shu, pie, dian, zhe).

Unihan does not tell the first stroke. Within one level and number the official
list goes through the five kinds in order, so four bounds tell it for all of its
characters; they are laid where they agree best with the first strokes of the
radicals and of what the Cangjie codes (kCangjie) begin with. For characters
outside the list these two alone decide.

A line: number of strokes, first stroke (1 to 5), the characters in order.
"""
import bz2
import collections
import re
import unicodedata

UNICODE = "/usr/share/unicode/"
# The first strokes of the 214 radicals, as most characters of today have them
# (water as three dots, hand and grass as they stand at the side and on top).
FIRST_STROKES = {
    1: "1 7 22 23 24 27 32 33 37 41 43 48 51 55 56 62 64 65 71 75 78 81 92 96 98 99 112 125 126 127 128 131 133 140 146 151 152 155 156 159 161 164 173 174 176 177 178 181 190 191 193 199 201 207 212",
    2: "2 6 13 25 30 31 42 46 50 72 73 77 102 108 109 114 122 141 142 147 154 157 166 175 179 188 197 203 204 205 206 211",
    3: "4 9 10 11 12 16 20 21 34 35 36 59 60 66 69 74 76 79 82 83 84 87 88 89 91 93 94 97 100 101 106 111 115 118 121 130 132 134 135 136 137 139 143 144 148 150 153 158 165 167 168 172 182 184 186 192 194 195 196 202 208 209 213 214",
    4: "3 8 14 15 40 53 61 63 67 68 70 85 86 95 104 113 116 117 119 123 145 149 160 162 169 180 185 189 198 200 210",
    5: "5 17 18 19 26 28 29 38 39 44 45 47 49 52 54 57 58 80 90 103 105 107 110 120 124 129 138 163 170 171 183 187",
}
RADICAL = {int(n): kind for kind, all_ in FIRST_STROKES.items() for n in all_.split()}
assert sorted(RADICAL) == list(range(1, 215)), set(range(1, 215)) - set(RADICAL)


def unihan(prop):
    out = {}
    for name in ("IRGSources", "RadicalStrokeCounts", "DictionaryLikeData", "OtherMappings"):
        for line in bz2.open(UNICODE + f"Unihan_{name}.txt.bz2", "rt", encoding="utf-8"):
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3 and parts[1] == prop:
                out[int(parts[0][2:], 16)] = parts[2]
    return out


strokes = {c: int(v.split()[0]) for c, v in unihan("kTotalStrokes").items()}
radical = {}
for c, v in unihan("kRSUnicode").items():
    m = re.match(r"(\d+)'*\.(-?\d+)", v)
    radical[c] = (int(m[1]), int(m[2]))
official = {c: int(v.split(":")[1].split()[0]) for c, v in unihan("kTGH").items()}


def level(c):
    return 1 if official[c] <= 3500 else 2 if official[c] <= 6500 else 3


groups = collections.defaultdict(list)
for c in sorted(official, key=official.get):
    groups[level(c), strokes[c]].append(c)

cangjie = unihan("kCangjie")
# The first strokes of what a Cangjie code begins with, the part at the upper left.
CANGJIE = {"A": {2}, "B": {2, 3}, "C": {3, 4}, "D": {1}, "E": {4, 5}, "F": {4, 2}, "G": {1}, "H": {3}, "I": {4, 1}, "J": {1, 4}, "K": {1, 3}, "L": {2}, "M": {1}, "N": {5, 3},
           "O": {3}, "P": {4, 5, 3}, "Q": {1, 3}, "R": {2}, "S": {5, 1}, "T": {1, 4}, "U": {2, 5}, "V": {5}, "W": {2}, "Y": {4, 2}}


def cost(c, k):
    """How badly a kind of first stroke goes with a character."""
    begins = CANGJIE.get(cangjie.get(c, "")[:1])
    return 0.6 * (RADICAL[radical[c][0]] != k) + (k not in begins if begins else 0)


kind = {c: min(range(1, 6), key=lambda k: cost(c, k)) for c in strokes}
# Where two bounds go equally well with what is known, a character belongs to the
# later kind, but rather to heng than to shu.
RATHER = {5: 0, 4: 1, 3: 2, 1: 3, 2: 4, 0: 5}
for chars in groups.values():
    best = [0] * 6  # the fewest disagreements where the characters so far end with a kind
    way = []
    for c in chars:
        row, back = [0] * 6, [0] * 6
        for k in range(1, 6):
            j = min(range(1, k + 1), key=lambda j: (best[j], RATHER[j]))
            row[k], back[k] = best[j] + cost(c, k), j
        best = row
        way.append(back)
    k = min(range(1, 6), key=lambda k: (best[k], RATHER[k]))
    for c, back in zip(reversed(chars), reversed(way)):
        kind[c] = k
        k = back[k]

lines = collections.defaultdict(list)
for c in strokes:
    if unicodedata.normalize("NFKC", chr(c)) == chr(c):  # mended before it is looked up
        lines[strokes[c], kind[c]].append(c)
for (n, k), chars in sorted(lines.items()):
    chars.sort(key=lambda c: (c not in official, official.get(c, 0), *radical[c], c))
    print(f"{n}\t{k}\t" + "".join(map(chr, chars)))
