using System.Runtime.CompilerServices;

namespace RoomChat.Tests.Architecture;

/// <summary>The repository's source files, found from where this file was compiled.</summary>
internal static class RepositoryFiles
{
    internal static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    internal static IEnumerable<string> Sources(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
        .Order(StringComparer.Ordinal);

    /// <summary>Files whose names match a pattern, as paths below the root. Files that builds and tools wrote are left out.</summary>
    internal static IEnumerable<string> Find(string pattern) => Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/'))
        .Where(path => !path.Split('/').Any(part => part is "obj" or "bin" or ".git" or ".data" or "node_modules" or "TestResults"))
        .Order(StringComparer.Ordinal);

    internal static string[] Projects { get; } =
    [
        .. Directory.EnumerateDirectories(Root, "RoomChat.*").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal),
        "bench", "emulator", "samples",
    ];

    private static string Here([CallerFilePath] string path = "") => path;
}
