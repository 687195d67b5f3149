using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Assay.Bench;

/// <summary>
/// The whole evaluation (rows, prompts, wire client, cache look-up and insert, log, scores, report) against the least that brings the
/// answers: write the question into a body, post it, take the answer's text out of the JSON; nothing is kept.
/// </summary>
internal static class ThroughputBench
{
    private const int Samples = 20_000;
    private const int Concurrency = 32;
    private const int Rounds = 5;

    public static async Task RunAsync()
    {
        using var data = new GeneratedData();
        data.WriteGsm8k(Samples);
        await using var server = await ZeroLatencyServer.StartAsync();
        var questions = GeneratedData.Questions(Samples).ToArray();
        await BareAsync(server.Url, questions[..2000]);
        await EvaluateAsync(server.Url, data, Samples);
        await CompareAsync("a server that answers at once", server.Url, questions, data);
        await CompareAsync("a server that takes 10 ms", server.SlowUrl, questions[..(Samples / 4)], data);
    }

    private static async Task CompareAsync(string what, string url, string[] questions, GeneratedData data)
    {
        Console.WriteLine(
            $"{what}:\n| round | bare loop, requests/s | assay eval, samples/s | ratio | bare loop, client CPU us | assay eval, client CPU us |\n|---|---|---|---|---|---|"
        );
        var ratios = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            var bare = await BareAsync(url, questions);
            var assay = await EvaluateAsync(url, data, questions.Length);
            ratios.Add(bare.Wall / assay.Wall);
            Console.WriteLine(
                $"| {round} | {questions.Length / bare.Wall.TotalSeconds:F0} | {questions.Length / assay.Wall.TotalSeconds:F0} | {ratios[^1]:F2} | {bare.Cpu.TotalMicroseconds / questions.Length:F0} | {assay.Cpu.TotalMicroseconds / questions.Length:F0} |"
            );
        }
        Console.WriteLine($"median ratio {Median.Of(ratios):F2} ({questions.Length} samples, {Concurrency} at once)");
    }

    private static byte[] Body(string question) =>
        Encoding.UTF8.GetBytes(
            $$"""{"model":"zero","messages":[{"role":"user","content":{{JsonSerializer.Serialize(question)}}}],"max_tokens":512,"temperature":0}"""
        );

    private static async Task<(TimeSpan Wall, TimeSpan Cpu)> BareAsync(string url, string[] questions)
    {
        using var client = new HttpClient();
        var next = -1;
        var clock = new Clock();
        await Task.WhenAll(
            Enumerable
                .Range(0, Concurrency)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (int i; (i = Interlocked.Increment(ref next)) < questions.Length; )
                        {
                            using var content = new ByteArrayContent(Body(questions[i]));
                            content.Headers.ContentType = new("application/json");
                            using var response = await client.PostAsync(new Uri(url + "/chat/completions"), content);
                            using var json = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
                            if (
                                json
                                    .RootElement.GetProperty("choices")[0]
                                    .GetProperty("message")
                                    .GetProperty("content")
                                    .GetString()
                                is null
                            )
                            {
                                throw new InvalidOperationException("no answer");
                            }
                        }
                    })
                )
        );
        return (clock.Wall, clock.Cpu);
    }

    private static async Task<(TimeSpan Wall, TimeSpan Cpu)> EvaluateAsync(string url, GeneratedData data, int samples)
    {
        var clock = new Clock();
        await Evaluation.RunAsync(
            new Runs.EvalPlan
            {
                Models = ["zero"],
                Datasets = ["gsm8k"],
                DatasetArgs = GeneratedData.ZeroShot,
                DatasetHub = "Local",
                DatasetDir = data.Path,
                ApiUrl = url,
                Limit = samples,
                BatchSize = Concurrency,
                Outputs = data.Fresh("outputs"),
                WorkDir = data.Fresh("cache"),
            }
        );
        return (clock.Wall, clock.Cpu);
    }

    private readonly struct Clock()
    {
        private readonly Stopwatch watch = Stopwatch.StartNew();
        private readonly TimeSpan cpu = Environment.CpuUsage.TotalTime;

        public TimeSpan Wall => watch.Elapsed;

        public TimeSpan Cpu => Environment.CpuUsage.TotalTime - cpu;
    }
}
