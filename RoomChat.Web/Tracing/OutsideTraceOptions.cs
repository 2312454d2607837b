namespace RoomChat.Web.Tracing;

/// <summary>The callers whose traces are continued, section <c>Gateway:Tracing</c>.</summary>
internal sealed class OutsideTraceOptions
{
    public const string Section = "Gateway:Tracing";

    /// <summary>
    /// Names of subscriptions. A trace from a program with such a key continues in the gateway and the services. Its flag decides whether
    /// they record it. The key must be in the header. None by default.
    /// </summary>
    public IReadOnlyList<string> TrustedSubscriptions { get; set; } = [];
}
