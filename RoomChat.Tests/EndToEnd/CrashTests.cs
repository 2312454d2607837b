using RoomChat.Tests.Fixtures;

namespace RoomChat.Tests.EndToEnd;

/// <summary>Kills a process the hard way while people talk, and counts what everyone has in the end.</summary>
[Collection(WholeSystem.Name)]
public sealed class CrashTests(ChatSystem chat)
{
    private const int Messages = 200;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killing_realtime_while_200_messages_are_published_costs_nobody_a_message()
    {
        var room = ChatSystem.NewRoom("crash");
        await using var first = await Listener.JoinAsync(chat, room, Ct);
        await using var second = await Listener.JoinAsync(chat, room, Ct);

        var accepted = new List<string>();
        for (var number = 0; number < Messages; number++)
        {
            if (number == Messages / 2) chat.Kill("realtime");
            accepted.Add((await chat.PublishAsync($"message {number}", room.Value, Ct)).MessageId);
        }

        foreach (var listener in new[] { first, second })
        {
            await Eventually.Holds(() => listener.Ids.Count >= Messages, $"every accepted message came ({listener.Ids.Count} of {Messages})", TimeSpan.FromSeconds(90));
            Assert.Equal(accepted, listener.Ids);
            Assert.Equal(Enumerable.Range(1, Messages).Select(offset => (long)offset), listener.Offsets);
        }
    }
}
