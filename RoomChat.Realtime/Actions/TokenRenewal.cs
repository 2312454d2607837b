using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using RoomChat.Contracts.Http;
using RoomChat.Messaging.Tickets;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Identity.Tickets;

namespace RoomChat.Realtime.Actions;

/// <summary>
/// Finds the caller of a token that renews a connection. The gateway checks the token and returns a ticket. A client that asked the
/// gateway itself sends the ticket.
/// </summary>
internal sealed class TokenRenewal(
    IOptions<TokenExpiryOptions> options,
    // Missing in hosts without signatures.
    TicketSeal? seal = null, IUsedTickets? used = null, IHttpClientFactory? http = null)
{
    /// <summary>Larger than any token that the gateway accepts.</summary>
    private const int MaxLength = 16 * 1024;

    private const string Renewal = "/connect/renewal";

    // The life of a ticket, and a margin for clock differences.
    private static readonly TimeSpan Kept = Ticket.Lifetime + TimeSpan.FromMinutes(1);

    /// <summary>The caller of the token or the ticket; null when it is not valid.</summary>
    /// <exception cref="HttpRequestException">The gateway does not answer.</exception>
    public async Task<Caller?> FindCallerAsync(string token, CancellationToken ct)
    {
        if (seal is not { IsOn: true } || token.Length is 0 or > MaxLength || !token.All(char.IsAscii)) return null;
        var ticket = seal.Read(token) ?? (await AskAsync(token, ct) is { } given ? seal.Read(given) : null);
        if (ticket is null || used is null) return null;
        return await used.TryUseAsync(ticket.Id, Kept, ct) ? ticket.Caller : null;
    }

    private async Task<string?> AskAsync(string token, CancellationToken ct)
    {
        if (http is null || options.Value.Gateway is not { } gateway) return null;
        using var client = http.CreateClient(nameof(TokenRenewal));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, Renewal));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request, ct);
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest) return null;
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(HttpJsonContext.Default.RenewalTicket, ct))?.Ticket;
    }
}
