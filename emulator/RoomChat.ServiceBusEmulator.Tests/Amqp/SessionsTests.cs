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
    public async Task Session_receiver_gets_only_its_session_in_order()
    {
        var connection = await _emulator.ConnectAsync();
        await connection.SendAsync(
            "s", [.. Enumerable.Range(0, 40).Select(n => ClientLinks.Text($"{n}", session: n % 2 == 0 ? "even" : "odd"))]);
        var receiver = connection.SessionReceiver("s", "even");
        receiver.SetCredit(20, CreditMode.Manual);

        var bodies = new List<object>();
        while (bodies.Count < 20) bodies.Add((await receiver.ReceiveAsync(ClientLinks.Patience)).Body);

        Assert.Equal(Enumerable.Range(0, 20).Select(n => $"{2 * n}"), bodies);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Attach_answer_has_session_id_and_lock_expiry()
    {
        var connection = await _emulator.ConnectAsync();
        await connection.SendAsync("s", ClientLinks.Text("a", session: "shard-07"));

        var attach = await AcceptAsync(connection, sessionId: null);

        Assert.Equal("shard-07", ((Source)attach.Source).FilterSet[new Symbol("com.microsoft:session-filter")]);
        Assert.Equal(
            (_emulator.Time.GetUtcNow() + RunningEmulator.LockDuration).UtcTicks,
            attach.Properties[new Symbol("com.microsoft:locked-until-utc")]);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Held_session_is_refused_and_waiting_for_any_times_out()
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
    public async Task Dropped_connection_frees_its_session_at_once()
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
    public async Task Broken_connection_does_not_dead_letter_its_messages()
    {
        using var proxy = new RecordingProxy(_emulator.Port);
        var crashing = await _emulator.ConnectAsync(proxy.Port);
        await crashing.SendAsync("s", [.. Enumerable.Range(0, 5).Select(n => ClientLinks.Text($"{n}", session: "a"))]);
        var receiver = crashing.SessionReceiver("s", "a");
        for (var n = 0; n < 3; n++) await receiver.NextAsync();   // none of them is settled
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
    public async Task Cancelled_session_wait_keeps_connection_and_takes_no_session()
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
    public async Task Expired_session_lock_detaches_its_receiver()
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
