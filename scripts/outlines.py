"""Makes outlines of a TrueType font leaner without changing what is seen.

Points that say nothing are left out: one in the middle between two control
points (the format implies it), one on a straight line, one equal to the one
before it; and neighbouring curves become one where that stays within TOLERANCE
of both. Fonts converted from cubic curves hold a fifth more points than they
need; papers carry their bytes.
"""

from fontTools.ttLib.tables import ttProgram
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates

TOLERANCE = 0.5  # units of the font; a thousand are an em, at 三号 5.6 mm
STEPS = 12  # straight pieces that stand for a curve where distances are measured


def contours(glyph, table):
    """The contours as lists of segments (from, control or None, to)."""
    points, ends, flags = glyph.getCoordinates(table)
    start = 0
    for end in ends:
        ring = [(points[i], flags[i] & 1) for i in range(start, end + 1)]
        start = end + 1
        full = []  # with the implied points
        for i, (p, on) in enumerate(ring):
            q, before = ring[i - 1]
            if not on and not before:
                full.append((((p[0] + q[0]) / 2, (p[1] + q[1]) / 2), 1))
            full.append((p, on))
        while full and not full[0][1]:
            full.append(full.pop(0))
        segments, at = [], 0
        n = len(full)
        while at < n:
            p = full[at][0]
            q, on = full[(at + 1) % n]
            if on:
                if q != p:
                    segments.append((p, None, q))
                at += 1
            else:
                r = full[(at + 2) % n][0]
                if q != p or r != p:
                    segments.append((p, q, r))
                at += 2
        yield segments


def sampled(segment, steps=STEPS):
    p, c, q = segment
    if c is None:
        return [p, q]
    out = []
    for i in range(steps + 1):
        t = i / steps
        u = 1 - t
        out.append((u * u * p[0] + 2 * u * t * c[0] + t * t * q[0], u * u * p[1] + 2 * u * t * c[1] + t * t * q[1]))
    return out


def near(point, line, limit):
    """Whether a point is within limit of a line of straight pieces."""
    x, y = point
    for (ax, ay), (bx, by) in zip(line, line[1:]):
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        t = 0 if length == 0 else max(0, min(1, ((x - ax) * dx + (y - ay) * dy) / length))
        ex, ey = ax + t * dx - x, ay + t * dy - y
        if ex * ex + ey * ey <= limit * limit:
            return True
    return False


def joined(run):
    """One segment for a run of them that are of one kind, or None."""
    first, last = run[0], run[-1]
    p, q = first[0], last[2]
    if p == q:
        return None
    if first[1] is None:
        for a, _, b in run:
            if (b[0] - a[0]) * (q[0] - p[0]) + (b[1] - a[1]) * (q[1] - p[1]) <= 0:
                return None  # turns back
        one = (p, None, q)
        return one if all(near(s[2], [p, q], TOLERANCE) for s in run[:-1]) else None
    ux, uy = first[1][0] - p[0], first[1][1] - p[1]
    vx, vy = q[0] - last[1][0], q[1] - last[1][1]
    cross = ux * vy - uy * vx
    if abs(cross) < 1e-9 or ux * vx + uy * vy <= 0:
        return None
    t = ((q[0] - p[0]) * vy - (q[1] - p[1]) * vx) / cross
    s = ((q[0] - p[0]) * uy - (q[1] - p[1]) * ux) / cross
    if t <= 0 or s <= 0:
        return None
    one = (p, (round(p[0] + t * ux), round(p[1] + t * uy)), q)
    line = sampled(one)
    old = [sampled(s, 4) for s in run]
    if not all(near(x, line, TOLERANCE) for part in old for x in part):
        return None
    flat = [x for s in run for x in sampled(s)]
    return one if all(near(x, flat, TOLERANCE) for x in line) else None


def leaner(segments):
    """The segments of a contour with runs of them joined."""
    out, n = [], len(segments)
    if n == 0:
        return out
    # A contour begins where two segments of different kinds meet, if anywhere.
    kind = [s[1] is None for s in segments]
    turn = next((i for i in range(n) if kind[i] != kind[i - 1]), 0)
    segments = segments[turn:] + segments[:turn]
    i = 0
    while i < n:
        best, j = segments[i], i + 1
        while j < n and (segments[j][1] is None) == (segments[i][1] is None):
            one = joined(segments[i : j + 1])
            if one is None:
                break
            best, j = one, j + 1
        out.append(best)
        i = j
    return out


def points(segments):
    """The points and flags of a contour, those left out that are implied."""
    ring = []
    for p, c, _ in segments:
        ring.append((p, 1))
        if c is not None:
            ring.append((c, 0))
    n, out = len(ring), []
    for i, (p, on) in enumerate(ring):
        a, b = ring[i - 1], ring[(i + 1) % n]
        if on and n > 2 and not a[1] and not b[1] and abs(a[0][0] + b[0][0] - 2 * p[0]) <= 1 and abs(a[0][1] + b[0][1] - 2 * p[1]) <= 1:
            continue
        # a point that was implied and is no longer lies between whole numbers
        out.append(((round(p[0]), round(p[1])), on))
    return out


def lean(font):
    """Makes every simple glyph of the font leaner; tells how many points there
    were and are."""
    table = font["glyf"]
    before = after = 0
    for name in font.getGlyphOrder():
        glyph = table[name]
        if glyph.numberOfContours <= 0:
            continue
        before += len(glyph.coordinates)
        coordinates, flags, ends = [], [], []
        for segments in contours(glyph, table):
            ring = points(leaner(segments))
            if len(ring) < 3:
                continue  # nothing to see
            coordinates += [p for p, _ in ring]
            flags += [on for _, on in ring]
            ends.append(len(coordinates) - 1)
        after += len(coordinates)
        glyph.coordinates, glyph.flags, glyph.endPtsOfContours = GlyphCoordinates(coordinates), bytearray(flags), ends
        glyph.numberOfContours = len(ends)
        glyph.program = ttProgram.Program()
        glyph.program.fromBytecode(b"")
        glyph.recalcBounds(table)
    return before, after


LONGEST = 6  # quadratic curves that are looked at for one cubic


def bent(p, a, b, q, steps=STEPS):
    """A cubic curve as straight pieces."""
    out = []
    for i in range(steps + 1):
        t = i / steps
        u = 1 - t
        k = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        out.append(tuple(k[0] * p[j] + k[1] * a[j] + k[2] * b[j] + k[3] * q[j] for j in (0, 1)))
    return out


def cubic(run):
    """The control points of one cubic curve for a run of quadratic ones, or None:
    such runs were made of cubics, parted at equal steps of their parameter."""
    (p, first, _), (_, last, q) = run[0], run[-1]
    n = len(run)
    flat = [x for s in run for x in sampled(s, 6)]
    for stretch in (1, 0.96, 1.04):
        for other in (1, 0.96, 1.04):
            s, t = 2 * n / 3 * stretch, 2 * n / 3 * other
            a = (round(p[0] + s * (first[0] - p[0])), round(p[1] + s * (first[1] - p[1])))
            b = (round(q[0] + t * (last[0] - q[0])), round(q[1] + t * (last[1] - q[1])))
            line = bent(p, a, b, q)
            if all(near(x, flat, 2 * TOLERANCE) for x in line) and all(near(x, line, 2 * TOLERANCE) for x in flat):
                return a, b
    return None


def smooth(s, t):
    """Whether a curve goes on into the next without a corner."""
    ux, uy, vx, vy = s[2][0] - s[1][0], s[2][1] - s[1][1], t[1][0] - t[0][0], t[1][1] - t[0][1]
    return ux * vx + uy * vy > 0 and abs(ux * vy - uy * vx) <= 0.1 * (ux * vx + uy * vy)


def draw(glyph, table, pen):
    """Draws a simple glyph with cubic curves, as few as stay near the quadratic
    ones."""
    for segments in contours(glyph, table):
        if not segments:
            continue
        corner = next((i for i, s in enumerate(segments) if s[1] is None or segments[i - 1][1] is None or not smooth(segments[i - 1], s)), 0)
        segments = segments[corner:] + segments[:corner]
        pen.moveTo(segments[0][0])
        i = 0
        while i < len(segments):
            p, c, q = segments[i]
            if c is None:
                if i + 1 < len(segments):  # the last line is drawn by closing
                    pen.lineTo(q)
                i += 1
                continue
            most = i + 1
            while most < len(segments) and most - i < LONGEST and segments[most][1] is not None and smooth(segments[most - 1], segments[most]):
                most += 1
            for end in range(most, i, -1):
                found = cubic(segments[i:end]) if end - i > 1 else None
                if found:
                    pen.curveTo(*found, segments[end - 1][2])
                    i = end
                    break
            else:
                pen.qCurveTo(c, q)
                i += 1
        pen.closePath()
