using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.Tests.ServiceBusEmulator.Broker.Filters;

public sealed class CorrelationFilterTests
{
    [Fact]
    public void All_given_fields_must_be_equal()
    {
        var filter = new CorrelationFilter { Label = "chat", SessionId = "s", Properties = new Dictionary<string, object?> { ["room_id"] = "dev", ["n"] = 1L } };
        var message = Sample.Message("m", "s", ("room_id", "dev"), ("n", 1), ("other", 2)) with { Subject = "chat" };

        Assert.True(filter.Matches(message));
        Assert.False(filter.Matches(message with { Subject = "Chat" }));
        Assert.False(filter.Matches(message with { SessionId = null }));
        Assert.False(filter.Matches(Sample.Message("m", "s", ("room_id", "general"), ("n", 1)) with { Subject = "chat" }));
        Assert.False(filter.Matches(Sample.Message("m", "s", ("room_id", "dev")) with { Subject = "chat" }));
    }
}
