"""Values on the wire, rebuilt as plain data: what a value's class says of itself is left behind."""

import struct

DEEPEST = 200
MOST_OF_AN_ITERATOR = 1_000_000


class Opaque:
    """Stands for a value that has no plain form; equal to nothing but itself."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


class CannotSend(Exception):
    """A value of the checks has no plain form."""


def frame(kind, body):
    return struct.pack("<I", len(body) + 1) + kind + body


def read_frame(stream):
    head = stream.read(4)
    if len(head) < 4:
        return None, b""
    (length,) = struct.unpack("<I", head)
    body = stream.read(length)
    if len(body) < length:
        return None, b""
    return body[:1], body[1:]


def encode(value, strict=False):
    out = bytearray()
    _write(out, value, 0, strict)
    return bytes(out)


def _number(out, value):
    size = (int.bit_length(value) + 8) // 8
    out += struct.pack("<I", size)
    out += int.to_bytes(value, size, "little", signed=True)


def _text(out, value):
    data = str.encode(value, "utf-8", "surrogatepass")
    out += struct.pack("<I", len(data))
    out += data


def _items(out, tag, items, depth, strict):
    out += tag
    out += struct.pack("<I", len(items))
    for item in items:
        _write(out, item, depth + 1, strict)


def _write(out, value, depth, strict):
    if depth > DEEPEST:
        raise ValueError("a value is nested deeper than %d" % DEEPEST)
    if value is None:
        out += b"N"
    elif value is True:
        out += b"T"
    elif value is False:
        out += b"F"
    elif isinstance(value, int):
        out += b"i"
        _number(out, value)
    elif isinstance(value, float):
        out += b"d" + struct.pack("<d", value)
    elif isinstance(value, str):
        out += b"s"
        _text(out, value)
    elif isinstance(value, list):
        _items(out, b"[", list(list.__iter__(value)), depth, strict)
    elif isinstance(value, tuple):
        _items(out, b"(", list(tuple.__iter__(value)), depth, strict)
    elif isinstance(value, dict):
        out += b"{" + struct.pack("<I", dict.__len__(value))
        for key, item in dict.items(value):
            _write(out, key, depth + 1, strict)
            _write(out, item, depth + 1, strict)
    elif isinstance(value, set):
        _items(out, b"S", list(set.__iter__(value)), depth, strict)
    elif isinstance(value, frozenset):
        _items(out, b"Z", list(frozenset.__iter__(value)), depth, strict)
    elif isinstance(value, complex):
        out += b"c" + struct.pack("<dd", value.real, value.imag)
    elif isinstance(value, (bytes, bytearray)):
        data = bytes(value)
        out += b"b" if isinstance(value, bytes) else b"B"
        out += struct.pack("<I", len(data))
        out += data
    elif isinstance(value, range):
        out += b"R"
        for number in (value.start, value.stop, value.step):
            _number(out, number)
    else:
        _write_other(out, value, depth, strict)


def _write_other(out, value, depth, strict):
    kind = type(value)
    module = getattr(kind, "__module__", "")
    if module == "fractions":
        out += b"q"
        _number(out, value.numerator)
        _number(out, value.denominator)
    elif module == "decimal":
        out += b"D"
        _text(out, str(value))
    elif module == "numpy" and hasattr(value, "item") and getattr(value, "shape", None) == ():
        _write(out, value.item(), depth, strict)
    elif hasattr(kind, "__iter__") and not callable(value):
        items = []
        for item in value:
            items.append(item)
            if len(items) > MOST_OF_AN_ITERATOR:
                raise ValueError("an iterator has no end")
        _items(out, b"I", items, depth, strict)
    elif strict:
        raise CannotSend("the checks pass a value of type %s, which cannot be sent to the program" % kind.__name__)
    else:
        out += b"O"
        _text(out, "<%s>" % kind.__name__)


def decode(data):
    value, at = _read(data, 0, 0)
    if at != len(data):
        raise ValueError("bytes behind a value")
    return value


def _size(data, at):
    (size,) = struct.unpack_from("<I", data, at)
    return size, at + 4


def _chunk(data, at):
    size, at = _size(data, at)
    if at + size > len(data):
        raise ValueError("a value is cut off")
    return data[at : at + size], at + size


def _integer(data, at):
    chunk, at = _chunk(data, at)
    return int.from_bytes(chunk, "little", signed=True), at


def _list(data, at, depth):
    size, at = _size(data, at)
    if size > len(data) - at:
        raise ValueError("a value is cut off")
    items = []
    for _ in range(size):
        item, at = _read(data, at, depth + 1)
        items.append(item)
    return items, at


def _read(data, at, depth):
    if depth > DEEPEST:
        raise ValueError("a value is nested too deep")
    tag = data[at : at + 1]
    at += 1
    if tag == b"N":
        return None, at
    if tag == b"T":
        return True, at
    if tag == b"F":
        return False, at
    if tag == b"i":
        return _integer(data, at)
    if tag == b"d":
        return struct.unpack_from("<d", data, at)[0], at + 8
    if tag == b"c":
        return complex(*struct.unpack_from("<dd", data, at)), at + 16
    if tag == b"s":
        chunk, at = _chunk(data, at)
        return chunk.decode("utf-8", "surrogatepass"), at
    if tag == b"b":
        return _chunk(data, at)
    if tag == b"B":
        chunk, at = _chunk(data, at)
        return bytearray(chunk), at
    if tag == b"O":
        chunk, at = _chunk(data, at)
        return Opaque(chunk.decode("utf-8", "replace")), at
    if tag == b"D":
        import decimal

        chunk, at = _chunk(data, at)
        return decimal.Decimal(chunk.decode("ascii")), at
    if tag == b"q":
        import fractions

        numerator, at = _integer(data, at)
        denominator, at = _integer(data, at)
        return fractions.Fraction(numerator, denominator), at
    if tag == b"R":
        start, at = _integer(data, at)
        stop, at = _integer(data, at)
        step, at = _integer(data, at)
        return range(start, stop, step), at
    if tag in b"[(SZI" and tag:
        items, at = _list(data, at, depth)
        if tag == b"[":
            return items, at
        if tag == b"(":
            return tuple(items), at
        if tag == b"S":
            return set(items), at
        if tag == b"Z":
            return frozenset(items), at
        return iter(items), at
    if tag == b"{":
        size, at = _size(data, at)
        result = {}
        for _ in range(size):
            key, at = _read(data, at, depth + 1)
            value, at = _read(data, at, depth + 1)
            result[key] = value
        return result, at
    raise ValueError("no value begins with %r" % tag)
