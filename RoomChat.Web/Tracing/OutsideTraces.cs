using System.Diagnostics;
using Microsoft.Extensions.Options;
using RoomChat.Web.SubscriptionKeys;

namespace RoomChat.Web.Tracing;

/// <summary>
/// Begins a new trace for each request, and ignores the trace in its headers. Otherwise any client could choose the ids of the traces, and
/// which of them are recorded. Traces of trusted callers in the settings continue. <see cref="TraceLinks"/> links to all other traces.
/// </summary>
internal sealed class OutsideTraces(KeyRing ring, IOptions<OutsideTraceOptions> options) : DistributedContextPropagator
{
    private readonly DistributedContextPropagator _inner = CreateW3CPropagator();
    private readonly HashSet<string> _trusted = new(options.Value.TrustedSubscriptions, StringComparer.OrdinalIgnoreCase);

    public override IReadOnlyCollection<string> Fields => _inner.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) =>
        _inner.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        (traceId, traceState) = (null, null);
        if (IsTrusted(carrier, getter)) _inner.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        IsTrusted(carrier, getter) ? _inner.ExtractBaggage(carrier, getter) : null;

    private bool IsTrusted(object? carrier, PropagatorGetterCallback? getter)
    {
        if (_trusted.Count == 0 || getter is null) return false;
        getter(carrier, SubscriptionKeyIntake.Header, out var key, out _);
        return key is { Length: > 0 } && ring.Find(key) is { } subscription && _trusted.Contains(subscription.Name);
    }
}
