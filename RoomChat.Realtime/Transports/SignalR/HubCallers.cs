using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// Finds a connection's caller and attaches its <see cref="HubClient"/>: SignalR calls it first. Clients through Azure have claims in
/// their token. Others have the gateway's headers, which could be forged by way of Azure.
/// </summary>
internal sealed class HubCallers : IUserIdProvider
{
    private const string ClaimPrefix = "roomchat.caller.";

    public string GetUserId(HubConnectionContext connection)
    {
        var caller = FromClaims(connection.User) ?? connection.GetHttpContext()?.GetCaller() ?? Caller.Anonymous;
        connection.Features.Set(new HubClient(connection, caller));
        return caller.Id;
    }

    /// <summary>The claims of a token, so that the caller is known without headers.</summary>
    public static IEnumerable<Claim> ClaimsOf(Caller caller) =>
        CallerFields.Of(caller).Select(field => new Claim(ClaimOf(field.Field), field.Value));

    private static Caller? FromClaims(ClaimsPrincipal? user) =>
        user is null ? null : CallerFields.Read(field => user.FindFirstValue(ClaimOf(field)));

    private static string ClaimOf(string field) => ClaimPrefix + field.ToLowerInvariant();
}
