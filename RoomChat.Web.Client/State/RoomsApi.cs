using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Web.Client.State;

/// <summary>HTTP requests for rooms that users create. Errors are reported as in <see cref="ChatApi"/>.</summary>
internal sealed class RoomsApi(ChatApi api)
{
    private static HttpJsonContext Json => HttpJsonContext.Default;

    public Task<RoomListing> ListAsync(CancellationToken ct = default) => AskAsync(HttpMethod.Get, "rooms", Json.RoomListing, ct);

    public Task<RoomDetails> CreateAsync(CreateRoomBody room, CancellationToken ct = default) =>
        AskAsync(HttpMethod.Post, "rooms", JsonContent.Create(room, Json.CreateRoomBody), Json.RoomDetails, ct);

    /// <summary>A room, and the version (ETag) of its settings.</summary>
    public Task<(RoomDetails Room, string Version)> FindAsync(RoomId roomId, CancellationToken ct = default) => api.SendAsync(
        new HttpRequestMessage(HttpMethod.Get, Of(roomId)),
        async (answer, ct) => ((await answer.Content.ReadFromJsonAsync(Json.RoomDetails, ct))!, answer.Headers.ETag?.Tag ?? "*"),
        ct);

    /// <summary>Changes the settings, if they still have this version.</summary>
    public Task<RoomDetails> ChangeAsync(RoomId roomId, string version, ChangeRoomBody change, CancellationToken ct = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, Of(roomId)) { Content = JsonContent.Create(change, Json.ChangeRoomBody) };
        request.Headers.IfMatch.Add(version == "*" ? EntityTagHeaderValue.Any : new EntityTagHeaderValue(version));
        return api.AskAsync(request, Json.RoomDetails, ct);
    }

    public Task DeleteAsync(RoomId roomId, CancellationToken ct = default) => DoAsync(HttpMethod.Delete, Of(roomId), null, ct);

    public Task<MemberListing> GetMembersAsync(RoomId roomId, CancellationToken ct = default) =>
        AskAsync(HttpMethod.Get, $"{Of(roomId)}/members", Json.MemberListing, ct);

    public Task SetRoleAsync(RoomId roomId, ChatUser user, string role, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        return DoAsync(HttpMethod.Put, Of(roomId, user.Id), JsonContent.Create(new RoleBody(role, user.Name), Json.RoleBody), ct);
    }

    /// <summary>Removes a user's role in a room; also for the signed-in user.</summary>
    public Task RemoveAsync(RoomId roomId, string userId, CancellationToken ct = default) =>
        DoAsync(HttpMethod.Delete, Of(roomId, userId), null, ct);

    public Task TransferAsync(RoomId roomId, string userId, CancellationToken ct = default) =>
        DoAsync(HttpMethod.Put, $"{Of(roomId)}/owner", JsonContent.Create(new OwnerBody(userId), Json.OwnerBody), ct);

    public Task ModerateAsync(RoomId roomId, ModerationBody act, CancellationToken ct = default) =>
        DoAsync(HttpMethod.Post, $"{Of(roomId)}/moderation", JsonContent.Create(act, Json.ModerationBody), ct);

    public Task<InvitationDetails> InviteAsync(RoomId roomId, InvitationBody invitation, CancellationToken ct = default) => AskAsync(
        HttpMethod.Post, $"{Of(roomId)}/invitations", JsonContent.Create(invitation, Json.InvitationBody), Json.InvitationDetails, ct);

    public Task<RoomDetails> RedeemAsync(string secret, CancellationToken ct = default) =>
        AskAsync(HttpMethod.Post, "invitations", JsonContent.Create(new RedeemBody(secret), Json.RedeemBody), Json.RoomDetails, ct);

    public Task<AuditListing> GetAuditAsync(RoomId roomId, CancellationToken ct = default) =>
        AskAsync(HttpMethod.Get, $"{Of(roomId)}/audit", Json.AuditListing, ct);

    private static string Of(RoomId roomId) => $"rooms/{roomId}";

    private static string Of(RoomId roomId, string userId) => $"rooms/{roomId}/members/{Uri.EscapeDataString(userId)}";

    private Task<T> AskAsync<T>(HttpMethod method, string address, JsonTypeInfo<T> type, CancellationToken ct) =>
        AskAsync(method, address, null, type, ct);

    private Task<T> AskAsync<T>(HttpMethod method, string address, HttpContent? body, JsonTypeInfo<T> type, CancellationToken ct) =>
        api.AskAsync(new HttpRequestMessage(method, address) { Content = body }, type, ct);

    private Task<bool> DoAsync(HttpMethod method, string address, HttpContent? body, CancellationToken ct) =>
        api.SendAsync(new HttpRequestMessage(method, address) { Content = body }, static (_, _) => Task.FromResult(true), ct);
}
