"""keys.py WINDOW X Y WIDTH HEIGHT TIMES [KEY]: presses a key in the window that has the
keyboard, TIMES times, and prints the milliseconds from each to the first change in a part of
its picture: middle, least and most. DISPLAY names the screen."""
import ctypes as c, ctypes.util, statistics, sys, time

x11, tst = (c.CDLL(ctypes.util.find_library(n)) for n in ("X11", "Xtst"))


class Image(c.Structure):
    _fields_ = [("width", c.c_int), ("height", c.c_int), ("xoffset", c.c_int), ("format", c.c_int), ("data", c.POINTER(c.c_char)),
                ("order", c.c_int), ("unit", c.c_int), ("bit_order", c.c_int), ("pad", c.c_int), ("depth", c.c_int), ("line", c.c_int)]


x11.XOpenDisplay.restype = c.c_void_p
x11.XGetImage.restype = c.POINTER(Image)
x11.XGetImage.argtypes = [c.c_void_p, c.c_ulong, c.c_int, c.c_int, c.c_uint, c.c_uint, c.c_ulong, c.c_int]
x11.XDestroyImage.argtypes = [c.POINTER(Image)]
x11.XStringToKeysym.restype = c.c_ulong
x11.XKeysymToKeycode.argtypes = [c.c_void_p, c.c_ulong]
tst.XTestFakeKeyEvent.argtypes = [c.c_void_p, c.c_uint, c.c_int, c.c_ulong]
x11.XFlush.argtypes = [c.c_void_p]
window, x, y, w, h, times = (int(v, 0) for v in sys.argv[1:7])
d = x11.XOpenDisplay(None)
key = x11.XKeysymToKeycode(d, x11.XStringToKeysym((sys.argv[7] if len(sys.argv) > 7 else "1").encode()))


def picture():
    i = x11.XGetImage(d, window, x, y, w, h, 0xFFFFFFFF, 2)
    b = c.string_at(i.contents.data, i.contents.line * h)
    x11.XDestroyImage(i)
    return b


def settled():
    """The picture, once it has not changed for half a second."""
    last, since = picture(), time.perf_counter()
    while time.perf_counter() - since < 0.5:
        time.sleep(0.02)
        if (now := picture()) != last:
            last, since = now, time.perf_counter()
    return last


took = []
for _ in range(times):
    before = settled()
    start = time.perf_counter()
    tst.XTestFakeKeyEvent(d, key, 1, 0)
    tst.XTestFakeKeyEvent(d, key, 0, 0)
    x11.XFlush(d)
    while picture() == before:
        if time.perf_counter() - start > 3:
            sys.exit("no change within three seconds")
        time.sleep(0.001)
    took.append(1000 * (time.perf_counter() - start))
print(f"{statistics.median(took):.0f} {min(took):.0f} {max(took):.0f}")
