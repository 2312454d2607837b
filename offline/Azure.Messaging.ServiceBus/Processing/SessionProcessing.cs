using System.Collections.Concurrent;

namespace Azure.Messaging.ServiceBus.Processing;

/// <summary>
/// A <see cref="ServiceBusSessionProcessor"/> at work: as many places as sessions are wanted at a time. Each place takes a session (the next free one,
/// or the next of the list in turn), works through it, gives it back and takes another.
/// </summary>
internal sealed class SessionProcessing : IProcessing
{
    private readonly ServiceBusClient _client;
    private readonly ServiceBusSessionProcessor _processor;
    private readonly ErrorReports _reports;
    private readonly CancellationToken _stop;
    private readonly HandlingRules _rules;
    private readonly ConcurrentQueue<string> _sessionIds;
    private readonly int _sessionIdCount;
    private readonly ConcurrentDictionary<SessionInHand, bool> _inHand = new();
    private readonly WorkerPool _places;

    public SessionProcessing(
        ServiceBusClient client, ServiceBusSessionProcessor processor, HandlingRules rules, IEnumerable<string> sessionIds, ErrorReports reports, CancellationToken stop)
    {
        (_client, _processor, _rules, _reports, _stop) = (client, processor, rules, reports, stop);
        _sessionIds = new(sessionIds);
        _sessionIdCount = _sessionIds.Count;
        _places = new(TakeSessionsAsync);
        Resize(processor.MaxConcurrentSessions, processor.MaxConcurrentCallsPerSession);
    }

    // Sessions of a list that has a place for each are kept: there is no other to make room for.
    private bool KeepIdleSessions => _sessionIdCount > 0 && _processor.MaxConcurrentSessions >= _sessionIdCount;

    public void Resize(int sessions, int callsPerSession)
    {
        _places.Resize(_sessionIdCount == 0 ? sessions : Math.Min(sessions, _sessionIdCount));
        foreach (var session in _inHand.Keys) session.Resize(callsPerSession);
    }

    public void Prefetch(int count)
    {
        foreach (var session in _inHand.Keys) session.Prefetch(count);
    }

    public Task StopAsync() => _places.StopAsync();

    private async Task TakeSessionsAsync(Worker place)
    {
        var retire = place.Retire;
        var errors = 0;
        while (!retire.IsCancellationRequested)
        {
            var id = _sessionIds.TryDequeue(out var next) ? next : null;
            try
            {
                var receiver = await AcceptAsync(id, retire);
                errors = 0;
                await WorkThroughAsync(receiver, place);
            }
            catch (OperationCanceledException) when (retire.IsCancellationRequested)
            {
                return;
            }
            catch (ServiceBusException exception) when (exception.Reason == ServiceBusFailureReason.ServiceTimeout)
            {
                // No session has messages: wait on.
            }
            catch (Exception exception)
            {
                await _reports.ReportAsync(exception, ServiceBusErrorSource.AcceptSession);
                if (_reports.IsTheEnd) return;
                await _reports.PauseAfterAsync(exception, ++errors, retire);
            }
            finally
            {
                if (id is not null) _sessionIds.Enqueue(id);
            }
        }
    }

    private Task<ServiceBusSessionReceiver> AcceptAsync(string? id, CancellationToken retire)
    {
        var options = new ServiceBusSessionReceiverOptions
        {
            Identifier = _processor.Identifier,
            PrefetchCount = _processor.PrefetchCount,
            ReceiveMode = _processor.ReceiveMode,
        };
        return ServiceBusSessionReceiver.AcceptAsync(_client, _processor.EntityPath, new(id), options, retire);
    }

    private async Task WorkThroughAsync(ServiceBusSessionReceiver receiver, Worker place)
    {
        var session = new SessionInHand(_processor, receiver, _rules, _reports, _stop) { KeepWhenIdle = () => KeepIdleSessions };
        _inHand[session] = place.HasWork = true;
        try
        {
            await session.RunAsync(place.Retire);
        }
        finally
        {
            place.HasWork = false;
            _inHand.TryRemove(session, out _);
        }
    }
}
