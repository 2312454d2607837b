using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RoomChat.Realtime.Routing;
using RoomChat.Realtime.Routing.Sessions;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Tests.Realtime.Routing.Sessions;

/// <summary>A broken link of a session is no failure of the subscription. The session is accepted again at once.</summary>
[Collection(SharedEmulator.Name)]
public sealed class SessionReceiverTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MetricRecorder _metrics;
    private readonly CuttableBroker _broker;
    private readonly ServiceBusClient _client;
    private readonly ServiceBusClient _sending;
    private readonly SessionReceiver _sessions;
    private readonly string _topic;
    private readonly ConcurrentQueue<string> _taken = new();
    private readonly CancellationTokenSource _stop = new();
    private Func<ServiceBusReceiver, Task> _beforeSettling = _ => Task.CompletedTask;

    public SessionReceiverTests(RoomsEmulator emulator)
    {
        _topic = emulator.TakeSessionTopic();
        _broker = new CuttableBroker(emulator.ConnectionString);
        _sending = emulator.CreateClient();
        // Longer than a test's timeout, so a test fails if it waits for the client or for the pause after a failure.
        _client = EmulatorFixture.CreateClient(_broker.ConnectionString, tryTimeout: TimeSpan.FromMinutes(10));
        var options = Options.Create(new RoutingOptions { Retry = TimeSpan.FromMinutes(5), SessionIdle = TimeSpan.FromMinutes(5) });
        var meters = _services.GetRequiredService<IMeterFactory>();
        var metrics = new RealtimeMetrics(meters);
        _metrics = new MetricRecorder(meters);
        _sessions = new SessionReceiver(
            _client, new RoutingState(metrics), new InstanceIdentity(), options, TimeProvider.System, NullLogger<SessionReceiver>.Instance);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_that_breaks_during_a_take_is_a_lost_session()
    {
        var isFirst = true;
        _beforeSettling = async receiver =>
        {
            if (!isFirst) return;
            isFirst = false;
            _broker.CutAll();
            await Eventually.Holds(() => receiver.IsClosed, "the receiver has closed itself");
        };
        var running = RunAsync();
        await SendAsync("first");
        await Eventually.Holds(() => _taken.Count == 2, "the message came again");
        Assert.Equal(["first", "first"], _taken);
        AssertLostOnce();
        await StopAsync(running);
    }

    [Fact]
    public async Task Link_that_breaks_in_silence_is_a_lost_session()
    {
        var running = RunAsync();
        await SendAsync("first");
        await Eventually.Holds(() => _taken.Count == 1, "the session is held");
        _broker.CutAll();
        await SendAsync("second");
        await Eventually.Holds(() => _taken.Contains("second"), "the session is held again");
        AssertLostOnce();
        await StopAsync(running);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _sending.DisposeAsync();
        await _broker.DisposeAsync();
        _sessions.Dispose();
        _metrics.Dispose();
        await _services.DisposeAsync();
        _stop.Dispose();
    }

    private Task RunAsync() => _sessions.RunAsync(
        new SessionSource(_topic, EmulatorFixture.Subscription, TakeAsync), repair: _ => Task.CompletedTask, _stop.Token);

    private async Task StopAsync(Task running)
    {
        await _stop.CancelAsync();
        await running.WaitAsync(Eventually.Patience, Ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.True(running.IsCompleted);
    }

    private void AssertLostOnce()
    {
        Assert.Equal(1, _metrics.Count("roomchat.routing.failures", "session_lock_lost"));
        Assert.Equal(0, _metrics.Count("roomchat.routing.failures", "other"));
        Assert.Equal(0, _metrics.Count("roomchat.routing.failures", "unreachable"));
    }

    private async Task<TakenBatch> TakeAsync(
        ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> batch, CancellationToken ct)
    {
        foreach (var message in batch) _taken.Enqueue(message.Body.ToString());
        await _beforeSettling(receiver);
        foreach (var message in batch) await receiver.CompleteMessageAsync(message, ct);
        return new TakenBatch([], IsAll: true);
    }

    private async Task SendAsync(string body)
    {
        await using var sender = _sending.CreateSender(_topic);
        await sender.SendMessageAsync(new ServiceBusMessage(body) { SessionId = "s" }, Ct);
    }
}
