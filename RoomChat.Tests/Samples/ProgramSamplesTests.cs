using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.Samples;

/// <summary>The samples that are programs: <c>samples/console</c> and <c>samples/publish</c>.</summary>
[Collection(WholeSystem.Name)]
public sealed class ProgramSamplesTests(ChatSystem chat)
{
    private static readonly string Publish = Path.Combine(RepositoryFiles.Root, "samples", "publish", "publish.py");

    /// <summary>All projects have the same output folder, for example "bin/Debug/net10.0".</summary>
    private static readonly string BuildOutput =
        Path.GetRelativePath(Path.Combine(RepositoryFiles.Root, "RoomChat.Tests"), AppContext.BaseDirectory);

    private static readonly string ConsoleClient =
        Path.Combine(RepositoryFiles.Root, "samples", "console", BuildOutput, "RoomChat.ConsoleClient.dll");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_console_shows_messages_and_publishes_lines()
    {
        var room = ChatSystem.NewRoom("console").Value;
        await using var listener = await chat.ConnectAsync(Ct);
        await listener.JoinAsync(room, Ct);
        await using var console = SampleProcess.Start(RunningDotnet.Path, [ConsoleClient, room], chat.WebAddress);
        await Eventually.Holds(
            () => console.Errors.Any(line => line.StartsWith($"You are in '{room}'.", StringComparison.Ordinal)),
            () => $"the console has joined; so far: {string.Join('\n', console.Errors)}");

        await chat.PublishAsync("to the console", room, Ct);
        await Eventually.Holds(
            () => console.Output.Contains("Development: to the console", StringComparer.Ordinal), "the console shows the message");
        await console.TypeAsync("from the console");
        await listener.WaitForContentAsync("from the console");

        Assert.Equal(0, await console.EndAsync(Ct));
    }

    [Fact]
    public async Task The_console_without_a_room_explains_itself()
    {
        await using var console = SampleProcess.Start(RunningDotnet.Path, [ConsoleClient], chat.WebAddress);
        Assert.Equal(2, await console.EndAsync(Ct));
        Assert.StartsWith("Usage: ", console.Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_publishes_and_prints_the_id_of_the_message()
    {
        var room = ChatSystem.NewRoom("script").Value;
        await using var listener = await chat.ConnectAsync(Ct);
        await listener.JoinAsync(room, Ct);
        await using var script = SampleProcess.Start("python3", [Publish, room, "Grüße from Python"], chat.WebAddress);
        Assert.Equal(0, await script.EndAsync(Ct));

        var message = await listener.WaitForContentAsync("Grüße from Python");
        Assert.Equal(message.GetProperty("id").GetString(), Assert.Single(script.Output));
    }

    [Fact]
    public async Task The_script_reports_a_room_that_is_no_room()
    {
        await using var script = SampleProcess.Start("python3", [Publish, "no room", "lost"], chat.WebAddress);
        Assert.Equal(1, await script.EndAsync(Ct));
        Assert.Empty(script.Output);
        Assert.StartsWith("400: ", script.Errors[0], StringComparison.Ordinal);
    }
}
