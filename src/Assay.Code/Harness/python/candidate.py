"""Runs the program under test: loads it, then answers calls. Nothing that happens here is believed but the values of its answers."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE]
import values

PACKAGES = "/usr/lib/python3/dist-packages"


def main():
    calls = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    sys.path.remove(HERE)
    sys.path.append(PACKAGES)

    def send(kind, body):
        data = memoryview(values.frame(kind, body))
        while data:
            data = data[answers.write(data) :]

    def fail(kind, error):
        text = "%s\0%s" % (type(error).__name__, error)
        send(kind, text[:2000].encode("utf-8", "replace"))

    send(b"A", b"")
    _, entry = values.read_frame(calls)
    _, source = values.read_frame(calls)
    entry = entry.decode()
    try:
        code = compile(source.decode("utf-8", "surrogatepass"), "<answer>", "exec", dont_inherit=True)
    except BaseException as error:
        fail(b"E", error)
        return
    module = type(sys)("answer")
    sys.modules["answer"] = module
    try:
        exec(code, module.__dict__)
        function = module.__dict__.get(entry)
        if function is None:
            raise NameError("name '%s' is not defined" % entry)
    except BaseException as error:
        fail(b"L", error)
        return
    send(b"H", b"")
    while True:
        kind, body = values.read_frame(calls)
        if kind is None:
            return
        arguments, named = values.decode(body)
        try:
            result = function(*arguments, **named)
            body = values.encode((result, arguments, named))
        except BaseException as error:
            fail(b"X", error)
        else:
            send(b"R", body)


main()
