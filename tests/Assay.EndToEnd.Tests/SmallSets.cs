namespace Assay.EndToEnd.Tests;

/// <summary>A few rows for each benchmark, made for these tests, in a layout that its data come in.</summary>
internal static class SmallSets
{
    private const string FourColumns = "id,question,A,B,C,D,answer\n0,1+1=?,1,2,3,4,B\n1,2+2=?,4,5,6,7,A\n";

    private const string Table = "What is 1 + 1?,1,2,3,4,B\nWhat is 2 + 2?,4,5,6,7,A\n";

    private const string Arc =
        """{"id": "1", "question": "What is ice?", "choices": {"text": ["water", "air"], "label": ["A", "B"]}, "answerKey": "A"}""";

    /// <summary>By name: the files below <c>--dataset-dir</c>, and the benchmark's arguments.</summary>
    public static IReadOnlyDictionary<string, (string Arguments, (string Path, string Content)[] Files)> All { get; } =
        new Dictionary<string, (string, (string, string)[])>(StringComparer.Ordinal)
        {
            ["mmlu"] = (
                """{"subset_list": ["anatomy"], "few_shot_num": 1}""",
                [("mmlu/dev/anatomy_dev.csv", Table), ("mmlu/test/anatomy_test.csv", Table)]
            ),
            ["ceval"] = (
                """{"subset_list": ["logic"], "few_shot_num": 1}""",
                [("ceval/dev/logic_dev.csv", FourColumns), ("ceval/val/logic_val.csv", FourColumns)]
            ),
            ["cmmlu"] = (
                """{"subset_list": ["logical"], "few_shot_num": 1}""",
                [
                    ("cmmlu/dev/logical.csv", ",Question,A,B,C,D,Answer\n0,1+1=?,1,2,3,4,B\n"),
                    ("cmmlu/test/logical.csv", ",Question,A,B,C,D,Answer\n0,1+1=?,1,2,3,4,B\n1,2+2=?,4,5,6,7,A\n"),
                ]
            ),
            ["arc"] = ("""{"subset_list": ["ARC-Easy"]}""", [("arc/ARC-Easy/test.jsonl", $"{Arc}\n{Arc}\n")]),
            ["hellaswag"] = (
                "{}",
                [
                    (
                        "hellaswag/validation.jsonl",
                        """{"activity_label": "Swim", "ctx_a": "A man dives.", "ctx_b": "he", "endings": ["swims.", "flies.", "melts.", "sings."], "label": 0}"""
                    ),
                ]
            ),
            ["race"] = (
                """{"subset_list": ["high"], "few_shot_num": 0}""",
                [
                    (
                        "race/high/test.jsonl",
                        """{"example_id": "high1.txt", "article": "Ann has a dog.", "question": "What has Ann?", "options": ["a cat", "a dog", "a cow", "a hen"], "answer": "B"}"""
                    ),
                ]
            ),
            ["bbh"] = (
                """{"subset_list": ["object_counting"]}""",
                [("bbh/bbh/object_counting.json", """{"examples": [{"input": "How many?", "target": "7"}]}""")]
            ),
            ["humaneval"] = (
                "{}",
                [
                    (
                        "humaneval/HumanEval.jsonl",
                        """{"task_id": "HumanEval/0", "prompt": "def double(x):\n", "entry_point": "double", "canonical_solution": "    return 2 * x\n", "test": "def check(candidate):\n    assert candidate(2) == 4\n"}"""
                    ),
                ]
            ),
            ["humaneval_x"] = (
                """{"subset_list": ["js"]}""",
                [
                    (
                        "humaneval_x/humaneval_js.jsonl",
                        """{"task_id": "JavaScript/0", "prompt": "const double = (x) => {\n", "declaration": "const double = (x) => {\n", "canonical_solution": "  return 2 * x\n}\n", "test": "console.assert(double(2) === 4)\n"}"""
                    ),
                ]
            ),
            ["gsm8k"] = ("{}", [("gsm8k/test.jsonl", """{"question": "1 + 1?", "answer": "1 + 1 = 2\n#### 2"}""")]),
            ["competition_math"] = (
                """{"subset_list": ["algebra"]}""",
                [
                    (
                        "competition_math/algebra/test.jsonl",
                        """{"problem": "Halve 1.", "level": "Level 1", "type": "Algebra", "solution": "It is $\\boxed{\\frac{1}{2}}$."}"""
                    ),
                ]
            ),
            ["math_500"] = (
                "{}",
                [
                    (
                        "math_500/test.jsonl",
                        """{"problem": "Halve 1.", "answer": "\\frac{1}{2}", "subject": "Algebra", "level": 1}"""
                    ),
                ]
            ),
            ["trivia_qa"] = (
                "{}",
                [("trivia_qa/validation.jsonl", """{"question": "Who?", "golden_answers": ["Ann"]}""")]
            ),
            ["truthful_qa"] = (
                "{}",
                [
                    (
                        "truthful_qa/TruthfulQA.csv",
                        "Type,Category,Question,Best Answer,Correct Answers,Incorrect Answers,Source\n"
                            + "Adversarial,Science,Is ice hot?,No,No; It is cold,Yes; It burns,none\n"
                    ),
                ]
            ),
            ["general_qa"] = (
                "{}",
                [("general_qa/default.jsonl", """{"question": "Who was first?", "answer": "Ann was first."}""")]
            ),
            ["perplexity"] = ("{}", [("perplexity/default.txt", "The moon goes round the earth.\n\nIt is not far.\n")]),
            ["general_mcq"] = ("{}", [("general_mcq/default_val.csv", FourColumns)]),
        };
}
