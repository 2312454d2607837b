using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus.Processing;

/// <summary>A <see cref="ServiceBusProcessor"/> at work: one receiver, as many loops as calls are wanted at a time.</summary>
internal sealed class MessageProcessing : IProcessing
{
    private readonly ServiceBusProcessor _processor;
    private readonly ServiceBusReceiver _receiver;
    private readonly HandlingRules _rules;
    private readonly ErrorReports _reports;
    private readonly WorkerPool _workers;
    private readonly CancellationToken _stop;

    public MessageProcessing(ServiceBusProcessor processor, ServiceBusReceiver receiver, HandlingRules rules, ErrorReports reports, CancellationToken stop)
    {
        (_processor, _receiver, _rules, _reports, _stop) = (processor, receiver, rules, reports, stop);
        var loop = new ReceiveLoop(receiver, wait: null, HandleAsync, reports);
        _workers = new(worker => loop.RunAsync(worker.Retire));
        Resize(processor.MaxConcurrentCalls);
    }

    public void Resize(int concurrency) => _workers.Resize(concurrency);

    public void Prefetch(int count) => _receiver.ChangePrefetch(count);

    public async Task StopAsync()
    {
        await _workers.StopAsync();
        await _receiver.CloseAsync();
    }

    private async Task HandleAsync(ServiceBusReceivedMessage message)
    {
        using var scope = new HandlerScope(_receiver, _rules, _reports, _stop) { WatchLock = _rules.PeekLock ? WatchLockAsync : null };
        var args = new ProcessMessageEventArgs(message, _receiver, _processor.Identifier, _stop) { Scope = scope };
        await scope.RunAsync(message, () => CallAsync(args), loss => args.OnMessageLockLostAsync(new(message, loss.Cause)));
    }

    private async Task CallAsync(ProcessMessageEventArgs args)
    {
        using var activity = MessagingDiagnostics.StartProcessing(
            MessagingDiagnostics.Processor, "ServiceBusProcessor.ProcessMessage", args.Message, args.EntityPath, args.FullyQualifiedNamespace);
        await activity.TraceAsync(() => _processor.OnProcessMessageAsync(args));
    }

    private Task<LockLoss?> WatchLockAsync(ServiceBusReceivedMessage message, CancellationToken done) => new LockKeeping(
        () => message.LockedUntil,
        ct => message.IsSettled ? Task.CompletedTask : _receiver.RenewMessageLockAsync(message, ct),
        _rules.RenewLocksFor,
        exception => message.IsSettled ? Task.CompletedTask : _reports.ReportAsync(exception, ServiceBusErrorSource.RenewLock)).RunAsync(done);
}
