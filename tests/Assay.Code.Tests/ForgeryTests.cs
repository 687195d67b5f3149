using System.Runtime.Versioning;
using Assay.Scoring.Code;

namespace Assay.Code.Tests;

/// <summary>Programs that claim to be right instead of being it.</summary>
[SupportedOSPlatform("linux")]
public sealed class ForgeryTests
{
    private const string Python = """
        def check(candidate):
            assert candidate(2) == 4
            assert candidate(3) == 9
            assert candidate([1]) == [1]
        check(square)
        """;

    private const string JavaScript = """
        console.assert(square(2) === 4)
        console.assert(square(3) === 9)
        """;

    public static TheoryData<string, string> PythonPrograms =>
        new()
        {
            { "exits with success", "import os\ndef square(x):\n    os._exit(0)\n" },
            { "exits while it is loaded", "import os\nos._exit(0)\ndef square(x): pass\n" },
            { "raises SystemExit", "def square(x):\n    raise SystemExit(0)\n" },
            { "raises SystemExit while it is loaded", "import sys\ndef square(x): pass\nsys.exit(0)\n" },
            { "raises KeyboardInterrupt", "def square(x):\n    raise KeyboardInterrupt()\n" },
            { "prints that it passed", "print('passed', flush=True)\ndef square(x):\n    print('passed')\n" },
            {
                "equals everything",
                "class Yes:\n    def __eq__(self, other): return True\n    def __ne__(self, other): return False\ndef square(x): return Yes()\n"
            },
            {
                "is an int that equals everything",
                "class Yes(int):\n    def __eq__(self, other): return True\n    __hash__ = int.__hash__\ndef square(x): return Yes(7)\n"
            },
            {
                "is a list that equals everything",
                "class Yes(list):\n    def __eq__(self, other): return True\ndef square(x): return Yes()\n"
            },
            {
                "patches the builtins",
                "import builtins\nbuiltins.AssertionError = BaseException\nbuiltins.all = lambda x: True\ndef square(x): return None\n"
            },
            {
                "replaces check in every module",
                "import sys\nfor m in list(sys.modules.values()):\n    try: m.check = lambda f: None\n    except Exception: pass\ndef square(x): return 0\n"
            },
            {
                "patches unittest",
                "import unittest\nunittest.TestCase.assertEqual = lambda *a: None\ndef square(x): return 0\n"
            },
            {
                "walks the frames",
                "import sys\ndef square(x):\n    f = sys._getframe()\n    while f:\n        for k in list(f.f_locals):\n            f.f_globals[k] = lambda *a: True\n        f = f.f_back\n    return 0\n"
            },
            { "runs at exit", "import atexit, os\natexit.register(lambda: os._exit(0))\ndef square(x): return 0\n" },
            {
                "writes a verdict to every descriptor",
                "import os\ndef square(x):\n    for fd in range(256):\n        try: os.write(fd, b'\\x02\\x00\\x00\\x00VP')\n        except OSError: pass\n    return 0\n"
            },
            {
                "writes a verdict before it is called",
                "import os\nfor fd in range(256):\n    try: os.write(fd, b'\\x02\\x00\\x00\\x00VP')\n    except OSError: pass\ndef square(x): return 0\n"
            },
            {
                "answers before it is asked",
                "import os\nfor fd in range(3, 256):\n    try: os.write(fd, b'\\x01\\x00\\x00\\x00H\\x01\\x00\\x00\\x00R')\n    except OSError: pass\ndef square(x): return 0\n"
            },
            {
                "closes all its descriptors",
                "import os\ndef square(x):\n    os.closerange(0, 256)\n    return x * x\n"
            },
            {
                "leaves a child that goes on",
                "import os, time\ndef square(x):\n    if os.fork() == 0:\n        os.setsid()\n        time.sleep(1000)\n    return 0\n"
            },
            {
                "kills its parents",
                "import os, signal\ndef square(x):\n    for pid in range(1, 50):\n        if pid != os.getpid():\n            try: os.kill(pid, signal.SIGKILL)\n            except OSError: pass\n    return 0\n"
            },
            {
                "looks for the checks in memory",
                "import gc\ndef square(x):\n    for o in gc.get_objects():\n        if isinstance(o, dict) and 'check' in o: o['check'] = lambda f: None\n    return 0\n"
            },
            { "returns a value that has no end", "import itertools\ndef square(x): return itertools.count()\n" },
            { "returns more than the checks can bear", "def square(x): return [0] * (30 * 1000 * 1000)\n" },
            { "returns itself in itself", "def square(x):\n    a = []\n    a.append(a)\n    return a\n" },
            {
                "returns a list that lies about its length",
                "class L(list):\n    def __len__(self): return 10**9\n    def __iter__(self): return iter([])\ndef square(x): return L([1, 2])\n"
            },
            { "is not there", "def cube(x): return x ** 3\n" },
            { "is no program", "def square(x:\n" },
            { "is binary noise", "\0\u0001\u0002\uffff" },
        };

    public static TheoryData<string, string> JavaScriptPrograms =>
        new()
        {
            { "exits with success", "const square = (x) => { process.exit(0) }" },
            { "patches console.assert", "console.assert = () => {}; const square = (x) => 0" },
            {
                "equals everything",
                "const square = (x) => ({ valueOf: () => x * x, toString: () => String(x * x), [Symbol.toPrimitive]: () => x * x })"
            },
            {
                "writes a verdict",
                "const fs = require('fs'); const square = (x) => { for (let d = 0; d < 64; d++) try { fs.writeSync(d, Buffer.from([2,0,0,0,86,80])) } catch {} return 0 }"
            },
            {
                "patches what the harness uses",
                "Buffer.concat = () => Buffer.from('VP'); JSON.stringify = () => ''; const square = (x) => 0"
            },
            {
                "pollutes prototypes",
                "Object.prototype.then = (f) => f(4); Array.prototype.toString = () => '4'; const square = (x) => []"
            },
            { "throws while it is loaded", "throw { toString() { process.exit(0) } }; const square = 0" },
            { "returns a number in an object", "const square = (x) => new Number(x * x)" },
        };

    [Theory]
    [MemberData(nameof(PythonPrograms))]
    public async Task A_Python_program_does_not_pass_that(string what, string program) =>
        Assert.NotEqual(CodeOutcome.Passed, await OutcomeAsync("python", program, Python, what));

    [Theory]
    [MemberData(nameof(JavaScriptPrograms))]
    public async Task A_JavaScript_program_does_not_pass_that(string what, string program) =>
        Assert.NotEqual(CodeOutcome.Passed, await OutcomeAsync("js", program, JavaScript, what));

    [Fact]
    public async Task A_right_Python_program_passes_whatever_it_prints() =>
        Assert.Equal(
            CodeOutcome.Passed,
            await OutcomeAsync(
                "python",
                "import sys\nprint('hello')\ndef square(x):\n    print(x, file=sys.stderr)\n    return x * x if isinstance(x, int) else x\n",
                Python,
                ""
            )
        );

    [Fact]
    public async Task A_right_JavaScript_program_passes_whatever_it_prints() =>
        Assert.Equal(
            CodeOutcome.Passed,
            await OutcomeAsync(
                "js",
                "console.log('hello');\nconst square = (x) => { console.log(x); return x * x }",
                JavaScript,
                ""
            )
        );

    private static async Task<CodeOutcome> OutcomeAsync(string language, string program, string test, string what)
    {
        var verdict = await Judge.OfAsync(
            new CodeTask
            {
                Language = language,
                EntryPoint = "square",
                Prompt = language == "js" ? "const square = (x) => {\n" : "def square(x):\n",
                Answer = new(program, true, "test"),
                Test = test,
                Time = TimeSpan.FromSeconds(4),
                Memory = 512L << 20,
            }
        );
        Assert.True(verdict.Outcome != CodeOutcome.SandboxFault, $"{what}: {verdict}");
        return verdict.Outcome;
    }
}
