"use strict";
// Values on the wire, rebuilt as plain data: what a value's class says of itself is left behind. Functions that are needed are taken
// before anybody else's code runs.

const fs = require("fs");
const DEEPEST = 200;

class Opaque {
  constructor(text) {
    this.text = text;
  }
}

class CannotSend extends Error {}

const isArray = Array.isArray;
const keysOf = Object.keys;

function encode(value, strict) {
  const parts = [];
  write(parts, value, 0, strict);
  return Buffer.concat(parts);
}

function size(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

function tagged(parts, tag, bytes) {
  parts[parts.length] = Buffer.from(tag);
  parts[parts.length] = size(bytes.length);
  parts[parts.length] = bytes;
}

function counted(parts, tag, count) {
  parts[parts.length] = Buffer.from(tag);
  parts[parts.length] = size(count);
}

function write(parts, value, depth, strict) {
  if (depth > DEEPEST) throw new RangeError("a value is nested too deep");
  switch (typeof value) {
    case "undefined":
      parts[parts.length] = Buffer.from("U");
      return;
    case "boolean":
      parts[parts.length] = Buffer.from(value ? "T" : "F");
      return;
    case "number": {
      const bytes = Buffer.alloc(9);
      bytes.write("d");
      bytes.writeDoubleLE(value, 1);
      parts[parts.length] = bytes;
      return;
    }
    case "string":
      tagged(parts, "s", Buffer.from(value, "utf16le"));
      return;
    case "bigint":
      tagged(parts, "i", Buffer.from(value.toString()));
      return;
    case "object":
      break;
    default:
      if (strict) throw new CannotSend(`the checks pass a ${typeof value}, which cannot be sent to the program`);
      tagged(parts, "O", Buffer.from(typeof value));
      return;
  }
  if (value === null) {
    parts[parts.length] = Buffer.from("N");
  } else if (isArray(value)) {
    counted(parts, "[", value.length);
    for (let i = 0; i < value.length; i++) write(parts, value[i], depth + 1, strict);
  } else if (value instanceof Map) {
    const entries = [...Map.prototype.entries.call(value)];
    counted(parts, "M", entries.length);
    for (const [key, item] of entries) {
      write(parts, key, depth + 1, strict);
      write(parts, item, depth + 1, strict);
    }
  } else if (value instanceof Set) {
    const items = [...Set.prototype.values.call(value)];
    counted(parts, "S", items.length);
    for (const item of items) write(parts, item, depth + 1, strict);
  } else if (value instanceof Number || value instanceof String || value instanceof Boolean) {
    tagged(parts, "O", Buffer.from("boxed value"));
  } else if (value instanceof Promise || value instanceof Error || value instanceof RegExp || value instanceof Date) {
    tagged(parts, "O", Buffer.from(Object.prototype.toString.call(value)));
  } else {
    const keys = keysOf(value);
    counted(parts, "{", keys.length);
    for (const key of keys) {
      tagged(parts, "s", Buffer.from(key, "utf16le"));
      write(parts, value[key], depth + 1, strict);
    }
  }
}

function decode(bytes) {
  let at = 0;
  const value = read(0);
  if (at !== bytes.length) throw new RangeError("bytes behind a value");
  return value;

  function count() {
    const number = bytes.readUInt32LE(at);
    at += 4;
    if (number > bytes.length - at) throw new RangeError("a value is cut off");
    return number;
  }

  function chunk() {
    const length = count();
    const part = bytes.subarray(at, at + length);
    at += length;
    return part;
  }

  function read(depth) {
    if (depth > DEEPEST) throw new RangeError("a value is nested too deep");
    const tag = String.fromCharCode(bytes[at++]);
    switch (tag) {
      case "U":
        return undefined;
      case "N":
        return null;
      case "T":
        return true;
      case "F":
        return false;
      case "d": {
        const number = bytes.readDoubleLE(at);
        at += 8;
        return number;
      }
      case "s":
        return chunk().toString("utf16le");
      case "i":
        return BigInt(chunk().toString());
      case "O":
        return new Opaque(chunk().toString());
      case "[": {
        const items = [];
        for (let left = count(); left > 0; left--) items.push(read(depth + 1));
        return items;
      }
      case "S": {
        const items = new Set();
        for (let left = count(); left > 0; left--) items.add(read(depth + 1));
        return items;
      }
      case "M": {
        const items = new Map();
        for (let left = count(); left > 0; left--) {
          const key = read(depth + 1);
          items.set(key, read(depth + 1));
        }
        return items;
      }
      case "{": {
        const result = {};
        for (let left = count(); left > 0; left--) {
          const key = read(depth + 1);
          Object.defineProperty(result, key, {
            value: read(depth + 1),
            writable: true,
            enumerable: true,
            configurable: true,
          });
        }
        return result;
      }
      default:
        throw new RangeError("no value begins so");
    }
  }
}

function readExactly(descriptor, length) {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const got = fs.readSync(descriptor, bytes, done, length - done, null);
    if (got === 0) return null;
    done += got;
  }
  return bytes;
}

// The shell has put the pipes of the relay at 3 and 4, and nothing at 0 and 1.
function readFrame() {
  const head = readExactly(3, 4);
  const body = head && readExactly(3, head.readUInt32LE(0));
  return body && { kind: String.fromCharCode(body[0]), body: body.subarray(1) };
}

function send(kind, body) {
  const bytes = Buffer.concat([size(body.length + 1), Buffer.from(kind), body]);
  for (let done = 0; done < bytes.length; ) done += fs.writeSync(4, bytes, done);
}

// What programs of the benchmarks may ask for beside Node's own modules.
function requireFor(own) {
  return (name) =>
    name === "js-md5" ? (text) => own("crypto").createHash("md5").update(text).digest("hex") : own(name);
}

module.exports = { encode, decode, readFrame, send, requireFor, CannotSend };
