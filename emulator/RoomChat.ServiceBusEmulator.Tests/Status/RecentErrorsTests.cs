using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;
using RoomChat.ServiceBusEmulator.Status;

namespace RoomChat.ServiceBusEmulator.Tests.Status;

public sealed class RecentErrorsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Last_fifty_own_warnings_are_kept_newest_first()
    {
        using var errors = new RecentErrors(_time);
        var own = errors.CreateLogger("RoomChat.ServiceBusEmulator.Amqp.LinkRouter");
        Say(own, LogLevel.Information, "nothing special");
        Say(errors.CreateLogger("Microsoft.AspNetCore.Server.Kestrel"), LogLevel.Error, "somebody else's");

        for (var number = 1; number <= 60; number++) Say(own, LogLevel.Warning, $"Number {number}", new InvalidOperationException("cause"));

        Assert.Equal(50, errors.All.Count);
        Assert.Equal(
            (LogLevel.Warning, "LinkRouter", "Number 60 (InvalidOperationException: cause)"),
            (errors.All[0].Level, errors.All[0].Source, errors.All[0].Message));
        Assert.StartsWith("Number 11 ", errors.All[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_shows_errors_as_escaped_text()
    {
        using var errors = new RecentErrors(_time);
        using var entities = new ServiceBusNamespace(_time);
        entities.Create(new TopicDescription("t"));
        Say(errors.CreateLogger("RoomChat.ServiceBusEmulator.X"), LogLevel.Error, "<script>alert(1)</script>");

        var page = new StatusPage(entities, new OpenConnections(), errors, _time).Render();

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("<li class=\"error\">", page, StringComparison.Ordinal);
    }

    private static void Say(ILogger logger, LogLevel level, string message, Exception? exception = null) =>
        logger.Log(level, default, message, exception, static (text, _) => text);
}
