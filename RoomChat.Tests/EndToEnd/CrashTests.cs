
namespace RoomChat.Tests.EndToEnd;

/// <summary>Kills a process while messages are published, and compares the received with the accepted messages.</summary>
[Collection(WholeSystem.Name)]
public sealed class CrashTests(ChatSystem chat)
{
    private const int Messages = 200;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killing_realtime_under_load_loses_no_accepted_message()
    {
        var room = ChatSystem.NewRoom("crash");
        await using var first = await Listener.JoinAsync(chat.ClientOptions, room, Ct);
        await using var second = await Listener.JoinAsync(chat.ClientOptions, room, Ct);

        var accepted = new List<string>();
        for (var number = 0; number < Messages; number++)
        {
            if (number == Messages / 2) chat.Kill("realtime");
            accepted.Add(await chat.PublishUntilAcceptedAsync($"message {number}", room.Value, Ct));
        }

        foreach (var listener in new[] { first, second })
        {
            await Eventually.Holds(
                () => listener.Ids.Count >= Messages,
                () => $"every accepted message came: {listener.Account(accepted)}",
                TimeSpan.FromSeconds(90));
            Assert.Equal(accepted, listener.Ids);
            Assert.Equal(Enumerable.Range(1, Messages).Select(offset => (long)offset), listener.Offsets);
        }
    }

    [Fact]
    public async Task Killing_the_broker_under_load_loses_no_accepted_message()
    {
        var room = ChatSystem.NewRoom("broker-crash");
        await using var listener = await Listener.JoinAsync(chat.ClientOptions, room, Ct);

        var accepted = new List<string>();
        for (var number = 0; number < Messages; number++)
        {
            if (number == Messages / 2) chat.Kill("messaging-emulator");
            accepted.Add(await chat.PublishUntilAcceptedAsync($"message {number}", room.Value, Ct));
        }

        await Eventually.Holds(
            () => !accepted.Except(listener.Ids, StringComparer.Ordinal).Any(),
            () => $"every accepted message came: {listener.Account(accepted)}",
            TimeSpan.FromSeconds(90));
        Assert.Equal(accepted, listener.Ids.Where(accepted.Contains));
        Assert.Equal(Enumerable.Range(1, listener.Ids.Count).Select(offset => (long)offset), listener.Offsets);
        Assert.Distinct(listener.Ids, StringComparer.Ordinal);
    }
}
