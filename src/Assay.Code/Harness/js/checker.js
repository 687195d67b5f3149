"use strict";
// Runs the checks where no program under test can reach: it knows the program only by the values that it answers.

const { encode, decode, readFrame, send, requireFor, CannotSend } = require("./values.js");

class ProgramFailed extends Error {}
class ProgramLost extends Error {}
class CheckFailed extends Error {}

function verdict(kind, text) {
  send("V", Buffer.from(kind + String(text || "").slice(0, 2000)));
  process.exit(0);
}

function update(mine, theirs) {
  if (Array.isArray(mine) && Array.isArray(theirs)) {
    mine.length = 0;
    for (const item of theirs) mine.push(item);
  } else if (mine && theirs && typeof mine === "object" && Object.getPrototypeOf(mine) === Object.prototype) {
    for (const key of Object.keys(mine)) delete mine[key];
    Object.assign(mine, theirs);
  }
}

function main() {
  send("A", Buffer.alloc(0));
  const entry = readFrame().body.toString();
  const setup = readFrame().body.toString();
  const checks = readFrame().body.toString();
  let failure = null;

  function call(...given) {
    send("C", encode(given, true));
    const frame = readFrame();
    if (frame && frame.kind === "R") {
      const [result, after] = decode(frame.body);
      given.forEach((mine, i) => update(mine, after[i]));
      return result;
    }
    if (frame && frame.kind === "X") {
      failure = frame.body.toString().replace("\0", ": ");
      throw new ProgramFailed(failure);
    }
    throw new ProgramLost();
  }

  console.assert = (holds, ...message) => {
    if (!holds) throw new CheckFailed(message.join(" "));
  };
  console.log = console.error = console.warn = console.info = () => {};
  const source = `${setup}\nconst ${entry} = __program;\n${checks}`;
  const fail = (error) => {
    if (error instanceof ProgramLost) verdict("G");
    if (error instanceof CannotSend) verdict("U", error.message);
    if (failure) verdict("X", failure);
    const place = /<anonymous>:(\d+)/.exec((error && error.stack) || "");
    const line = place ? source.split("\n")[Number(place[1]) - 3] : "";
    verdict("W", `${(error && error.constructor && error.constructor.name) || "Error"}: ${(line || "").trim() || error}`);
  };
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  process.on("exit", () => {});
  try {
    new Function("require", "module", "exports", "__program", source)(requireFor(require), { exports: {} }, {}, call);
  } catch (error) {
    fail(error);
  }
  // Checks that wait for something go on from here.
  process.once("beforeExit", () => verdict("P"));
}

main();
