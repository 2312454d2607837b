namespace RoomChat.Contracts.Http;

/// <summary>
/// Answer of <c>POST /connect</c>: how to connect to the realtime service without the gateway. The client opens a WebSocket to
/// <c>URL?ticket=TICKET</c> before the ticket expires.
/// </summary>
/// <param name="Url">Address of a WebSocket of the realtime service, <c>ws://</c> or <c>wss://</c>.</param>
/// <param name="Ticket">Valid for one connection, from the page that asked for it.</param>
/// <param name="ExpiresIn">Seconds for which the ticket is valid.</param>
public sealed record DirectConnection(string Url, string Ticket, int ExpiresIn);
