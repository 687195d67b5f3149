using System.CommandLine;
using System.Reflection;
using System.Text;
using Assay.Cli.Flags;

namespace Assay.Cli;

internal static class Program
{
    public static string Version { get; } =
        typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "0";

    public static async Task<int> Main(string[] args)
    {
        if (args is ["--version"])
        {
            Console.Out.WriteLine(Version);
            return ExitCode.Done;
        }
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }
        var terminal = new Terminal();
        try
        {
            var parsed = AssayCommand.Parse(args, terminal);
            ParseComplaint.ThrowIfAny(parsed);
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // Interrupts are the verbs' own business: a run drains first.
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration);
        }
#pragma warning disable CA1031 // The last place where anything can be caught: no stack trace reaches the user unasked.
        catch (Exception e)
#pragma warning restore CA1031
        {
            terminal.Fail(ExitCode.Line(e));
            if (args.Contains("--debug", StringComparer.Ordinal))
            {
                await Console.Error.WriteLineAsync(PlainText.Lines(e.ToString()));
            }
            return ExitCode.Of(e);
        }
    }
}
