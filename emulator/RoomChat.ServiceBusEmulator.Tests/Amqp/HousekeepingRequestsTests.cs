using Amqp;
using Amqp.Types;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

public sealed class HousekeepingRequestsTests : IAsyncLifetime
{
    private RunningEmulator _emulator = null!;
    private Connection _connection = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await RunningEmulator.StartAsync();
        _connection = await _emulator.ConnectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.CloseAsync();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Sessions_with_messages_are_listed_in_pages()
    {
        await _connection.SendAsync("s", ClientLinks.Text("1", "b"), ClientLinks.Text("2", "a"), ClientLinks.Text("3", "c"));
        var management = new RequestLinks(_connection, "s/$management", "sessions");
        var first = (Map)(await management.AskAsync("get-message-sessions", Page(DateTime.MaxValue, skip: 0))).Body;
        Assert.Equal((2, 2), ((int)first["skip"], ((Array)first["sessions-ids"]).Length));
        Assert.Equal(["a", "b"], (string[])first["sessions-ids"]);
        Assert.Equal(
            ["c"],
            (string[])((Map)(await management.AskAsync("get-message-sessions", Page(DateTime.MaxValue, skip: 2))).Body)["sessions-ids"]);
        Assert.Equal(
            204, (await management.AskAsync("get-message-sessions", Page(DateTime.MaxValue, skip: 3))).ApplicationProperties["statusCode"]);
    }

    [Fact]
    public async Task Sessions_are_listed_by_time_of_state_change()
    {
        _emulator.Queue("s").SetSessionState("old", new byte[] { 1 });
        _emulator.Time.Advance(TimeSpan.FromMinutes(1));
        var since = _emulator.Time.GetUtcNow().UtcDateTime;
        _emulator.Time.Advance(TimeSpan.FromMinutes(1));
        _emulator.Queue("s").SetSessionState("new", new byte[] { 1 });
        var management = new RequestLinks(_connection, "s/$management", "sessions");
        Assert.Equal(
            ["new"], (string[])((Map)(await management.AskAsync("get-message-sessions", Page(since, skip: 0))).Body)["sessions-ids"]);
    }

    [Fact]
    public async Task Batch_delete_removes_the_oldest_unlocked_messages()
    {
        await _connection.SendAsync("q", ClientLinks.Text("locked"), ClientLinks.Text("1"), ClientLinks.Text("2"), ClientLinks.Text("3"));
        var receiver = _connection.Receiver("q");
        await receiver.NextAsync();
        _emulator.Time.Advance(TimeSpan.FromSeconds(1));
        var management = new RequestLinks(_connection, "q/$management", "deletes");
        var request = new Map { ["message-count"] = 2, ["enqueued-time-utc"] = _emulator.Time.GetUtcNow().UtcDateTime };
        Assert.Equal(2, ((Map)(await management.AskAsync("batch-delete-messages", request)).Body)["message-count"]);
        Assert.Equal("3", (await receiver.NextAsync()).Body);
        Assert.Equal(204, (await management.AskAsync("batch-delete-messages", request)).ApplicationProperties["statusCode"]);
    }

    private static Map Page(DateTime since, int skip) => new() { ["last-updated-time"] = since, ["skip"] = skip, ["top"] = 2 };
}
