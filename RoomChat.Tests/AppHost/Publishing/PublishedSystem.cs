using System.Diagnostics;
using System.Text.Json.Nodes;

namespace RoomChat.Tests.AppHost.Publishing;

/// <summary>
/// The AppHost's output for azd, with every optional setting on. The environment is Development, as in a launch profile: the output must
/// not depend on it.
/// </summary>
public sealed class PublishedSystem : IAsyncLifetime
{
    /// <summary>
    /// azd gives every module a location, also a module that only assigns roles. Texts of tests quote names, and use samples for secrets.
    /// </summary>
    private const string Linter = """
        {"analyzers":{"core":{"rules":{
            "no-unused-params":{"level":"off"},
            "prefer-unquoted-property-names":{"level":"off"},
            "use-secure-value-for-secure-inputs":{"level":"off"}}}}}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roomchat-published-");

    private JsonObject? _resources;
    private JsonObject? _plain;

    internal JsonObject Resources => _resources ?? throw new InvalidOperationException("Not published.");

    /// <summary>The same without settings.</summary>
    internal JsonObject Plain => _plain ?? throw new InvalidOperationException("Not published.");

    internal string Folder => _folder.FullName;

    public async ValueTask InitializeAsync()
    {
        _resources = await PublishAsync(
            "manifest.json",
            "--AzureSignalR=true",
            "--ApiManagement:Sku=BasicV2",
            "--ApiManagement:PublisherEmail=chat@example.org");
        await File.WriteAllTextAsync(Path.Combine(Folder, "bicepconfig.json"), Linter);
        _plain = await PublishAsync("plain.json");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs the AppHost as azd does, and returns the manifest's resources.</summary>
    private async Task<JsonObject> PublishAsync(string file, params string[] settings)
    {
        var path = Path.Combine(Folder, file);
        var start = new ProcessStartInfo(
            RunningDotnet.Path,
            ["run", "--no-build", "--configuration", AppHostRun.Configuration, "--project", Projects.RoomChat_AppHost.ProjectPath, "--",
                "--publisher", "manifest", "--output-path", path, .. settings])
        {
            Environment = { ["DOTNET_ENVIRONMENT"] = "Development", ["ASPNETCORE_ENVIRONMENT"] = "Development" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The AppHost was not started.");
        var ct = TestContext.Current.CancellationToken;
        var errors = process.StandardError.ReadToEndAsync(ct);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        Assert.True(process.ExitCode == 0, $"The AppHost published nothing: {output}{await errors}");
        return JsonNode.Parse(await File.ReadAllTextAsync(path, ct))!["resources"]!.AsObject();
    }

    /// <summary>Path of a resource's Bicep file.</summary>
    internal string ModuleOf(string resource) => Path.GetFullPath(Path.Combine(Folder, Resources[resource]!["path"]!.GetValue<string>()));
}
