using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// Deletes entities after the idle timeout of their description. An attached receiver counts as continuous use. A send to a queue or
/// topic, a request about messages, and a change of description or rules each count as one use. A message that a topic delivers to a
/// subscription does not count.
/// </summary>
internal sealed partial class IdleEntities : IDisposable
{
    private readonly ServiceBusNamespace _entities;
    private readonly TimeProvider _time;
    private readonly ILogger<IdleEntities> _logger;
    private readonly ITimer _timer;

    public IdleEntities(ServiceBusNamespace entities, TimeProvider time, ILogger<IdleEntities> logger)
    {
        _entities = entities;
        _time = time;
        _logger = logger;

        // The first wait is the shortest idle timeout. An entity created later cannot be due earlier.
        _timer = time.CreateTimer(
            static idle => ((IdleEntities)idle!).Check(), this, DescriptionRules.ShortestIdle, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private void Check()
    {
        var wait = DescriptionRules.ShortestIdle;
        try
        {
            foreach (var entity in _entities.Entities.Where(static entity => entity.AutoDeleteOnIdle < TimeSpan.MaxValue))
            {
                var left = entity.AutoDeleteOnIdle - (_time.GetUtcNow() - LastUse(entity));
                if (left <= TimeSpan.Zero) Delete(entity);
                else if (left < wait) wait = left;
            }
        }
        catch (Exception exception)
        {
            LogCheckFailed(exception);
        }

        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Delete(IEntity entity)
    {
        try
        {
            _entities.Delete(entity.Path);
            LogDeleted(entity.Path.Name, entity.AutoDeleteOnIdle);
        }
        catch (EntityException exception)
        {
            LogGone(entity.Path.Name, exception);
        }
    }

    private DateTimeOffset LastUse(IEntity entity)
    {
        if (entity.Counts.Scheduled > 0) return _time.GetUtcNow();
        return entity is Topic topic
            ? topic.Subscriptions.Select(static subscription => subscription.Life.Accessed).Append(topic.Life.Accessed).Max()
            : entity.Life.Accessed;
    }

    [LoggerMessage(LogLevel.Information, "'{Entity}' is deleted: nobody has used it for {Idle}")]
    private partial void LogDeleted(string entity, TimeSpan idle);

    [LoggerMessage(LogLevel.Debug, "'{Entity}' was idle, but is gone already")]
    private partial void LogGone(string entity, Exception exception);

    [LoggerMessage(LogLevel.Error, "Looking for idle entities failed; it is tried again")]
    private partial void LogCheckFailed(Exception exception);
}
