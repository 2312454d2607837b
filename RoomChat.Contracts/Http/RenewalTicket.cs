namespace RoomChat.Contracts.Http;

/// <summary>Answer of <c>POST /connect/renewal</c>: what renews an open connection, as the <c>token</c> of a <c>refresh</c>.</summary>
/// <param name="Ticket">Good for one renewal of a connection of the same user.</param>
/// <param name="ExpiresIn">Seconds for which the ticket is good.</param>
public sealed record RenewalTicket(string Ticket, int ExpiresIn);
