"""Runs the checks, a process for each set, where no program under test can reach: it knows them only by the values they answer."""

import builtins
import os
import resource
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE]
import values

PACKAGES = "/usr/lib/python3/dist-packages"


class ProgramFailed(Exception):
    """The program under test raised something that has no counterpart here."""


class ProgramLost(BaseException):
    """The program under test is gone."""


def main():
    jobs = os.fdopen(os.dup(0), "rb", buffering=0)
    verdicts = os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    sys.path.remove(HERE)
    sys.path.append(PACKAGES)
    # What checks import most; a child begins with it.
    import collections, copy, decimal, fractions, math, random, re, string, struct, typing

    jobs = Whole(jobs)
    while True:
        kind, entry = values.read_frame(jobs)
        if kind is None:
            return
        _, setup = values.read_frame(jobs)
        _, checks = values.read_frame(jobs)
        _, limits = values.read_frame(jobs)
        child = os.fork()
        if child == 0:
            try:
                judge(jobs, verdicts, entry.decode(), setup.decode(), checks.decode(), values.decode(limits))
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        # A child that was ended by a limit has said nothing.
        send(verdicts, b"Z", str(os.waitstatus_to_exitcode(status)).encode())


class Whole:
    """Reads as many bytes as were asked for, and none in advance: the next ones may be for another process."""

    def __init__(self, stream):
        self.stream = stream

    def read(self, size):
        parts = []
        while size > 0:
            part = self.stream.read(size)
            if not part:
                break
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


def send(stream, kind, body):
    data = memoryview(values.frame(kind, body))
    while data:
        data = data[stream.write(data) :]


def judge(jobs, verdicts, entry, setup, checks, limits):
    seconds, memory = limits
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    failed = []

    def program(*arguments, **named):
        send(verdicts, b"C", values.encode((list(arguments), dict(named)), strict=True))
        kind, body = values.read_frame(jobs)
        if kind == b"R":
            result, given, given_named = values.decode(body)
            for mine, theirs in list(zip(arguments, given)) + [(named[name], given_named.get(name)) for name in named]:
                update(mine, theirs)
            return result
        if kind == b"X":
            name, _, text = body.decode("utf-8", "replace").partition("\0")
            failed.append("%s: %s" % (name, text))
            raise counterpart(name)(text)
        raise ProgramLost()

    program.__name__ = entry
    module = type(sys)("checks")
    sys.modules["checks"] = module
    space = module.__dict__
    try:
        exec(compile(setup, "<prompt>", "exec", dont_inherit=True), space)
        space[entry] = program
        exec(compile(checks, "<checks>", "exec", dont_inherit=True), space)
        verdict = b"P", ""
    except ProgramLost:
        verdict = b"G", ""
    except values.CannotSend as error:
        verdict = b"U", str(error)
    except BaseException as error:
        if failed:
            verdict = b"X", failed[-1]
        elif isinstance(error, MemoryError):
            verdict = b"M", "the checks ran out of memory over what the program returned"
        else:
            verdict = b"W", describe(error, checks)
    send(verdicts, b"V", verdict[0] + verdict[1][:2000].encode("utf-8", "replace"))


def update(mine, theirs):
    """Lets the caller see what the program did to a list, a dictionary or a set that it was given."""
    if type(mine) is not type(theirs):
        return
    if isinstance(mine, list):
        mine[:] = theirs
    elif isinstance(mine, (dict, set)):
        mine.clear()
        mine.update(theirs)


def counterpart(name):
    found = getattr(builtins, name, None)
    return found if isinstance(found, type) and issubclass(found, Exception) else ProgramFailed


def describe(error, checks):
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<checks>":
            line = trace.tb_lineno
        trace = trace.tb_next
    text = checks.splitlines()[line - 1].strip() if line else ""
    return "%s: %s" % (type(error).__name__, text or error)


main()
