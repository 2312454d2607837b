using System.Diagnostics;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

/// <summary>The emulator carries the trace of a message from its sender to its receiver.</summary>
[Collection(SharedEmulator.Name)]
public sealed class TracingTests : IDisposable
{
    private readonly EmulatorFixture _emulator;
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name.StartsWith("Azure.Messaging.ServiceBus.", StringComparison.Ordinal),
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public TracingTests(EmulatorFixture emulator)
    {
        _emulator = emulator;
        ActivitySource.AddActivityListener(_listener);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Received_message_has_the_trace_of_its_sender()
    {
        var queue = _emulator.TakeQueue();
        await using var client = _emulator.CreateClient();
        using var activity = new Activity("publish").Start();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        var received = await client.CreateReceiver(queue).ReceiveMessageAsync(null, Ct);

        var traceparent = Assert.IsType<string>(received!.ApplicationProperties["traceparent"]);
        Assert.Equal(traceparent, received.ApplicationProperties["Diagnostic-Id"]);
        Assert.Equal(activity.TraceId, ActivityContext.Parse(traceparent, traceState: null).TraceId);
    }

    [Fact]
    public async Task Batched_messages_have_the_trace_of_their_sender()
    {
        var queue = _emulator.TakeQueue();
        await using var client = _emulator.CreateClient();
        using var activity = new Activity("publish").Start();
        await client.CreateSender(queue).SendMessagesAsync([new("1"), new("2")], Ct);

        var peeked = await client.CreateReceiver(queue).PeekMessagesAsync(10, cancellationToken: Ct);
        var parents = peeked.Select(message => (string)message.ApplicationProperties["traceparent"]);
        var traces = parents.Select(parent => ActivityContext.Parse(parent, traceState: null).TraceId);
        Assert.Equal([activity.TraceId, activity.TraceId], traces);
    }

    [Fact]
    public async Task Processor_handler_runs_in_the_trace_of_the_sender()
    {
        var queue = _emulator.TakeSessionQueue();
        await using var client = _emulator.CreateClient();
        var handled = new TaskCompletionSource<ActivityTraceId?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var processor = client.CreateSessionProcessor(queue);
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        processor.ProcessMessageAsync += _ =>
        {
            handled.TrySetResult(Activity.Current?.TraceId);
            return Task.CompletedTask;
        };
        await processor.StartProcessingAsync(Ct);

        using var activity = new Activity("publish").Start();
        await client.CreateSender(queue).SendMessageAsync(new("x") { SessionId = "s" }, Ct);
        Assert.Equal(activity.TraceId, await handled.Task.WaitAsync(Eventually.Patience, Ct));
    }
}
