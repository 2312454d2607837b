using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Tests.Web.SignIn;

/// <summary>A browser's part in the sign-in flow: keeps cookies, follows redirects and fills in the form.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient _http;

    public Browser(Uri gateway) =>
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = true }) { BaseAddress = gateway };

    public CookieContainer Cookies { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    /// <summary>Follows the page's sign-in link, and signs in if the provider asks for it. Returns the last page.</summary>
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

    /// <summary>The user of the session; null without a session.</summary>
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

    /// <param name="method">The method.</param>
    /// <param name="address">The address.</param>
    /// <param name="site">Value of the browser's header <c>Sec-Fetch-Site</c>: <c>same-origin</c> for our page.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string site = "same-origin")
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Sec-Fetch-Site", site);
        return await _http.SendAsync(request, Ct);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormToken();
}
