using System.Diagnostics;
using System.Text.Json.Nodes;
using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.AppHost.Publishing;

/// <summary>What goes into the images: the published files of each service, and the properties from which the SDK makes an image. The image itself needs a base from outside.</summary>
public sealed class ServicePublishTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roomchat-publish-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_service_is_published()
    {
        // As it was built for this test; .ci/publish does the same in Release. Compressed files are a matter of the SDK: here they would only take time.
        foreach (var project in (string[])["RoomChat.ApiService", "RoomChat.Realtime", "RoomChat.Web", "emulator/RoomChat.ServiceBusEmulator"])
        {
            var name = Path.GetFileName(project);
            var published = Path.Combine(_folder.FullName, name);
            await RunAsync("publish", project, "--no-build", "-c", AppHostRun.Configuration, "-o", published, "-p:CompressionEnabled=false", "--nologo", "-v", "q");
            Assert.True(File.Exists(Path.Combine(published, $"{name}.dll")), $"{published} has no {name}.dll.");
            Assert.False(File.Exists(Path.Combine(published, "appsettings.Development.json")));
        }

        Assert.True(Directory.Exists(Path.Combine(_folder.FullName, "RoomChat.Web", "wwwroot", "_framework")));
    }

    [Theory]
    [InlineData("RoomChat.Web", "roomchat-web")]
    [InlineData("emulator/RoomChat.ServiceBusEmulator", "roomchat-servicebusemulator")]
    public async Task Image_is_chiselled_and_has_the_projects_name(string project, string repository)
    {
        var properties = JsonNode.Parse(await RunAsync("msbuild", project, "-getProperty:ContainerFamily,ContainerRepository"))!["Properties"]!;
        Assert.Equal("noble-chiseled", properties["ContainerFamily"]!.GetValue<string>());
        Assert.Equal(repository, properties["ContainerRepository"]!.GetValue<string>());
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
