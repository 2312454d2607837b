using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

public sealed class SessionsTests : IAsyncLifetime
{
    private RunningEmulator _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await RunningEmulator.StartAsync();

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task A_session_is_received_in_order_and_alone()
    {
        var connection = await _emulator.ConnectAsync();
        await connection.SendAsync("s", [.. Enumerable.Range(0, 40).Select(n => ClientLinks.Text($"{n}", session: n % 2 == 0 ? "even" : "odd"))]);
        var receiver = connection.SessionReceiver("s", "even");
        receiver.SetCredit(20, CreditMode.Manual);

        var bodies = new List<object>();
        while (bodies.Count < 20) bodies.Add((await receiver.ReceiveAsync(ClientLinks.Patience)).Body);

        Assert.Equal(Enumerable.Range(0, 20).Select(n => $"{2 * n}"), bodies);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task The_answer_names_the_session_and_the_end_of_its_lock()
    {
        var connection = await _emulator.ConnectAsync();
        await connection.SendAsync("s", ClientLinks.Text("a", session: "shard-07"));

        var attach = await AcceptAsync(connection, sessionId: null);

        Assert.Equal("shard-07", ((Source)attach.Source).FilterSet[new Symbol("com.microsoft:session-filter")]);
        Assert.Equal((_emulator.Time.GetUtcNow() + RunningEmulator.LockDuration).UtcTicks, attach.Properties[new Symbol("com.microsoft:locked-until-utc")]);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task A_held_session_is_refused_at_once_and_waiting_for_any_ends_at_the_timeout()
    {
        var connection = await _emulator.ConnectAsync();
        await AcceptAsync(connection, "a");

        Assert.Equal("com.microsoft:session-cannot-be-locked", (await connection.SessionReceiver("s", "a").RefusalAsync()).Condition);

        var waiting = connection.SessionReceiver("s", sessionId: null);
        await connection.SendAsync("q", ClientLinks.Text("by now the attach has arrived"));
        _emulator.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("com.microsoft:timeout", (await waiting.RefusalAsync()).Condition);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task When_the_connection_drops_the_session_and_its_messages_are_free_at_once()
    {
        using var proxy = new RecordingProxy(_emulator.Port);
        var crashing = await _emulator.ConnectAsync(proxy.Port);
        await crashing.SendAsync("s", ClientLinks.Text("1", session: "a"), ClientLinks.Text("2", session: "a"));
        var receiver = crashing.SessionReceiver("s", "a");
        await receiver.NextAsync();
        var restarted = await _emulator.ConnectAsync();
        var waiting = restarted.SessionReceiver("s", sessionId: null);

        proxy.Cut();

        var (first, second) = (await waiting.NextAsync(), await waiting.NextAsync());
        Assert.Equal(("1", 0u, "2"), (first.Body, first.Header.DeliveryCount, second.Body));
        await restarted.CloseAsync();
    }

    [Fact]
    public async Task A_broken_connection_ends_no_message_among_the_dead_letters()
    {
        using var proxy = new RecordingProxy(_emulator.Port);
        var crashing = await _emulator.ConnectAsync(proxy.Port);
        await crashing.SendAsync("s", [.. Enumerable.Range(0, 5).Select(n => ClientLinks.Text($"{n}", session: "a"))]);
        var receiver = crashing.SessionReceiver("s", "a");
        for (var n = 0; n < 3; n++) await receiver.NextAsync();   // and settles none of them
        var restarted = await _emulator.ConnectAsync();
        var waiting = restarted.SessionReceiver("s", sessionId: null);

        proxy.Cut();

        var bodies = new List<object>();
        while (bodies.Count < 5) bodies.Add((await waiting.NextAsync()).Body);
        Assert.Equal(["0", "1", "2", "3", "4"], bodies);
        Assert.Equal(0, _emulator.Queue("s/$deadletterqueue").Activity.Kept);
        await restarted.CloseAsync();
    }

    [Fact]
    public async Task Who_stops_waiting_for_a_session_keeps_the_connection_and_takes_no_session()
    {
        var connection = await _emulator.ConnectAsync();
        var waiting = connection.SessionReceiver("s", sessionId: null);
        await connection.SendAsync("q", ClientLinks.Text("by now the attach has arrived"));

        await Assert.ThrowsAsync<AmqpException>(() => waiting.CloseAsync());
        await connection.SendAsync("s", ClientLinks.Text("1", session: "a"));

        Assert.False(connection.IsClosed);
        Assert.NotNull((await AcceptAsync(connection, "a")).Source);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task A_lock_that_runs_out_detaches_its_receiver()
    {
        var connection = await _emulator.ConnectAsync();
        var receiver = connection.SessionReceiver("s", "a");
        await connection.SendAsync("s", ClientLinks.Text("1", session: "a"));
        await receiver.NextAsync();

        _emulator.Time.Advance(RunningEmulator.LockDuration);

        Assert.Equal("com.microsoft:session-lock-lost", (await receiver.RefusalAsync()).Condition);
        await connection.CloseAsync();
    }

    private static async Task<Attach> AcceptAsync(Connection connection, string? sessionId)
    {
        var answer = new TaskCompletionSource<Attach>(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.SessionReceiver("s", sessionId, (_, attach) => answer.TrySetResult(attach));
        await Eventually.Holds(() => answer.Task.IsCompleted, "the attach is answered");
        return await answer.Task;
    }
}
