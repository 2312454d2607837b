using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>Body of <c>POST /invitations</c>.</summary>
/// <param name="Invitation">The invitation's secret.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RedeemBody(string? Invitation = null);
