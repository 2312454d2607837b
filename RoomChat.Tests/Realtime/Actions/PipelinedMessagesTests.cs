using System.Globalization;
using RoomChat.Contracts;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.Realtime.Actions;

/// <summary>A client may send the next message before the previous one is answered.</summary>
public sealed class PipelinedMessagesTests(OwnBacking backing) : IClassFixture<OwnBacking>
{
    private const int Messages = 300;

    private static readonly Dictionary<string, string?> Unlimited = new()
    {
        ["RoomRate:MessagesPerSecond"] = "100000",
        ["RoomRate:Burst"] = "1000000",
        ["Realtime:Connections:ActionBurst"] = "100000",
        ["Realtime:Connections:ActionsPerSecond"] = "100000",
    };

    private readonly string _room = Said.AnyRoom().Value;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_and_answers_come_in_the_order_of_the_frames()
    {
        await using var instance = await StartAsync();
        await using var ada = await instance.ConnectAsync();
        await ada.JoinAsync(_room, Ct);
        for (var number = 0; number < Messages; number++) await SayAsync(ada, number, _room);
        await ada.WaitForContentAsync($"m{Messages - 1}");
        Assert.Equal(Enumerable.Range(0, Messages).Select(number => $"m{number}"), ada.Contents);
        await HasAnswersAsync(ada, Messages);
        Assert.Equal(Ids(Messages), Answers(ada));
    }

    [Fact]
    public async Task Answers_to_all_actions_come_in_the_order_of_requests()
    {
        await using var instance = await StartAsync();
        await using var ada = await instance.ConnectAsync();
        var other = Said.AnyRoom().Value;
        for (var number = 0; number < 10; number++)
        {
            await SayAsync(ada, (2 * number) + 1, _room);
            await SayAsync(ada, (2 * number) + 2, other);
            await ada.SendAsync("""{"action":"ping"}""", Ct);
            await ada.SendAsync($$"""{"action":"publish","content":"","room_id":"{{_room}}"}""", Ct);
        }
        await Eventually.Holds(() => ada.Frames.Count >= 40, "all forty are answered");
        string[] turn = ["published", "published", "pong", "error"];
        Assert.Equal(Enumerable.Range(0, 10).SelectMany(_ => turn), ada.Frames.Select(frame => FrameRecorder.Text(frame, "type")));
        Assert.Equal(Enumerable.Range(1, 20).Select(Id), Answers(ada));
    }

    [Fact]
    public async Task Messages_sent_just_before_a_close_are_published_and_answered()
    {
        await using var instance = await StartAsync();
        await using var bob = await instance.ConnectAsync();
        await bob.JoinAsync(_room, Ct);
        await using var ada = await instance.ConnectAsync();
        for (var number = 0; number < 50; number++) await SayAsync(ada, number, _room);
        await ada.CloseAsync(Ct);
        await bob.WaitForContentAsync("m49");
        Assert.Equal(50, bob.Contents.Count);
        Assert.Equal(Ids(50), Answers(ada));
    }

    [Fact]
    public async Task Messages_before_a_refused_frame_are_answered_first()
    {
        await using var instance = await StartAsync();
        await using var ada = await instance.ConnectAsync();
        for (var number = 0; number < 20; number++) await SayAsync(ada, number, _room);
        await ada.SendBinaryAsync([1], Ct);
        await Eventually.Holds(() => ada.HasEnded, "it is closed");
        Assert.Equal(CloseCode.BinaryFrame.Code, (int)ada.CloseStatus!);
        Assert.Equal(Ids(20), Answers(ada));
    }

    private static Task HasAnswersAsync(FrameRecorder recorder, int count) =>
        Eventually.Holds(() => Answers(recorder).Count >= count, $"{count} messages are answered");

    private static List<string> Answers(FrameRecorder recorder) =>
        [.. recorder.Frames.Where(frame => FrameRecorder.IsType(frame, "published"))
            .Select(frame => FrameRecorder.Text(frame, "message_id")!)];

    private static IEnumerable<string> Ids(int count) => Enumerable.Range(0, count).Select(Id);

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"id-{number}");

    private static Task SayAsync(FrameRecorder recorder, int number, string room) =>
        recorder.SendAsync($$"""{"action":"publish","content":"m{{number}}","room_id":"{{room}}","message_id":"{{Id(number)}}"}""", Ct);

    private async Task<RealtimeInstance> StartAsync()
    {
        var instance = await RealtimeInstance.StartAsync(backing.Broker.ConnectionString, backing.Redis.ConnectionString, Unlimited);
        await instance.BecomesReadyAsync();
        return instance;
    }
}
