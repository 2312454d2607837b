namespace Aspire.Hosting.Orchestration;

/// <summary>The dotnet command that runs us, so that what we start runs on the same runtime.</summary>
internal static class DotnetHost
{
    internal static string Path { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } told
        ? told
        : System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? Environment.ProcessPath! : "dotnet";
}
