using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Assay.Benchmarks;

namespace Assay;

/// <summary>
/// Loads assemblies with benchmarks: public classes that derive from <see cref="Benchmark"/> and have a constructor without parameters.
/// Each assembly has a load context of its own, so that what it brings along does not meet what others do; Assay's own types are those
/// of the program. Its code runs with all rights of the program.
/// </summary>
public static class PluginLoader
{
    private const string Contracts = "Assay";

    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Loaded = new(StringComparer.Ordinal);

    /// <summary>Loads an assembly and enters its benchmarks into the registry; once, however often it is asked for.</summary>
    /// <exception cref="InputException">It is no assembly, has no benchmark, was built for another Assay, or one of its benchmarks is
    /// called like another.</exception>
    public static void Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        lock (Gate)
        {
            var full = Path.GetFullPath(path);
            if (Loaded.Contains(full))
            {
                return;
            }
            CheckReferences(path);
            var taken = BenchmarkRegistry
                .All.Select(benchmark => benchmark.Info.Name)
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            var benchmarks = Guard(path, () => Benchmarks(new PluginContext(full).LoadFromAssemblyPath(full)));
            if (benchmarks.Count == 0)
            {
                throw new InputException(
                    "the assembly has no benchmark",
                    path,
                    "add a public class that derives from Assay.Benchmarks.Benchmark and has a constructor without parameters"
                );
            }
            foreach (var benchmark in benchmarks)
            {
                var name = benchmark.Info.Name;
                if (!taken.Add(name))
                {
                    throw new InputException($"there is a benchmark '{name}' already", path, "give it another name");
                }
                BenchmarkRegistry.Add(name, () => benchmark);
            }
            Loaded.Add(full);
        }
    }

    private static List<Benchmark> Benchmarks(Assembly assembly)
    {
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        return
        [
            .. assembly
                .GetExportedTypes()
                .Where(type =>
                    type.IsSubclassOf(typeof(Benchmark))
                    && !type.IsAbstract
                    && type.GetConstructor(Type.EmptyTypes) is not null
                )
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
                .Select(type => (Benchmark)Activator.CreateInstance(type)!),
        ];
    }

    /// <summary>Looks at the file before anything of it can run.</summary>
    private static void CheckReferences(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var image = new PEReader(file);
            if (!image.HasMetadata)
            {
                throw NoAssembly(path, null);
            }
            var metadata = image.GetMetadataReader();
            var wanted = metadata
                .AssemblyReferences.Select(metadata.GetAssemblyReference)
                .Where(reference => metadata.GetString(reference.Name) == Contracts)
                .Select(reference => reference.Version)
                .FirstOrDefault();
            var own = typeof(Benchmark).Assembly.GetName().Version!;
            if (wanted is not null && (wanted.Major, wanted.Minor) != (own.Major, own.Minor))
            {
                throw new InputException(
                    $"the assembly was built for Assay {wanted.ToString(2)}, and this is {own.ToString(2)}",
                    path,
                    $"build it against version {own.ToString(2)} of the package Assay"
                );
            }
        }
        catch (BadImageFormatException e)
        {
            throw NoAssembly(path, e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException("there is no such file", $"--plugin {path}", "check the path", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException("the file cannot be read", $"--plugin {path}", e.Message.TrimEnd('.'), e);
        }
    }

    private static InputException NoAssembly(string path, Exception? inner) =>
        new("this is no .NET assembly", $"--plugin {path}", "name the .dll that the plug-in's project builds", inner);

    private static List<Benchmark> Guard(string path, Func<List<Benchmark>> load)
    {
        try
        {
            return load();
        }
        catch (Exception e) when (e is TypeLoadException or MissingMemberException or ReflectionTypeLoadException)
        {
            throw new InputException(
                $"the assembly does not fit this version of Assay ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')})",
                path,
                "build it against this version of the package Assay",
                e
            );
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            throw new InputException(
                $"the assembly cannot be loaded ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')})",
                path,
                "put the assemblies that it uses into its folder",
                e
            );
        }
        catch (TargetInvocationException e)
        {
            var why = (e.InnerException ?? e).Message.ReplaceLineEndings(" ").TrimEnd('.');
            throw new InputException(
                $"a benchmark of the assembly cannot be made ({why})",
                path,
                "mend its constructor",
                e
            );
        }
    }

    private sealed class PluginContext(string path) : AssemblyLoadContext(Path.GetFileName(path))
    {
        private readonly AssemblyDependencyResolver resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            // Null is the program's own: a second copy of its types would be other types.
            if (Default.Assemblies.Any(known => known.GetName().Name == assemblyName.Name))
            {
                return null;
            }
            return assemblyName.Name is { } name
                && (name == Contracts || name.StartsWith(Contracts + ".", StringComparison.Ordinal))
                    ? null
                : resolver.ResolveAssemblyToPath(assemblyName) is { } file ? LoadFromAssemblyPath(file)
                : null;
        }
    }
}
