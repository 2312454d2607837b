using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Tests.Broker.Filters;

public sealed class CorrelationFilterTests
{
    [Fact]
    public void All_given_fields_must_be_equal()
    {
        var filter = new CorrelationFilter
        {
            Label = "news",
            SessionId = "s",
            Properties = new Dictionary<string, object?> { ["shop_id"] = "dev", ["n"] = 1L }
        };
        var message = Sample.Message("m", "s", ("shop_id", "dev"), ("n", 1), ("other", 2)) with { Subject = "news" };

        Assert.True(Matches(filter, message));
        Assert.False(Matches(filter, message with { Subject = "News" }));
        Assert.False(Matches(filter, message with { SessionId = null }));
        Assert.False(Matches(filter, Sample.Message("m", "s", ("shop_id", "general"), ("n", 1)) with { Subject = "news" }));
        Assert.False(Matches(filter, Sample.Message("m", "s", ("shop_id", "dev")) with { Subject = "news" }));
    }

    [Fact]
    public void Property_values_have_types_and_numbers_compare_by_value()
    {
        var id = Guid.NewGuid();
        var message = Sample.Message(
            "m", null, ("n", 5), ("yes", true), ("id", id), ("text", "5"), ("at", DateTime.UnixEpoch), ("null", null));

        foreach (var (name, same, other) in (ReadOnlySpan<(string, object?, object?)>)
            [
                ("n", 5L, "5"),
                ("n", 5.0, 5.5),
                ("yes", true, "true"),
                ("id", id, id.ToString()),
                ("text", "5", 5),
                ("at", DateTime.UnixEpoch, 0L),
                ("text", "5", null)])
        {
            Assert.True(Matches(Wanting(name, same), message));
            Assert.False(Matches(Wanting(name, other), message));
        }

        Assert.False(Matches(Wanting("null", null), message));
        Assert.False(Matches(Wanting("N", 5), message));
        Assert.True(Matches(new CorrelationFilter(), message));
    }

    private static CorrelationFilter Wanting(string name, object? value) =>
        new() { Properties = new Dictionary<string, object?> { [name] = value } };

    private static bool Matches(CorrelationFilter filter, BrokerMessage message) => filter.Matches(message.Arriving());
}
