"use strict";
// Runs the program under test: loads it, then answers calls. Nothing that happens here is believed but the values of its answers.

const { encode, decode, readFrame, send, requireFor } = require("./values.js");

function describe(error) {
  try {
    return Buffer.from(`${(error && error.name) || "Error"}\0${(error && error.message) || error}`.slice(0, 2000));
  } catch {
    return Buffer.from("Error");
  }
}

function main() {
  send("A", Buffer.alloc(0));
  const entry = readFrame().body.toString();
  const source = readFrame().body.toString();
  const load = requireFor(require);
  let program;
  try {
    program = new Function("require", "module", "exports", `${source}\n;return ${entry};`);
  } catch (error) {
    send(error instanceof SyntaxError ? "E" : "L", describe(error));
    return;
  }
  let answer;
  try {
    const module = { exports: {} };
    answer = program.call(module.exports, load, module, module.exports);
    if (typeof answer !== "function") throw new TypeError(`${entry} is not a function`);
  } catch (error) {
    send("L", describe(error));
    return;
  }
  send("H", Buffer.alloc(0));
  for (let frame = readFrame(); frame; frame = readFrame()) {
    const given = decode(frame.body);
    let body;
    try {
      const result = answer(...given);
      body = encode([result, given]);
    } catch (error) {
      send("X", describe(error));
      continue;
    }
    send("R", body);
  }
}

main();
process.exit(0);
