using System.Text.Json;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Tests.Contracts;

public sealed class ServerFrameTests
{
    [Fact]
    public void A_join_is_answered_with_the_words_of_the_protocol() => Assert.Equal(
        """{"type":"room_joined","room_id":"general","message":"Successfully joined room 'general'","offset":7,"epoch":"e1","recovered":true}""",
        Write(new ServerFrame.RoomJoined("general", "Successfully joined room 'general'", 7, "e1", true)));

    [Fact]
    public void Rooms_are_an_object_of_counts() => Assert.Equal(
        """{"type":"rooms_info","rooms":{"general":5,"dev":3}}""",
        Write(new ServerFrame.RoomsInfo(new Dictionary<string, int> { ["general"] = 5, ["dev"] = 3 })));

    [Fact]
    public void A_message_carries_its_time_in_iso_8601_utc() => Assert.Equal(
        """{"type":"message","room_id":"dev","content":"hé","timestamp":"2026-01-02T03:04:05+00:00","id":"m1","offset":3,"user":{"id":"u1","name":"Ada"}}""",
        Write(new ServerFrame.Message(
            "dev", "hé", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), "m1", 3, new ChatUser("u1", "Ada"))));

    [Theory]
    [InlineData("""{"action":"join","room_id":"general"}""")]
    [InlineData("""{"room_id":"general","action":"join","unknown":[1]}""")]
    public void Join_is_read_in_any_field_order_with_unknown_fields(string json)
    {
        var join = Assert.IsType<ClientFrame.Join>(JsonSerializer.Deserialize(json, FrameJsonContext.Wire.ClientFrame));
        Assert.Equal("general", join.RoomId);
        Assert.Null(join.Since);
    }

    private static string Write(ServerFrame frame) => JsonSerializer.Serialize(frame, FrameJsonContext.Wire.ServerFrame);
}
