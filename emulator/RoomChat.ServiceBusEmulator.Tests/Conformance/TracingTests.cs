using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

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
    public async Task Each_operation_has_its_span_and_a_failed_one_says_so()
    {
        var topic = emulator.TakeSessionTopic();
        await using var client = emulator.CreateClient();
        var spans = new ConcurrentQueue<Activity>();
        using var listener = Listen(span =>
        {
            if (span.GetTagItem("messaging.destination.name") is string entity && entity.StartsWith(topic, StringComparison.Ordinal)) spans.Enqueue(span);
        });

        await using var sender = client.CreateSender(topic);
        await sender.CancelScheduledMessageAsync(await sender.ScheduleMessageAsync(new("later") { SessionId = "s" }, TimeProvider.System.GetUtcNow().AddHours(1), Ct), Ct);
        await sender.SendMessageAsync(new("x") { SessionId = "s" }, Ct);
        await using var receiver = await client.AcceptSessionAsync(topic, EmulatorFixture.Subscription, "s", cancellationToken: Ct);
        await receiver.SetSessionStateAsync(await receiver.GetSessionStateAsync(Ct), Ct);
        await receiver.RenewSessionLockAsync(Ct);
        await receiver.PeekMessageAsync(cancellationToken: Ct);
        var message = (await receiver.ReceiveMessageAsync(null, Ct))!;
        await receiver.DeferMessageAsync(message, null, Ct);
        await receiver.CompleteMessageAsync(await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber, Ct), Ct);
        await using var rules = client.CreateRuleManager(topic, EmulatorFixture.Subscription);
        await Assert.ThrowsAsync<ServiceBusException>(() => rules.DeleteRuleAsync("missing", Ct));

        string[] wanted =
        [
            "ServiceBusSender.Schedule", "ServiceBusSender.Cancel", "Message", "ServiceBusSender.Send", "ServiceBusSessionReceiver.GetSessionState",
            "ServiceBusSessionReceiver.SetSessionState", "ServiceBusSessionReceiver.RenewSessionLock", "ServiceBusReceiver.Peek",
            "ServiceBusReceiver.Receive", "ServiceBusReceiver.Defer", "ServiceBusReceiver.ReceiveDeferred", "ServiceBusReceiver.Complete",
            "ServiceBusRuleManager.DeleteRule",
        ];
        Assert.Equal(wanted.Order(StringComparer.Ordinal), spans.Select(span => span.OperationName).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("ServiceBusRuleManager.DeleteRule", Assert.Single(spans, span => span.Status == ActivityStatusCode.Error).OperationName);
    }

    [Fact]
    public async Task The_handler_of_a_session_processor_runs_in_the_trace_of_the_sender()
    {
        var queue = emulator.TakeSessionQueue();
        await using var client = emulator.CreateClient();
        using var listener = Listen(_ => { });
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

    [Fact]
    public async Task The_handler_of_a_processor_runs_in_the_trace_of_the_sender()
    {
        var queue = emulator.TakeQueue();
        await using var client = emulator.CreateClient();
        using var listener = Listen(_ => { });
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

    private static ActivityListener Listen(Action<Activity> onStopped)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Azure.Messaging.ServiceBus.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = onStopped,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
