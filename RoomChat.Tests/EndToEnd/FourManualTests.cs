
namespace RoomChat.Tests.EndToEnd;

/// <summary>
/// The four manual tests of the original, over raw WebSockets. A marker, sent afterwards on the same path, proves that no other message
/// arrived.
/// </summary>
[Collection(WholeSystem.Name)]
public sealed class FourManualTests(ChatSystem chat)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task User_in_two_rooms_gets_each_message_in_its_room()
    {
        var (general, dev) = (ChatSystem.NewRoom("general").Value, ChatSystem.NewRoom("dev").Value);
        await using var user = await chat.ConnectAsync(Ct);
        await user.JoinAsync(general, Ct);
        await user.JoinAsync(dev, Ct);

        await chat.PublishAsync("to general", general, Ct);
        await chat.PublishAsync("to dev", dev, Ct);

        Assert.Equal(general, FrameRecorder.Text(await user.WaitForContentAsync("to general"), "room_id"));
        Assert.Equal(dev, FrameRecorder.Text(await user.WaitForContentAsync("to dev"), "room_id"));
        Assert.Equal(2, user.Contents.Count);
    }

    [Fact]
    public async Task Two_users_in_one_room_get_the_message_once()
    {
        var room = ChatSystem.NewRoom("same").Value;
        await using var first = await chat.ConnectAsync(Ct);
        await using var second = await chat.ConnectAsync(Ct);
        await first.JoinAsync(room, Ct);
        await second.JoinAsync(room, Ct);

        var accepted = await chat.PublishAsync("hello both", room, Ct);
        await chat.PublishAsync("marker", room, Ct);

        foreach (var user in new[] { first, second })
        {
            var message = await user.WaitForContentAsync("hello both");
            Assert.Equal(accepted.MessageId, FrameRecorder.Text(message, "id"));
            Assert.Equal(1, message.GetProperty("offset").GetInt64());
            Assert.Equal(TimeSpan.Zero, message.GetProperty("timestamp").GetDateTimeOffset().Offset);
            await user.WaitForContentAsync("marker");
            Assert.Equal(["hello both", "marker"], user.Contents);
        }
    }

    [Fact]
    public async Task Two_users_in_different_rooms_hear_only_their_own()
    {
        var (general, dev) = (ChatSystem.NewRoom("general").Value, ChatSystem.NewRoom("dev").Value);
        await using var inGeneral = await chat.ConnectAsync(Ct);
        await using var inDev = await chat.ConnectAsync(Ct);
        await inGeneral.JoinAsync(general, Ct);
        await inDev.JoinAsync(dev, Ct);

        await chat.PublishAsync("for general", general, Ct);
        await inGeneral.WaitForContentAsync("for general");
        await chat.PublishAsync("for dev", dev, Ct);
        await inDev.WaitForContentAsync("for dev");
        await chat.PublishAsync("marker", general, Ct);
        await inGeneral.WaitForContentAsync("marker");

        Assert.Equal(["for general", "marker"], inGeneral.Contents);
        Assert.Equal(["for dev"], inDev.Contents);
    }

    [Fact]
    public async Task Room_info_counts_members_and_follows_leaves_and_breaks()
    {
        var room = ChatSystem.NewRoom("counted").Value;
        await using var first = await chat.ConnectAsync(Ct);
        var second = await chat.ConnectAsync(Ct);
        await first.JoinAsync(room, Ct);
        await second.JoinAsync(room, Ct);
        Assert.Equal(2, (await first.GetRoomsAsync(Ct)).GetProperty(room).GetInt32());

        await second.DisposeAsync();
        await Eventually.Holds(
            async () => (await first.GetRoomsAsync(Ct)).GetProperty(room).GetInt32() == 1,
            "a broken connection is not counted");

        await first.LeaveAsync(room, Ct);
        Assert.False((await first.GetRoomsAsync(Ct)).TryGetProperty(room, out _));
    }

    [Fact]
    public async Task A_message_without_a_room_reaches_everyone()
    {
        await using var joined = await chat.ConnectAsync(Ct);
        await using var idle = await chat.ConnectAsync(Ct);
        await joined.JoinAsync(ChatSystem.NewRoom("somewhere").Value, Ct);
        await idle.GetRoomsAsync(Ct);

        var content = $"to all {Guid.NewGuid():N}";
        await chat.PublishAsync(content, room: null, Ct);

        foreach (var user in new[] { joined, idle })
            Assert.Equal("all", FrameRecorder.Text(await user.WaitForContentAsync(content), "room_id"));
    }

    [Fact]
    public async Task After_a_leave_the_room_is_silent()
    {
        var (left, kept) = (ChatSystem.NewRoom("left").Value, ChatSystem.NewRoom("kept").Value);
        await using var user = await chat.ConnectAsync(Ct);
        await using var witness = await chat.ConnectAsync(Ct);
        await user.JoinAsync(left, Ct);
        await user.JoinAsync(kept, Ct);
        await witness.JoinAsync(left, Ct);
        await user.LeaveAsync(left, Ct);

        await chat.PublishAsync("unheard", left, Ct);
        await witness.WaitForContentAsync("unheard");
        await chat.PublishAsync("marker", kept, Ct);
        await user.WaitForContentAsync("marker");

        Assert.Equal(["marker"], user.Contents);
    }
}
