namespace RoomChat.ServiceDefaults.Identity.Tickets;

/// <summary>
/// Admits one direct connection to the realtime service. A request that has it among its features needs no signature of the gateway.
/// </summary>
/// <param name="Id">Not to be guessed; by it a ticket is known that was used.</param>
/// <param name="Caller">Who asked for it.</param>
/// <param name="Origin">The origin of the page that asked for it; empty for a program, which has none.</param>
/// <param name="ExpiresAt">When it is good no more, in seconds since 1970.</param>
public sealed record Ticket(string Id, Caller Caller, string Origin, long ExpiresAt)
{
    /// <summary>
    /// How long a ticket is good: as long as a client may need to connect, and no longer, since who was admitted a while ago might not be now.
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);

    /// <summary>The query parameter of a handshake that carries a ticket.</summary>
    public const string QueryParameter = "ticket";
}
