using RoomChat.Contracts;
using RoomChat.Messaging.RoomTopics;

namespace RoomChat.Tests.Messaging.RoomTopics;

public sealed class RoomTopicNameTests
{
    [Fact]
    public void Rooms_that_differ_in_case_only_have_topics_that_differ_for_the_broker()
    {
        Assert.NotEqual(RoomTopicName.Of(Parse("General")), RoomTopicName.Of(Parse("general")), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void An_internal_room_has_another_topic_than_the_room_that_is_called_like_it()
    {
        Assert.NotEqual(RoomTopicName.Of(RoomId.Internal("canary")), RoomTopicName.Of(Parse("canary")), StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("general")]
    [InlineData(".-_")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_name_has_what_the_broker_allows_and_begins_and_ends_with_a_letter_or_digit(string room)
    {
        Assert.Matches("^[A-Za-z0-9]([A-Za-z0-9._-]{0,258}[A-Za-z0-9])$", RoomTopicName.Of(Parse(room)));
    }

    private static RoomId Parse(string room) => RoomId.Parse(room, provider: null);
}
