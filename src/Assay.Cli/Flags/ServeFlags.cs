using System.CommandLine;
using System.Net;
using Assay.Plans;
using Assay.Runs;
using Assay.Serve;

namespace Assay.Cli.Flags;

/// <summary>The flags of <c>assay serve</c>. Those about the model are the plan's own.</summary>
internal sealed class ServeFlags
{
    private const string KeyVariable = "ASSAY_SERVE_API_KEY";
    private const int MostPlaces = 100_000;

    private static readonly string[] OfPlan = ["--model-args", "--template-type", "--chat-template", "--work-dir"];
    private static readonly ServeOptions Defaults = new();

    private readonly Option<string> model = Text("--model", "FOLDER|tiny", "The model that answers.");

    private readonly Option<string> replay = Text(
        "--replay",
        "RUN",
        "Recorded answers instead: a run folder (RUN#MODEL where it has several models)."
    );

    private readonly Option<string> name = Text("--name", "NAME", "What clients call it. Default: its own name.");

    private readonly Option<string> host = Text(
        "--host",
        "ADDRESS",
        "Where to listen; 0.0.0.0 for every network. Default: 127.0.0.1, this machine only."
    );

    private readonly Option<string> port = Text("--port", "N", $"0 for a free one. Default: {Defaults.Port}.");

    private readonly Option<string> places = Text(
        "--max-concurrency",
        "N",
        $"How many requests are answered at once. Default: {Defaults.MaxConcurrency}."
    );

    private readonly Option<string> queue = Text(
        "--queue",
        "N",
        $"How many wait beyond those; more are refused (429). Default: {Defaults.Queue}."
    );

    private readonly Option<string> apiKey = Text(
        ProgramFlags.ApiKeyName,
        "KEY",
        $"The key that clients must send. Better in {KeyVariable}, where no process list shows it."
    );

    private readonly Option<string> seed = Text(
        "--seed",
        "N",
        "Seed of requests that bring none. Default: another one each time."
    );

    private readonly List<EvalFlag> planFlags = [.. EvalFlags.All.Where(flag => OfPlan.Contains(flag.Name))];

    /// <summary>Gives the flags to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[model, replay, name, host, port, places, queue, apiKey, seed])
        {
            command.Options.Add(option);
        }
        planFlags.ForEach(flag => command.Options.Add(flag.ToOption()));
    }

    /// <summary>The run that is replayed, or null and the plan of the model that is loaded.</summary>
    /// <exception cref="InputException">Neither is named, or both are.</exception>
    public (string? Replay, EvalPlan Plan) Source(ParseResult parsed)
    {
        var (folder, run) = (parsed.GetValue(model), parsed.GetValue(replay));
        if (folder is null == run is null)
        {
            throw new InputException(
                folder is null ? "nothing to serve" : "a model and recorded answers cannot both be served",
                "--model, --replay",
                "give --model FOLDER, or --replay RUN"
            );
        }
        var given = PlanFlags.Of(parsed).Where(flag => planFlags.Exists(own => own.Name == flag.Flag));
        return (
            run,
            PlanReader.ReadWithoutData(
                PlanSettings.FromFlags(folder is null ? given : given.Prepend(new("--model", "model", [folder])))
            )
        );
    }

    /// <summary>What clients call the model; null for its own name.</summary>
    public string? Name(ParseResult parsed) => parsed.GetValue(name);

    /// <summary>How it is served.</summary>
    /// <exception cref="InputException">A value cannot be used.</exception>
    public ServeOptions Options(ParseResult parsed) =>
        Defaults with
        {
            Address = Address(parsed.GetValue(host)),
            Port = (int)(Number(parsed, port, 0, IPEndPoint.MaxPort) ?? Defaults.Port),
            MaxConcurrency = (int)(Number(parsed, places, 1, MostPlaces) ?? Defaults.MaxConcurrency),
            Queue = (int)(Number(parsed, queue, 0, MostPlaces) ?? Defaults.Queue),
            Seed = Number(parsed, seed, long.MinValue, long.MaxValue),
            ApiKey = Key(parsed.GetValue(apiKey) ?? Environment.GetEnvironmentVariable(KeyVariable)),
        };

    private static string? Key(string? text) => text?.Trim() is { Length: > 0 } key ? key : null;

    private static IPAddress Address(string? text) =>
        text is null or "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(text, out var address) ? address
        : throw new InputException(
            $"'{text}' is no IP address",
            "--host",
            "write 127.0.0.1, or 0.0.0.0 for every network"
        );

    private static long? Number(ParseResult parsed, Option<string> option, long least, long most) =>
        parsed.GetValue(option) is not { } text ? null
        : long.TryParse(text, out var number) && number >= least && number <= most ? number
        : throw new InputException(
            $"'{text}' cannot be used",
            option.Name,
            least == long.MinValue ? "write a whole number" : $"write a whole number from {least} to {most}"
        );

    private static Option<string> Text(string flag, string value, string description) =>
        new(flag) { HelpName = value, Description = description };
}
