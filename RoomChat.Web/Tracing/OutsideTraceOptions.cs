namespace RoomChat.Web.Tracing;

/// <summary>Whose traces are continued, section <c>Gateway:Tracing</c>.</summary>
internal sealed class OutsideTraceOptions
{
    public const string Section = "Gateway:Tracing";

    /// <summary>
    /// Names of subscriptions. A trace that a program with such a key began goes on in the gateway and the services, and its flag decides
    /// whether they record it. The key must be in the header. None by default.
    /// </summary>
    public IReadOnlyList<string> TrustedSubscriptions { get; set; } = [];
}
