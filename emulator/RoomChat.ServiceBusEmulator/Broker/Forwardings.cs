using System.Collections.Concurrent;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>All active forwardings, by source. Callers must serialize changes.</summary>
/// <param name="find">Finds a target by its name.</param>
/// <param name="journal">The namespace's journal.</param>
/// <param name="logger">Logs failures.</param>
internal sealed class Forwardings(Func<string, IMessageTarget?> find, IJournal journal, ILogger logger) : IDisposable
{
    private readonly ConcurrentDictionary<EntityPath, Forwarding> _bySource = new();

    /// <summary>Starts, replaces or stops forwarding to match the entity's description.</summary>
    public void Connect(IForwardingEntity entity)
    {
        Connect(entity.Messages, entity.ForwardTo, entity);
        Connect(entity.Messages.DeadLetters!, entity.ForwardDeadLettersTo, entity);
    }

    public void Disconnect(IForwardingEntity entity)
    {
        Stop(entity.Messages);
        Stop(entity.Messages.DeadLetters!);
    }

    public void Dispose()
    {
        foreach (var forwarding in _bySource.Values) forwarding.Dispose();
    }

    private void Connect(MessageQueue source, string? target, IForwardingEntity entity)
    {
        if (_bySource.TryGetValue(source.Path, out var now) && now.Target == target) return;
        Stop(source);
        if (target is null) return;
        var forwarding = new Forwarding(source, target, entity.TransferDeadLetters, find, journal, logger);
        _bySource[source.Path] = forwarding;
        forwarding.Start();
    }

    private void Stop(MessageQueue source)
    {
        if (_bySource.TryRemove(source.Path, out var forwarding)) forwarding.Dispose();
    }
}
