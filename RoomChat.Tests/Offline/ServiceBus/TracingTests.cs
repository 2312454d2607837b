using System.Diagnostics;
using RoomChat.Tests.Fixtures;

namespace RoomChat.Tests.Offline.ServiceBus;

[Collection(SharedEmulator.Name)]
public sealed class TracingTests(EmulatorFixture emulator)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_trace_of_the_sender_travels_with_the_message()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        using var activity = new Activity("publish").Start();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        var received = await client.CreateReceiver(queue).ReceiveMessageAsync(null, Ct);

        var traceparent = Assert.IsType<string>(received!.ApplicationProperties["traceparent"]);
        Assert.Equal(traceparent, received.ApplicationProperties["Diagnostic-Id"]);
        Assert.Equal(activity.TraceId, ActivityContext.Parse(traceparent, null).TraceId);
    }

    [Fact]
    public async Task The_handler_of_a_processor_runs_in_the_trace_of_the_sender()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Azure.Messaging.ServiceBus.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var handled = new TaskCompletionSource<ActivityTraceId?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var processor = client.CreateProcessor(queue);
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        processor.ProcessMessageAsync += _ =>
        {
            handled.TrySetResult(Activity.Current?.TraceId);
            return Task.CompletedTask;
        };
        await processor.StartProcessingAsync(Ct);

        using var activity = new Activity("publish").Start();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        Assert.Equal(activity.TraceId, await handled.Task.WaitAsync(Eventually.Patience, Ct));
    }
}
