using System.Runtime.Versioning;
using Assay.Scoring.Code;

namespace Assay.Code.Tests;

/// <summary>Programs that claim to be right instead of being it.</summary>
[SupportedOSPlatform("linux")]
public sealed class ForgeryTests(Judge judge) : IClassFixture<Judge>
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

    private const string Cpp = """
        #include <assert.h>
        int main() {
            assert(square(2) == 4);
            assert(square(3) == 9);
        }
        """;

    private const string Java = """
        public class Main {
            public static void main(String[] args) {
                Solution s = new Solution();
                if (s.square(2) != 4 || s.square(3) != 9) throw new AssertionError();
            }
        }
        """;

    private const string Go = """
        func TestSquare(t *testing.T) {
            assert := assert.New(t)
            assert.Equal(4, square(2))
            assert.Equal(9, square(3))
        }
        """;

    public static TheoryData<string, string> CppPrograms =>
        new()
        {
            { "exits with success", "#include <stdlib.h>\nint square(int x) { _Exit(0); }" },
            {
                "exits while it is loaded",
                "#include <stdlib.h>\nstatic int a = (exit(0), 1);\nint square(int x) { return 0; }"
            },
            { "takes assert away", "#define assert(x)\n#define NDEBUG\nint square(int x) { return 0; }" },
            {
                "has its own way to fail",
                "extern \"C\" void __assert_fail(const char*, const char*, unsigned, const char*) {}\nint square(int x) { return 0; }"
            },
            {
                "equals everything",
                "struct Yes { bool operator==(int) const { return true; } operator int() const { return 7; } };\nYes square(int x) { return Yes(); }"
            },
            {
                "writes a verdict to every descriptor",
                "extern \"C\" long write(int, const void*, unsigned long);\nint square(int x) { for (int d = 0; d < 64; d++) write(d, \"\\2\\0\\0\\0VP\", 6); return 0; }"
            },
            { "speaks for the harness", "int square(int x) { assay::verdict('P', \"\"); return 0; }" },
            { "divides by zero", "int square(int x) { int zero = 0; return x / zero; }" },
            { "reads what is not there", "int square(int x) { return *(volatile int*)0; }" },
            {
                "calls itself for ever",
                "int square(int x) { volatile char a[10000]; a[0] = x; return square(x + 1) + a[0]; }"
            },
            { "forks for ever", "extern \"C\" int fork();\nint square(int x) { while (true) fork(); }" },
            {
                "eats memory",
                "#include <vector>\nint square(int x) { std::vector<std::vector<char>> a; while (true) a.emplace_back(1 << 24, 1); }"
            },
            { "throws what is no exception", "int square(int x) { throw 42; }" },
            { "includes itself for ever", "#include __FILE__\nint square(int x) { return 0; }" },
            { "includes a device without an end", "#include \"/dev/zero\"\nint square(int x) { return 0; }" },
            { "includes a file of the host", "#include \"/etc/passwd\"\nint square(int x) { return x * x; }" },
            {
                "makes the compiler work for ever",
                "template <int N> struct F { static const int v = F<N - 1>::v + F<N - 2>::v; };\ntemplate <class T> struct G { typedef typename G<G<T>>::t t; };\nint square(int x) { return sizeof(G<int>::t); }"
            },
            { "is not there", "int cube(int x) { return x * x * x; }" },
            { "is no program", "int square(int x) {" },
        };

    public static TheoryData<string, string> JavaPrograms =>
        new()
        {
            { "exits with success", "class Solution { public int square(int x) { System.exit(0); return 0; } }" },
            {
                "halts while it is loaded",
                "class Solution { static { Runtime.getRuntime().halt(0); } public int square(int x) { return 0; } }"
            },
            {
                "throws an AssertionError of its own",
                "class Solution { public int square(int x) { throw new AssertionError(); } }"
            },
            {
                "writes a verdict",
                "class Solution { public int square(int x) { try { new java.io.FileOutputStream(java.io.FileDescriptor.out).write(new byte[] {2, 0, 0, 0, 'V', 'P'}); } catch (Exception e) {} return 0; } }"
            },
            {
                "calls the checks' own class",
                "class Solution { public int square(int x) { assay.Checker.call(); return 0; } }"
            },
            {
                "brings a Main of its own",
                "class Solution { public int square(int x) { return 0; } }\nclass Main { public static void main(String[] args) {} }"
            },
            {
                "brings a class of the harness",
                "class Solution { public int square(int x) { return 0; } }\nclass AssayProgram { public static Object call(Object[] given) { return 4; } }"
            },
            { "calls itself for ever", "class Solution { public int square(int x) { return square(x + 1) + 1; } }" },
            {
                "eats memory",
                "import java.util.*;\nclass Solution { public int square(int x) { List<int[]> a = new ArrayList<>(); while (true) a.add(new int[1 << 20]); } }"
            },
            {
                "starts threads for ever",
                "class Solution { public int square(int x) { while (true) new Thread(() -> { while (true); }).start(); } }"
            },
            {
                "sleeps for ever",
                "class Solution { public int square(int x) throws Exception { Thread.sleep(1000000); return x * x; } }"
            },
            {
                "starts a program",
                "class Solution { public int square(int x) throws Exception { return new ProcessBuilder(\"/usr/bin/env\").start().waitFor(); } }"
            },
            {
                "names a processor of annotations",
                "@interface A {}\n@A class Solution { public int square(int x) { return 0; } }"
            },
            { "is not there", "class Solution { public int cube(int x) { return x * x * x; } }" },
            { "is no program", "class Solution { public int square(int x) {" },
        };

    public static TheoryData<string, string> GoPrograms =>
        new()
        {
            { "exits with success", "import \"os\"\nfunc square(x int) int { os.Exit(0); return 0 }" },
            {
                "exits while it is loaded",
                "import \"os\"\nfunc init() { os.Exit(0) }\nfunc square(x int) int { return 0 }"
            },
            { "panics with nothing", "func square(x int) int { panic(nil) }" },
            { "ends its goroutine", "import \"runtime\"\nfunc square(x int) int { runtime.Goexit(); return 0 }" },
            { "waits for itself", "func square(x int) int { select {} }" },
            {
                "writes a verdict to every descriptor",
                "import \"os\"\nfunc square(x int) int { for d := uintptr(0); d < 64; d++ { os.NewFile(d, \"\").Write([]byte{2, 0, 0, 0, 'V', 'P'}) }; return 0 }"
            },
            {
                "speaks for the harness",
                "import \"assay\"\nfunc square(x int) int { assay.Verdict('P', \"\"); return 0 }"
            },
            { "brings a main of its own", "func main() {}\nfunc square(x int) int { return 0 }" },
            { "calls itself for ever", "func square(x int) int { return square(x + 1) + 1 }" },
            {
                "eats memory",
                "func square(x int) int { var a [][]byte; for { b := make([]byte, 1 << 24); for i := range b { b[i] = 1 }; a = append(a, b) }; return len(a) }"
            },
            { "starts goroutines for ever", "func square(x int) int { for { go func() { for { } }() } }" },
            { "embeds assembly", "func square(x int) int\n//go:linkname square runtime.exit\n" },
            { "calls C", "// #include <stdlib.h>\nimport \"C\"\nfunc square(x int) int { C.exit(0); return 0 }" },
            { "is not there", "func cube(x int) int { return x * x * x }" },
            { "is no program", "func square(x int) int {" },
        };

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

    [Theory]
    [MemberData(nameof(CppPrograms))]
    public async Task A_Cpp_program_does_not_pass_that(string what, string program) =>
        Assert.NotEqual(CodeOutcome.Passed, await OutcomeAsync("cpp", program, Cpp, what));

    [Theory]
    [MemberData(nameof(JavaPrograms))]
    public async Task A_Java_program_does_not_pass_that(string what, string program) =>
        Assert.NotEqual(CodeOutcome.Passed, await OutcomeAsync("java", program, Java, what));

    [Theory]
    [MemberData(nameof(GoPrograms))]
    public async Task A_Go_program_does_not_pass_that(string what, string program) =>
        Assert.NotEqual(CodeOutcome.Passed, await OutcomeAsync("go", program, Go, what));

    public static TheoryData<string, string, string> RightPrograms =>
        new()
        {
            {
                "cpp",
                Cpp,
                "#include <iostream>\n#define int long long\nint helper(int x) { return x * x; }\nint square(int x) { std::cout << x; return helper(x); }\nsigned main() { square(3); }"
            },
            {
                "java",
                Java,
                "package mine;\nimport java.util.function.*;\npublic class Solution {\n  static Function<Integer, Integer> f = x -> x * x;\n  public static int square(int x) { System.out.println(x); return f.apply(x); }\n  public static void main(String[] a) { square(3); }\n}"
            },
            {
                "java",
                Java,
                "public int square(int x) { return helper(x); }\nprivate int helper(int x) { return x * x; }"
            },
            {
                "go",
                Go,
                "package main\nimport (\n\t\"fmt\"\n\t\"unicode\"\n)\nfunc square(x int) int {\n\tfmt.Println(unicode.IsUpper('a'), math.Abs(1))\n\treturn x * x\n}\nfunc main() { square(3) }"
            },
        };

    [Theory]
    [MemberData(nameof(RightPrograms))]
    public async Task A_right_program_passes_whatever_is_around_it(string language, string test, string program) =>
        Assert.Equal(CodeOutcome.Passed, await OutcomeAsync(language, program, test, ""));

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

    private async Task<CodeOutcome> OutcomeAsync(string language, string program, string test, string what)
    {
        var verdict = await judge.OfAsync(
            new CodeTask
            {
                Language = language,
                EntryPoint = "square",
                Prompt = language switch
                {
                    "cpp" => "int square(int x) {\n",
                    "go" => "func square(x int) int {\n",
                    "java" => "import java.util.*;\n\nclass Solution {\n    public int square(int x) {\n",
                    "js" => "const square = (x) => {\n",
                    _ => "def square(x):\n",
                },
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
