using RoomChat.Contracts;
using RoomChat.Web.Client.Alerts;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.Alerts;

public sealed class MessageAlertsTests
{
    [Theory]
    [InlineData(RoomAlert.All, false, "hello", true)]
    [InlineData(RoomAlert.All, true, "hello", false)]
    [InlineData(RoomAlert.Mentions, false, "hello", false)]
    [InlineData(RoomAlert.Mentions, false, "hello @ada, look", true)]
    [InlineData(RoomAlert.Mentions, true, "@Ada", false)]
    [InlineData(RoomAlert.None, false, "@Ada", false)]
    public void Room_setting_decides_which_messages_notify(RoomAlert alert, bool isMuted, string text, bool isTold) =>
        Assert.Equal(
            isTold,
            MessageAlerts.IsTold(Entry("bob", text), "me", "Ada", new RoomPreference { Alert = alert, IsMuted = isMuted }));

    [Fact]
    public void Own_message_is_never_told() =>
        Assert.False(MessageAlerts.IsTold(Entry("me", "@Ada"), "me", "Ada", new RoomPreference { Alert = RoomAlert.All }));

    [Theory]
    [InlineData("@Ada Lovelace", true)]
    [InlineData("(@ada lovelace)", true)]
    [InlineData("@Ada", false)]
    [InlineData("x@Ada Lovelace", false)]
    [InlineData("@Ada Lovelacer, @Ada Lovelace", true)]
    public void Mention_is_the_whole_name(string text, bool isOne) => Assert.Equal(isOne, Mention.Of(text, "Ada Lovelace"));

    private static MessageEntry Entry(string user, string text) =>
        new("m", text, DateTimeOffset.UnixEpoch, new ChatUser(user, user), 1, Delivery.Delivered);
}
