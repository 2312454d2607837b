namespace RoomChat.Contracts.Http;

/// <summary>Answer of <c>POST /connect/renewal</c>: the <c>token</c> of a <c>refresh</c>, which renews an open connection.</summary>
/// <param name="Ticket">Valid for one renewal of a connection of the same user.</param>
/// <param name="ExpiresIn">Seconds for which the ticket is valid.</param>
public sealed record RenewalTicket(string Ticket, int ExpiresIn);
