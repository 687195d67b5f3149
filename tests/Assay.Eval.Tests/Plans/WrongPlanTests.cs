using System.Text;
using Assay.Plans;
using Assay.Testing;

namespace Assay.Eval.Tests.Plans;

public sealed class WrongPlanTests : IDisposable
{
    private const string Secret = "sk-1234567890";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("datasets: [arc\nlimit: 10\n", ":1:11: ")]
    [InlineData("datasets: arc\nlimit: 10\n\tseed: 1\n", ":2:8: ")]
    [InlineData("datasets: arc\n  limit: 10\n", ":2:8: ")]
    [InlineData("datasets: 'arc\n", ":1:11: ")]
    [InlineData("datasets: \"\\q\"\n", ":1:11: ")]
    [InlineData("datasets: {a: 1\n", ":2:1: ")]
    public void Malformed_yaml_names_line_and_column(string text, string place) =>
        Assert.StartsWith($"PLAN.yaml{place}malformed YAML (", Complaint("plan.yaml", text));

    [Theory]
    [InlineData("{\n  \"datasets\": \"arc\",\n  \"limit\" 10\n}", ":3:11: malformed JSON")]
    [InlineData("{\"datasets\": \"é\", x}", ":1:19: malformed JSON")]
    [InlineData("{\"datasets\": \"arc\"} {}", ":1:21: malformed JSON")]
    [InlineData("", ":1:1: malformed JSON")]
    [InlineData("{\"datasets\": \"\\ud800\"}", ":1:14: malformed JSON")]
    public void Malformed_json_names_line_and_column(string text, string place) =>
        Assert.StartsWith($"PLAN.json{place}", Complaint("plan.json", text));

    [Fact]
    public void An_unknown_key_names_its_place_and_the_nearest() =>
        Assert.StartsWith(
            "PLAN.yaml:2:1: unknown key 'limits'; did you mean 'limit'? known: api_url, ",
            Complaint("plan.yaml", "datasets: arc\nlimits: 10\n")
        );

    [Theory]
    [InlineData("limit: ten", ":2:8: limit is 'ten', not a number; write a number")]
    [InlineData("limit: [1]", ":2:8: limit is a list, not a number; write a number")]
    [InlineData("repeats: 1.5", ":2:10: repeats is 1.5, not a whole number; write a whole number")]
    [InlineData("stream: 3", ":2:9: stream is 3, neither true nor false; write true or false")]
    [InlineData("outputs: {a: b}", ":2:10: outputs is an object, not a text; put it in quotes")]
    [InlineData("template_type: ' '", ":2:16: template_type is empty; write a text, or leave it out")]
    [InlineData("timeout: soon", ":2:10: timeout is 'soon', not a duration; write seconds, or such as 90s, 2m, 1h30m")]
    [InlineData(
        "dataset_args: {arc: 3}",
        ":2:21: dataset_args arc is 3, not an object; write k=v,k=v, JSON, or keys below it"
    )]
    [InlineData("api_url: localhost", ":2:10: api_url is no address; write http://HOST:PORT/v1")]
    [InlineData("model: [[a]]", ":2:9: model is a list, not a text; put it in quotes")]
    public void A_value_of_the_wrong_type_names_its_place_and_what_to_write(string line, string message) =>
        Assert.Equal($"PLAN.yaml{message}", Complaint("plan.yaml", $"datasets: arc\n{line}\n"));

    [Theory]
    [InlineData("limit: 0", "limit is 0, not above 0; write a count, or a share below 1")]
    [InlineData("limit: 2.5", "limit is 2.5, neither a count nor a share; write a whole number, or a share below 1")]
    [InlineData("repeats: 0", "repeats is 0, less than 1; write at least 1")]
    [InlineData("repeats: 3000000000", "repeats is 3000000000, more than 2147483647; write 1 to 2147483647")]
    [InlineData("seed: 3e9", "seed is 3e9, more than 2147483647; write at most 2147483647")]
    [InlineData("max_failed: 1.1", "max_failed is 1.1, more than 1; write 0 to 1")]
    [InlineData("max_retries: -1", "max_retries is -1, less than 0; write 0 to 1000")]
    [InlineData("eval_batch_size: 0", "eval_batch_size is 0, less than 1; write at least 1")]
    [InlineData("timeout: -5", "timeout is -5, out of range; write 0.001s to 168h")]
    [InlineData("generation_config: {temperature: -1}", "temperature is -1, less than 0; write at least 0")]
    [InlineData("generation_config: {top_p: 2}", "top_p is 2, more than 1; write 0 to 1")]
    [InlineData("generation_config: {max_tokens: 0}", "max_tokens is 0, less than 1; write at least 1")]
    public void A_value_out_of_range_says_the_range(string line, string message) =>
        Assert.EndsWith(": " + message, Complaint("plan.yaml", $"datasets: arc\n{line}\n"));

    [Theory]
    [InlineData("stage: revew", "did you mean 'review'? known: all, infer, report, review")]
    [InlineData("dataset_hub: modelscop", "did you mean 'ModelScope'? known: HuggingFace, Local, ModelScope")]
    [InlineData("eval_type: openai", "known: checkpoint, custom, ")]
    public void A_name_that_is_not_known_suggests_the_nearest(string line, string hint) =>
        Assert.Contains(hint, Complaint("plan.yaml", $"datasets: arc\n{line}\n"));

    [Theory]
    [InlineData("limit: 1\nlimit: 2", "PLAN.yaml:3:1: limit is given twice, first at PLAN.yaml:2:1; give it once")]
    [InlineData("batch_size: 1\neval_batch_size: 2", "PLAN.yaml:3:1: eval_batch_size is given twice; give it once")]
    [InlineData("stage: all\nrerun_review: true", "stage is given twice")]
    [InlineData("model_args: {dtype: int8, precision: int4}", "precision is given twice")]
    [InlineData("generation_config: {max_tokens: 1, max_new_tokens: 1}", "max_tokens is given twice")]
    [InlineData("repeats: 1\ngeneration_config: {n: 2}", "repeats is given twice")]
    public void A_key_given_twice_is_refused(string lines, string message) =>
        Assert.Contains(message, Complaint("plan.yaml", $"datasets: arc\n{lines}\n"));

    [Fact]
    public void A_flag_given_twice_is_refused() =>
        Assert.Equal("--limit: is given twice; give it once", Given.Complaint("--limit", "1", "2"));

    [Fact]
    public void A_flag_without_its_value_is_refused() =>
        Assert.Equal("--limit: a value is missing; write --limit N", Given.Complaint("--limit"));

    [Theory]
    [InlineData($"api_key: {Secret}")]
    [InlineData($"API-Key: {Secret}")]
    [InlineData($"model_args: {{api_key: {Secret}}}")]
    [InlineData($"model_args: api_key={Secret}")]
    [InlineData($"generation_config: {{extra_headers: {{Authorization: Bearer {Secret}}}}}")]
    [InlineData($"generation_config: {{extra_body: [{{password: {Secret}}}]}}")]
    [InlineData($"dataset_args: {{arc: {{hf_token: {Secret}}}}}")]
    [InlineData($"api_url: http://me:{Secret}@host/v1")]
    [InlineData($"api_url: http://host/v1?api_key={Secret}")]
    public void A_secret_is_refused_and_not_repeated(string line)
    {
        var message = Complaint("plan.yaml", $"datasets: arc\n{line}\n");

        Assert.Contains("secret", message);
        Assert.Contains("--api-key", message);
        Assert.DoesNotContain(Secret, message);
    }

    [Theory]
    [InlineData($"api_url: {Secret}")]
    [InlineData($"model: {{api_key: {Secret}}}")]
    [InlineData($"limit: [{{token: {Secret}}}]")]
    [InlineData($"model_args: 'api_key:{Secret}'")]
    public void A_secret_in_the_wrong_place_is_not_repeated(string line) =>
        Assert.DoesNotContain(Secret, Complaint("plan.yaml", $"datasets: arc\n{line}\n"));

    [Fact]
    public void A_secret_in_a_dictionary_is_refused_and_not_repeated()
    {
        var e = Assert.Throws<InputException>(() =>
            PlanReader.FromDictionary(
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["datasets"] = "arc", ["api_key"] = Secret }
            )
        );

        Assert.Equal(
            "task configuration: api_key is a secret, and a plan holds none; give the key with --api-key or in ASSAY_API_KEY",
            e.Message
        );
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Equal(
            "PLAN.yaml: there is no such file; check the path",
            Told(Assert.Throws<InputException>(() => PlanReader.FromFile(folder["plan.yaml"])))
        );

    [Fact]
    public void A_file_without_a_name_is_refused() =>
        Assert.Equal(
            "no file is named; name a YAML or JSON file",
            Assert.Throws<InputException>(() => PlanReader.FromFile("")).Message
        );

    [Fact]
    public void A_folder_is_refused() =>
        Assert.Contains(
            "this is a folder, not a file",
            Assert.Throws<InputException>(() => PlanReader.FromFile(folder.Path)).Message
        );

    [Fact]
    public void What_is_not_UTF8_is_refused()
    {
        File.WriteAllBytes(folder["plan.yaml"], [.. "datasets: arc # "u8, 0xE9, (byte)'\n']);

        Assert.Equal(
            "PLAN.yaml: the file is not UTF-8; save it as UTF-8",
            Told(Assert.Throws<InputException>(() => PlanReader.FromFile(folder["plan.yaml"])))
        );
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_plan()
    {
        File.WriteAllText(folder["plan.json"], """{"datasets": "arc"}""", new UTF8Encoding(true));

        Assert.Equal(["arc"], PlanReader.FromFile(folder["plan.json"]).Datasets);
    }

    [Theory]
    [InlineData("datasets: &x arc\nmodel: *x\n", ":1:11: the anchor '&x' has no use here")]
    [InlineData("datasets: arc\nmodel: *x\n", ":2:8: the alias '*x' is not followed")]
    [InlineData("datasets: arc\nmodel_args:\n  <<: *x\n", ":3:7: the alias '*x' is not followed")]
    [InlineData("datasets: !!python/object:os.system x\n", ":1:11: the tag ")]
    [InlineData("datasets: arc\n---\nmodel: x\n", ":2:1: a second document begins")]
    [InlineData("- a\n- b\n", ":1:1: this is no table of keys and values")]
    [InlineData("arc\n", ":1:1: this is no table of keys and values")]
    [InlineData("? [a]\n: b\n", ":1:3: a key is not a text")]
    public void What_plans_do_not_need_of_yaml_is_refused(string text, string message) =>
        Assert.StartsWith($"PLAN.yaml{message}", Complaint("plan.yaml", text));

    [Theory]
    [InlineData("plan.yaml", 40)]
    [InlineData("plan.yaml", 100_000)]
    [InlineData("plan.json", 40)]
    [InlineData("plan.json", 100_000)]
    public void Deep_nesting_is_refused(string name, int depth) =>
        Assert.Contains("32", Complaint(name, $"{{\"datasets\": {new string('[', depth)}{new string(']', depth)}}}"));

    [Fact]
    public void A_dictionary_that_holds_itself_is_refused()
    {
        var args = new Dictionary<string, object?>(StringComparer.Ordinal);
        args["self"] = args;

        var e = Assert.Throws<InputException>(() =>
            PlanReader.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { ["model_args"] = args })
        );

        Assert.Contains("nested deeper than 32", e.Message);
    }

    [Fact]
    public void A_value_that_no_plan_holds_is_refused_by_its_type()
    {
        var e = Assert.Throws<InputException>(() =>
            PlanReader.FromDictionary(
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["limit"] = new object() }
            )
        );

        Assert.Equal(
            "task configuration, limit: a value is a Object, which no plan holds; give texts, numbers, booleans, lists or dictionaries",
            e.Message
        );
    }

    [Fact]
    public void A_text_that_is_no_Unicode_is_refused()
    {
        var e = Assert.Throws<InputException>(() =>
            PlanReader.FromDictionary(
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["datasets"] = "arc",
                    ["outputs"] = "a\ud800",
                }
            )
        );

        Assert.Contains("no valid Unicode", e.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("---\n")]
    [InlineData("# nothing\n")]
    [InlineData("datasets: []\n")]
    public void A_plan_without_data_sets_is_refused(string text) =>
        Assert.StartsWith("datasets: no data set is named", Complaint("plan.yaml", text));

    private string Complaint(string name, string text)
    {
        var path = folder.Write(name, text);
        return Told(Assert.Throws<InputException>(() => PlanReader.FromFile(path)));
    }

    private string Told(InputException e) => Given.OneLine(e).Replace(folder["plan"], "PLAN");
}
