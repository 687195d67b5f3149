namespace Assay.Train;

/// <summary>What the command line says.</summary>
public sealed record Settings
{
    /// <summary>Optimiser steps.</summary>
    public int Steps { get; init; } = 13_500;

    /// <summary>Seed of the parameters and of the text.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The folder to write.</summary>
    public string Out { get; init; } = "models/tiny";

    /// <summary>Most threads; the result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Documents to print instead of training.</summary>
    public int Show { get; init; }

    /// <summary>Whether to print every answer to the mini sets.</summary>
    public bool Answers { get; init; }

    /// <summary>Reads <c>--name value</c> pairs.</summary>
    /// <exception cref="InputException">An unknown name, or a value that is no number.</exception>
    public static Settings Parse(string[] arguments)
    {
        var settings = new Settings();
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            settings = name switch
            {
                "--steps" => settings with { Steps = Number() },
                "--seed" => settings with { Seed = Number() },
                "--out" => settings with { Out = Value() },
                "--threads" => settings with { Threads = Number() },
                "--show" => settings with { Show = Number() },
                "--answers" => settings with { Answers = true },
                _ => throw new InputException(
                    $"unknown option {name}",
                    remedy: "options are --steps, --seed, --out, --threads, --show and --answers"
                ),
            };

            string Value() =>
                ++i < arguments.Length
                    ? arguments[i]
                    : throw new InputException($"{name} has no value", remedy: "give one");

            int Number() =>
                int.TryParse(Value(), out var number) && number >= 0
                    ? number
                    : throw new InputException($"{name} is no whole number", remedy: $"give one, as in {name} 100");
        }
        return settings;
    }
}
