using System.Diagnostics;
using RoomChat.Contracts;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.FanOut;

/// <summary>A frame of a sampled trace. The fan-out on each instance is the trace's last span.</summary>
/// <param name="RoomId">The message's room.</param>
/// <param name="Offset">Its offset.</param>
/// <param name="TraceParent">The span that appended it to the log, as W3C's <c>traceparent</c>.</param>
/// <param name="Members">Number of receivers on this instance.</param>
internal readonly record struct TracedFrame(RoomId RoomId, long Offset, string TraceParent, int Members)
{
    /// <summary>Begins the span. Null without a listener, or when the trace parent cannot be read.</summary>
    public Activity? Start() => ActivityContext.TryParse(TraceParent, traceState: null, isRemote: true, out var parent)
        ? RealtimeMetrics.Activities.StartActivity("fan out", ActivityKind.Consumer, parent)?
            .SetTag("roomchat.room_id", RoomId.Value)
            .SetTag("roomchat.offset", Offset)
            .SetTag("roomchat.members", Members)
        : null;
}
