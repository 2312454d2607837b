using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Web.Client.State;

/// <summary>
/// HTTP requests of the page for the session, push messages and history. Every error is a <see cref="RoomChatException"/> with the reason.
/// </summary>
internal sealed class ChatApi(HttpClient http)
{
    private const int PageSize = 50;

    /// <summary>The user of the browser's session cookie; null when there is no session.</summary>
    public async Task<ChatUser?> GetUserAsync(CancellationToken ct)
    {
        try
        {
            return await AskAsync(new HttpRequestMessage(HttpMethod.Get, "session"), HttpJsonContext.Default.ChatUser, ct);
        }
        catch (RoomChatException e) when (e.Status == HttpStatusCode.Unauthorized)
        {
            return null;
        }
    }

    /// <summary>The ways in which a user can sign in.</summary>
    public Task<SessionWays> GetWaysAsync(CancellationToken ct) =>
        AskAsync(new HttpRequestMessage(HttpMethod.Get, "session/ways"), HttpJsonContext.Default.SessionWays, ct);

    /// <summary>Starts a session with a display name. The server sets the session cookie.</summary>
    public Task<ChatUser> SignInAsync(string name, CancellationToken ct)
    {
        var content = JsonContent.Create(new SessionRequest(name), HttpJsonContext.Default.SessionRequest);
        return AskAsync(new HttpRequestMessage(HttpMethod.Post, "session") { Content = content }, HttpJsonContext.Default.ChatUser, ct);
    }

    /// <summary>Renames a guest in the same session.</summary>
    public Task<ChatUser> RenameAsync(string name, CancellationToken ct)
    {
        var content = JsonContent.Create(new SessionRequest(name), HttpJsonContext.Default.SessionRequest);
        return AskAsync(new HttpRequestMessage(HttpMethod.Patch, "session") { Content = content }, HttpJsonContext.Default.ChatUser, ct);
    }

    /// <summary>The key for a subscription to the browser's push service; null when the server sends no push messages.</summary>
    public async Task<string?> GetPushKeyAsync(CancellationToken ct)
    {
        try
        {
            return (await AskAsync(new HttpRequestMessage(HttpMethod.Get, "session/push"), HttpJsonContext.Default.PushKey, ct)).PublicKey;
        }
        catch (RoomChatException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Sets this browser's push subscription, and the rooms it is for.</summary>
    public Task SubscribeToPushAsync(PushRequest request, CancellationToken ct)
    {
        var content = JsonContent.Create(request, HttpJsonContext.Default.PushRequest);
        var question = new HttpRequestMessage(HttpMethod.Put, "session/push") { Content = content };
        return SendAsync(question, static (_, _) => Task.FromResult(true), ct);
    }

    /// <summary>Ends the session, in all tabs and for every copy of the cookie.</summary>
    public Task SignOutAsync(CancellationToken ct) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Delete, "session"), static (_, _) => Task.FromResult(true), ct);

    /// <summary>A page of history before an offset; of the newest messages when <paramref name="before"/> is null.</summary>
    public Task<HistoryPage> GetHistoryAsync(RoomId roomId, long? before, CancellationToken ct)
    {
        var address = $"rooms/{roomId}/messages?limit={PageSize}" + (before is null ? "" : $"&before={before}");
        return AskAsync(new HttpRequestMessage(HttpMethod.Get, address), HttpJsonContext.Default.HistoryPage, ct);
    }

    internal Task<T> AskAsync<T>(HttpRequestMessage question, JsonTypeInfo<T> type, CancellationToken ct) => SendAsync(
        question,
        async (response, ct) => await response.Content.ReadFromJsonAsync(type, ct) ?? throw new JsonException("The answer is empty."),
        ct);

    internal async Task<T> SendAsync<T>(
        HttpRequestMessage question, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        try
        {
            using (question)
            {
                using var response = await http.SendAsync(question, ct);
                if (!response.IsSuccessStatusCode) throw await HttpRefusal.ReadAsync(response, ct);
                return await read(response, ct);
            }
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // No response, an incomplete response, or HttpClient's own timeout.
            throw new RoomChatException("The chat server cannot be reached.", e) { MayRetry = true };
        }
    }
}
