using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Tests.Web;

/// <summary>A user of the page. The cookie stays, also after the server deletes it, as in an attack with a copied cookie.</summary>
internal sealed record SignedIn(ChatUser User, string Cookie, string SetCookie)
{
    private static readonly Uri Session = new("/session", UriKind.Relative);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Signs in, with the cookie of another session if there is one.</summary>
    public static async Task<SignedIn> BeginAsync(HttpClient http, string name, string? cookie = null)
    {
        using var response = await TryBeginAsync(http, name, cookie);
        response.EnsureSuccessStatusCode();
        var user = await response.Content.ReadFromJsonAsync(HttpJsonContext.Default.ChatUser, Ct);
        var setCookie = response.Headers.GetValues("Set-Cookie").Single();
        return new SignedIn(user!, setCookie.Split(';')[0], setCookie);
    }

    public static async Task<HttpResponseMessage> TryBeginAsync(HttpClient http, string name, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Session);
        request.Content = JsonContent.Create(new SessionRequest(name), HttpJsonContext.Default.SessionRequest);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return await http.SendAsync(request, Ct);
    }

    /// <summary>Sends a request of our own page.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", Cookie);
        request.Headers.Add("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return await http.SendAsync(request, Ct);
    }

    public async Task<HttpStatusCode> StatusAsync(HttpClient http, HttpMethod method, string path)
    {
        using var response = await SendAsync(http, method, path);
        return response.StatusCode;
    }

    public Task<ClientWebSocket> ConnectAsync(TestGateway gateway, string path = "/ws") =>
        ConnectAsync(new UriBuilder(new Uri(gateway.Address, path)) { Scheme = "ws" }.Uri);

    /// <summary>Connects as our own page does. The socket's HTTP status shows a refused handshake.</summary>
    public async Task<ClientWebSocket> ConnectAsync(Uri address)
    {
        var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        socket.Options.SetRequestHeader("Cookie", Cookie);
        socket.Options.SetRequestHeader("Origin", $"http://{address.Authority}");
        try
        {
            await socket.ConnectAsync(address, Ct);
        }
        catch (WebSocketException)
        {
            Assert.NotEqual(default, socket.HttpStatusCode);   // refused by a status, not a lost connection
        }
        return socket;
    }
}
