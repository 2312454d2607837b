using System.Collections.Concurrent;
using RoomChat.ServiceDefaults.Telemetry;
using Yarp.ReverseProxy.Forwarder;

namespace RoomChat.Web.Gateway;

/// <summary>Logs requests that no service answered: by route and error, each in one line a minute.</summary>
internal sealed partial class UnservedRequests(TimeProvider time, ILogger<UnservedRequests> logger) : IDisposable
{
    private readonly ConcurrentDictionary<(string Route, ForwarderError Error), FailureNotice<string>> _kinds = new();

    public void Add(string route, IForwarderErrorFeature error)
    {
        var kind = _kinds.GetOrAdd(
            (route, error.Error),
            key => new FailureNotice<string>(time, (count, reason) => LogUnserved(count, key.Route, key.Error, reason)));
        kind.Add(error.Exception?.GetBaseException().Message);
    }

    public void Dispose()
    {
        foreach (var kind in _kinds.Values) kind.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "{Count} requests on route {Route} were not served: {Error}, the last because: {Reason}")]
    private partial void LogUnserved(long count, string route, ForwarderError error, string? reason);
}
