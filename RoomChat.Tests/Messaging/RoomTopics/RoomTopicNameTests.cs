using RoomChat.Contracts;
using RoomChat.Messaging.RoomTopics;

namespace RoomChat.Tests.Messaging.RoomTopics;

public sealed class RoomTopicNameTests
{
    [Fact]
    public void Rooms_that_differ_only_in_case_have_different_topics()
    {
        Assert.NotEqual(RoomTopicName.Of(Parse("General")), RoomTopicName.Of(Parse("general")), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void Internal_room_and_normal_room_have_different_topics()
    {
        Assert.NotEqual(RoomTopicName.Of(RoomId.Internal("canary")), RoomTopicName.Of(Parse("canary")), StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("general")]
    [InlineData(".-_")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Topic_name_of_a_room_is_valid_for_the_broker(string room)
    {
        Assert.Matches("^[A-Za-z0-9]([A-Za-z0-9._-]{0,258}[A-Za-z0-9])$", RoomTopicName.Of(Parse(room)));
    }

    private static RoomId Parse(string room) => RoomId.Parse(room, provider: null);
}
