"""Runs a command several times:
measure.py [--before PROGRAM HERE THERE] RUNS COMMAND ARGUMENT...

Prints wall time and CPU time (user and system) in milliseconds and peak memory
in MiB of the best run. With --before the same arguments are given in turn to
that program too, an earlier build, with the folder THERE for the folder HERE: it
has files of its own, since it cannot read what a later build wrote. Printed are
then the medians of both and the ratio of the medians: wall, CPU, memory of
COMMAND, of PROGRAM, ratios.
CPU time stays comparable on a busy machine.
"""

import os
import statistics
import sys
import time


def once(command):
    start = time.monotonic()
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.execvp(command[0], command)
    _, status, used = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed")
    return (time.monotonic() - start) * 1000, (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / 1024


def main(arguments):
    before = None
    if arguments[0] == "--before":
        (before, here, there), arguments = arguments[1:4], arguments[4:]
    times, command = int(arguments[0]), arguments[1:]
    if before is None:
        print(*(f"{min(values):.0f}" for values in zip(*(once(command) for _ in range(times)))))
        return
    earlier = [before] + [argument.replace(here, there) for argument in command[1:]]
    once(command), once(earlier)  # warm
    now, then = [], []
    for _ in range(times):
        now.append(once(command))
        then.append(once(earlier))
    a = [statistics.median(values) for values in zip(*now)]
    b = [statistics.median(values) for values in zip(*then)]
    print(*(f"{v:.0f}" for v in a + b), *(f"{x / y:.2f}" for x, y in zip(a, b)))


main(sys.argv[1:])
