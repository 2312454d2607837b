using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using RoomChat.Tests.Architecture;
using RoomChat.Tests.Web;

namespace RoomChat.Tests.AppHost.Publishing;

/// <summary>
/// The published files of each service, and the properties that the SDK uses for its image. The image itself needs a base image from
/// outside.
/// </summary>
public sealed class ServicePublishTests : IDisposable
{
    /// <summary>Before compression: 3 % more than a Debug build had. The built files have 17 MB.</summary>
    private const long MostWebAssemblyBytes = 7_970_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roomchat-publish-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_service_is_published()
    {
        // In the configuration of this test; .ci/publish does the same in Release. The SDK compresses files: here that would only take
        // time.
        foreach (var project in
            (string[])["RoomChat.ApiService", "RoomChat.Realtime", "RoomChat.Web", "emulator/RoomChat.ServiceBusEmulator"])
        {
            var name = Path.GetFileName(project);
            var published = Path.Combine(_folder.FullName, name);
            await RunAsync(
                "publish", project, "--no-build", "-c", AppHostRun.Configuration, "-o", published, "-p:CompressionEnabled=false",
                "--nologo", "-v", "q");
            Assert.True(File.Exists(Path.Combine(published, $"{name}.dll")), $"{published} has no {name}.dll.");
            Assert.False(File.Exists(Path.Combine(published, "appsettings.Development.json")));
        }

        await ServesPublishedPageAsync(Path.Combine(_folder.FullName, "RoomChat.Web"));
    }

    [Theory]
    [InlineData("RoomChat.Web", "roomchat-web")]
    [InlineData("emulator/RoomChat.ServiceBusEmulator", "roomchat-servicebusemulator")]
    public async Task Image_is_chiselled_and_has_the_projects_name(string project, string repository)
    {
        var properties =
            JsonNode.Parse(await RunAsync("msbuild", project, "-getProperty:ContainerFamily,ContainerRepository"))!["Properties"]!;
        Assert.Equal("noble-chiseled", properties["ContainerFamily"]!.GetValue<string>());
        Assert.Equal(repository, properties["ContainerRepository"]!.GetValue<string>());
    }

    /// <summary>The built gateway serves a published page, trimmed and cached by browsers for ever.</summary>
    private static async Task ServesPublishedPageAsync(string folder)
    {
        var framework = new DirectoryInfo(Path.Combine(folder, "wwwroot", "_framework"));
        Assert.InRange(framework.EnumerateFiles("*.wasm").Sum(file => file.Length), 1, MostWebAssemblyBytes);
        await using var gateway = new TestGateway(backend: null, ("Page:Folder", folder));
        using var http = gateway.Start();
        var document = await http.GetStringAsync(new Uri("/", UriKind.Relative), Ct);
        Assert.Contains("data-worker=\"/sw.js\"", document, StringComparison.Ordinal);
        var worker = await http.GetStringAsync(new Uri("/sw.js", UriKind.Relative), Ct);
        var list = JsonNode.Parse(worker.Split("const files = ")[1].Split(";\n")[0])!.AsArray();
        var files = list.Select(file => file!.GetValue<string>()).ToArray();
        Assert.Contains(files, file => file.StartsWith("/_framework/dotnet.native.", StringComparison.Ordinal));
        Assert.Contains(files, file => file.StartsWith("/app.", StringComparison.Ordinal));
        foreach (var file in files)
        {
            using var answer = await http.GetAsync(new Uri(file, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Ct);
            var isKept = answer.Headers.CacheControl?.ToString() == "max-age=31536000, immutable";
            Assert.True(answer.StatusCode == HttpStatusCode.OK && isKept, $"{file}: {answer}");
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(RunningDotnet.Path, arguments)
        {
            WorkingDirectory = RepositoryFiles.Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet was not started.");
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}
