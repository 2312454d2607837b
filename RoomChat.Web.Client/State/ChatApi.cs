using System.Net;
using System.Net.Http.Json;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Web.Client.State;

/// <summary>What the page asks over HTTP: who the user is, and what was said before.</summary>
internal sealed class ChatApi(HttpClient http)
{
    private const int PageSize = 50;

    /// <summary>The user whom the browser's cookie names; null when there is none.</summary>
    public async Task<ChatUser?> GetUserAsync(CancellationToken ct)
    {
        using var response = await http.GetAsync(new Uri("session", UriKind.Relative), ct);
        if (response.StatusCode == HttpStatusCode.Unauthorized) return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync(HttpJsonContext.Default.ChatUser, ct);
    }

    /// <summary>Chooses a display name; from here on the browser's cookie names the user.</summary>
    public async Task<ChatUser> SignInAsync(string name, CancellationToken ct)
    {
        using var response = await http.PostAsJsonAsync("session", new SessionRequest(name), HttpJsonContext.Default.SessionRequest, ct);
        if (response.StatusCode is HttpStatusCode.BadRequest) throw new RoomChatException("This name cannot be used. Try another one.");
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync(HttpJsonContext.Default.ChatUser, ct) ?? throw new HttpRequestException("The answer is empty.");
    }

    /// <summary>Kept messages before an offset, or the newest.</summary>
    public async Task<HistoryPage> GetHistoryAsync(RoomId roomId, long? before, CancellationToken ct)
    {
        var address = $"rooms/{roomId}/messages?limit={PageSize}" + (before is null ? "" : $"&before={before}");
        return await http.GetFromJsonAsync(address, HttpJsonContext.Default.HistoryPage, ct) ?? throw new HttpRequestException("The answer is empty.");
    }
}
