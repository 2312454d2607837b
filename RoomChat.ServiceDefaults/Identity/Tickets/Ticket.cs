namespace RoomChat.ServiceDefaults.Identity.Tickets;

/// <summary>
/// Admits one direct connection to the realtime service. A request with this feature needs no signature of the gateway.
/// </summary>
/// <param name="Id">Random, so it cannot be guessed. It identifies tickets that were already used.</param>
/// <param name="Caller">The caller that asked for it.</param>
/// <param name="Origin">The origin of the page that asked for it; empty for a program, which has none.</param>
/// <param name="ExpiresAt">When it expires, in seconds since 1970.</param>
public sealed record Ticket(string Id, Caller Caller, string Origin, long ExpiresAt)
{
    /// <summary>
    /// How long a ticket is valid: enough time to connect. It is short because a caller may lose its rights after the ticket was issued.
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);

    /// <summary>The query parameter of a handshake that carries a ticket.</summary>
    public const string QueryParameter = "ticket";
}
