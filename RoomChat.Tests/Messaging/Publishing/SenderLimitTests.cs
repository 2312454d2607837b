using RoomChat.Contracts;
using RoomChat.Messaging.Limits;
using RoomChat.Messaging.Publishing;
using RoomChat.Tests.Messaging.Limits;

namespace RoomChat.Tests.Messaging.Publishing;

public sealed class SenderLimitTests
{
    [Fact]
    public void User_messages_are_limited_over_all_rooms_programs_are_not()
    {
        using var limits = new TestLimits(new PublishingLimitOptions { Messages = TestLimits.Of(userBurst: 2, addressBurst: 3) });
        var limit = new SenderLimit(limits.Publishing);
        Assert.Null(limit.RefusesMessage(Of("user-1")));
        Assert.Null(limit.RefusesMessage(Of("user-1")));
        var refused = limit.RefusesMessage(Of("user-1"));
        Assert.NotNull(refused);
        Assert.Contains("You publish too often. The message was not accepted; send it again in", refused.Text, StringComparison.Ordinal);
        Assert.InRange(refused.RetryAfterSeconds, 1, 60);
        Assert.Null(limit.RefusesMessage(Of("user-2")));
        Assert.NotNull(limit.RefusesMessage(Of("user-3")));
        Assert.Null(limit.RefusesMessage(new Sender(new ChatUser("subscription:tests", "Tests"), IsUserOfPage: false, "192.0.2.1")));
        Assert.Equal(2, limits.Recorder.Count("roomchat.limits.refused", "messages"));
    }

    private static Sender Of(string id) => new(new ChatUser(id, id), IsUserOfPage: true, "192.0.2.1");
}
