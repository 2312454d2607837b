using System.Net;
using System.Text;

namespace RoomChat.Tests.Web.Session;

/// <summary>The page's requests about rooms, sent from foreign pages.</summary>
public sealed class RoomRequestsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST", "/rooms")]
    [InlineData("PATCH", "/rooms/team")]
    [InlineData("DELETE", "/rooms/team")]
    [InlineData("PUT", "/rooms/team/members/bob")]
    [InlineData("DELETE", "/rooms/team/members/bob")]
    [InlineData("PUT", "/rooms/team/owner")]
    [InlineData("POST", "/rooms/team/moderation")]
    [InlineData("POST", "/rooms/team/invitations")]
    [InlineData("DELETE", "/rooms/team/invitations/x")]
    [InlineData("POST", "/invitations")]
    public async Task Foreign_page_with_the_cookie_is_forbidden(string method, string path)
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.StartWithoutCookies();
        var ann = await SignedIn.BeginAsync(http, "Ann");
        foreach (var (header, value) in new[] { ("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site") })
        {
            using var foreign = await SendAsync(http, ann, method, path, header, value);
            Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        }
        Assert.Empty(backend.Requests);
        using var own = await SendAsync(http, ann, method, path, "Sec-Fetch-Site", "same-origin");
        Assert.Equal((HttpStatusCode.OK, path), (own.StatusCode, Assert.Single(backend.Requests).Path));
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient http, SignedIn user, string method, string path, string header, string value)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        request.Headers.Add("Cookie", user.Cookie);
        request.Headers.TryAddWithoutValidation(header, value);
        return await http.SendAsync(request, Ct);
    }
}
