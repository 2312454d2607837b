using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Tests.Web.SignIn;

/// <summary>What a browser does in the flow, without one: it keeps cookies, follows redirects and fills in the form.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient _http;

    public Browser(Uri gateway) =>
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = true }) { BaseAddress = gateway };

    public CookieContainer Cookies { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    /// <summary>Follows the link of the page, and signs in where the provider asks. Answers the gateway's last page.</summary>
    public async Task<(Uri Address, string Page)> SignInAsync(string user, string? password = null)
    {
        var (form, text) = await GetAsync("/session/sign-in?return=%2Fr%2Fgeneral");
        if (!form.AbsolutePath.StartsWith("/login", StringComparison.Ordinal)) return (form, text);
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["__RequestVerificationToken"] = WebUtility.HtmlDecode(FormToken().Match(text).Groups["token"].Value),
            ["user"] = user,
            ["password"] = password ?? user,
        });
        using var answer = await _http.PostAsync(form, content, Ct);
        return (answer.RequestMessage!.RequestUri!, await answer.Content.ReadAsStringAsync(Ct));
    }

    public async Task<(Uri Address, string Page)> GetAsync(string address)
    {
        using var answer = await SendAsync(HttpMethod.Get, address);
        return (answer.RequestMessage!.RequestUri!, await answer.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>The session's user; null without one.</summary>
    public async Task<ChatUser?> GetUserAsync()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/session");
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync(HttpJsonContext.Default.ChatUser, Ct) : null;
    }

    public async Task<HttpStatusCode> ComeAsGuestAsync(string name)
    {
        using var content = JsonContent.Create(new SessionRequest(name), HttpJsonContext.Default.SessionRequest);
        using var answer = await _http.PostAsync(new Uri("/session", UriKind.Relative), content, Ct);
        return answer.StatusCode;
    }

    public async Task<HttpStatusCode> RenameAsync(string name)
    {
        using var content = JsonContent.Create(new SessionRequest(name), HttpJsonContext.Default.SessionRequest);
        using var answer = await _http.PatchAsync(new Uri("/session", UriKind.Relative), content, Ct);
        return answer.StatusCode;
    }

    /// <param name="method">What our page would send, or a foreign one.</param>
    /// <param name="address">Where.</param>
    /// <param name="site">What the browser says about where the request is from.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string site = "same-origin")
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Sec-Fetch-Site", site);
        return await _http.SendAsync(request, Ct);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormToken();
}
