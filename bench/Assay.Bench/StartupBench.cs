namespace Assay.Bench;

/// <summary>What it costs to start the program when there is nothing to do.</summary>
internal static class StartupBench
{
    private const int Rounds = 21;

    public static async Task RunAsync()
    {
        (string Name, string Program, string[] Arguments)[] commands =
        [
            ("dotnet --version", "dotnet", ["--version"]),
            ("./assay --version", Whole.Launcher, ["--version"]),
            ("./assay eval --help", Whole.Launcher, ["eval", "--help"]),
        ];
        var milliseconds = commands.ToDictionary(
            command => command.Name,
            _ => new List<double>(),
            StringComparer.Ordinal
        );
        await Whole.RunAsync(Whole.Launcher, "--version");
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (name, program, arguments) in commands)
            {
                var (wall, _) = await Whole.RunAsync(program, arguments);
                if (round > 0)
                {
                    milliseconds[name].Add(wall.TotalMilliseconds);
                }
            }
        }
        var reference = Median.Of(milliseconds["dotnet --version"]);
        Console.WriteLine("| command | median ms | min | max | ÷ dotnet --version |\n|---|---|---|---|---|");
        foreach (var (name, times) in milliseconds)
        {
            Console.WriteLine(
                $"| `{name}` | {Median.Of(times):F0} | {times.Min():F0} | {times.Max():F0} | {Median.Of(times) / reference:F2} |"
            );
        }
    }
}
