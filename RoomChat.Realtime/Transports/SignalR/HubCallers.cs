using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// Knows whose a connection is, and is the first that SignalR shows it to: here it gets its <see cref="HubClient"/>.
/// Whoever connects by way of Azure has claims from us; else the gateway vouches by headers, which on that way anybody could set.
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

    /// <summary>What a token has to say, so that its bearer is known without headers.</summary>
    public static IEnumerable<Claim> ClaimsOf(Caller caller) =>
        CallerFields.Of(caller).Select(field => new Claim(ClaimOf(field.Field), field.Value));

    private static Caller? FromClaims(ClaimsPrincipal? user) =>
        user is null ? null : CallerFields.Read(field => user.FindFirstValue(ClaimOf(field)));

    private static string ClaimOf(string field) => ClaimPrefix + field.ToLowerInvariant();
}
