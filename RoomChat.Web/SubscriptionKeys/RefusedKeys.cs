using System.Diagnostics.Metrics;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Web.SubscriptionKeys;

/// <summary>Counts requests with a key that is nobody's, and tells the log of them: who guesses keys must be noticed.</summary>
internal sealed partial class RefusedKeys : IDisposable
{
    private readonly Counter<long> _counter;
    private readonly RefusalNotice _notice;

    public RefusedKeys(IMeterFactory meters, TimeProvider time, ILogger<RefusedKeys> logger)
    {
        _counter = meters.Create("RoomChat.Web").CreateCounter<long>(
            "roomchat.refused_keys", description: "Requests with a subscription key that is not valid");
        _notice = new RefusalNotice(time, count => LogRefused(logger, count));
    }

    public void Add()
    {
        _counter.Add(1);
        _notice.Count();
    }

    public void Dispose() => _notice.Dispose();

    [LoggerMessage(LogLevel.Warning, "Refused {Count} requests with a subscription key that is not valid")]
    private static partial void LogRefused(ILogger logger, long count);
}
