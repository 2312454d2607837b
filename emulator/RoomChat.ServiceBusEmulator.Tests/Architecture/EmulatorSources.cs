using System.Runtime.CompilerServices;

namespace RoomChat.ServiceBusEmulator.Tests.Architecture;

/// <summary>The source files of the emulator. Their place is found from the compile-time path of this file.</summary>
internal static class EmulatorSources
{
    /// <summary>The folder of the emulator, its tests and its documents.</summary>
    internal static string Home { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>The folder of the program.</summary>
    internal static string Program { get; } = Path.Combine(Home, "RoomChat.ServiceBusEmulator");

    /// <summary>The folders of the program, without build output.</summary>
    internal static IEnumerable<string> Folders() =>
        Directory.EnumerateDirectories(Program).Select(path => Path.GetFileName(path))
            .Where(name => name is not ("bin" or "obj" or "Properties"));

    /// <summary>The C# files below a folder of the program.</summary>
    internal static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Program, folder), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>The C# files in the program's root folder. They compose the program.</summary>
    internal static IEnumerable<string> Composition() => Directory.EnumerateFiles(Program, "*.cs").Order(StringComparer.Ordinal);

    private static string Here([CallerFilePath] string path = "") => path;
}
