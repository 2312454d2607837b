using System.Collections.Concurrent;
using RoomChat.ServiceDefaults.Telemetry;
using Yarp.ReverseProxy.Forwarder;

namespace RoomChat.Web.Gateway;

/// <summary>Tells of requests that no service answered: by route and error, each in a line a minute.</summary>
internal sealed partial class UnservedRequests(TimeProvider time, ILogger<UnservedRequests> logger) : IDisposable
{
    private readonly ConcurrentDictionary<(string Route, ForwarderError Error), Kind> _kinds = new();

    public void Add(string route, IForwarderErrorFeature error)
    {
        var kind = _kinds.GetOrAdd((route, error.Error), key => new Kind(time, (count, reason) => LogUnserved(count, key.Route, key.Error, reason)));
        kind.Add(error.Exception?.GetBaseException().Message);
    }

    public void Dispose()
    {
        foreach (var kind in _kinds.Values) kind.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "{Count} requests on route {Route} were not served: {Error}, the last because: {Reason}")]
    private partial void LogUnserved(long count, string route, ForwarderError error, string? reason);

    private sealed class Kind : IDisposable
    {
        private readonly RefusalNotice _notice;
        private volatile string? _lastReason;

        public Kind(TimeProvider time, Action<long, string?> tell) => _notice = new RefusalNotice(time, count => tell(count, _lastReason));

        public void Add(string? reason)
        {
            _lastReason = reason;
            _notice.Count();
        }

        public void Dispose() => _notice.Dispose();
    }
}
