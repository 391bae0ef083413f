"""Runs a command several times: measure.py RUNS COMMAND ARGUMENT...

Prints the best run's wall time and CPU time (user and system) in milliseconds
and its peak memory in MiB. CPU time stays comparable on a busy machine.
"""

import os
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


runs = [once(sys.argv[2:]) for _ in range(int(sys.argv[1]))]
print(*(f"{min(values):.0f}" for values in zip(*runs)))
