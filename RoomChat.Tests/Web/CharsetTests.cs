using System.Net;
using System.Text;

namespace RoomChat.Tests.Web;

public sealed class CharsetTests
{
    [Theory]
    [InlineData("/session", "utf-7", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("/session", "windows-1252", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("/session", "x", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("/session", "utf-16", HttpStatusCode.BadRequest)]
    [InlineData("/session", "utf-8", HttpStatusCode.OK)]
    [InlineData("/publish", "utf-7", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("/hub/negotiate", "x", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("/", "utf-7", HttpStatusCode.UnsupportedMediaType)]
    public async Task Unknown_charset_is_415_at_the_gateway(string path, string charset, HttpStatusCode expected)
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"name":"Ada"}"""));
        body.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), body, TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
        if (expected != HttpStatusCode.OK) Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.Contains("unhandled exception", StringComparison.OrdinalIgnoreCase));
    }
}
