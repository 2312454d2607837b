using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Messaging.Publishing;

namespace RoomChat.Tests.Messaging.Publishing;

public sealed class PublishRequestTests
{
    [Fact]
    public void Without_a_room_the_message_is_for_everyone()
    {
        var request = PublishRequest.TryRead(new PublishBody("hi"), EveryoneBy.Default, out _);
        Assert.Equal(RoomId.All, request?.RoomId);
    }

    [Fact]
    public void EveryoneBy_name_requires_a_room()
    {
        Assert.Null(PublishRequest.TryRead(new PublishBody("hi"), EveryoneBy.Name, out var errors));
        Assert.Equal(["room_id"], errors.Keys);
        Assert.Equal(RoomId.All, PublishRequest.TryRead(new PublishBody("hi", "all"), EveryoneBy.Name, out _)?.RoomId);
    }

    [Fact]
    public void Without_an_id_each_message_gets_its_own()
    {
        var first = PublishRequest.TryRead(new PublishBody("hi"), EveryoneBy.Default, out _);
        var second = PublishRequest.TryRead(new PublishBody("hi"), EveryoneBy.Default, out _);
        Assert.NotEqual(first?.MessageId, second?.MessageId);
    }

    [Theory]
    [InlineData("hi")]
    [InlineData("line\nbreak\tand tab")]
    [InlineData("emoji 😀 and the replacement character \uFFFD")]
    public void Text_is_content(string content) =>
        Assert.NotNull(PublishRequest.TryRead(new PublishBody(content), EveryoneBy.Default, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null \0 character")]
    [InlineData("bell \a")]
    public void Empty_content_and_control_characters_are_refused(string? content)
    {
        Assert.Null(PublishRequest.TryRead(new PublishBody(content), EveryoneBy.Default, out var errors));
        Assert.Contains("content", errors.Keys);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_not_text() =>
        Assert.Null(PublishRequest.TryRead(new PublishBody("half \ud83d"), EveryoneBy.Default, out _));

    [Fact]
    public void Content_ends_at_16_KiB_of_UTF_8()
    {
        Assert.NotNull(PublishRequest.TryRead(
            new PublishBody(new string('é', ProtocolLimits.MaxContentBytes / 2)), EveryoneBy.Default, out _));
        Assert.Null(PublishRequest.TryRead(
            new PublishBody(new string('é', (ProtocolLimits.MaxContentBytes / 2) + 1)), EveryoneBy.Default, out _));
    }

    [Theory]
    [InlineData("no spaces", null, "room_id")]
    [InlineData("", null, "room_id")]
    [InlineData("..", null, "room_id")]
    [InlineData("general", "no/slash", "message_id")]
    [InlineData("general", "", "message_id")]
    public void Invalid_fields_are_named_in_the_errors(string room, string? messageId, string field)
    {
        Assert.Null(PublishRequest.TryRead(new PublishBody("hi", room, messageId), EveryoneBy.Default, out var errors));
        Assert.Equal([field], errors.Keys);
    }
}
