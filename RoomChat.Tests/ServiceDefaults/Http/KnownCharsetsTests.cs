using System.Net;
using System.Net.Http.Headers;
using RoomChat.ServiceDefaults.Http;

namespace RoomChat.Tests.ServiceDefaults.Http;

public sealed class KnownCharsetsTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("application/json", true)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("application/json; charset=\"UTF-8\"", true)]
    [InlineData("application/json; charset=utf-16", true)]
    [InlineData("application/x-www-form-urlencoded; charset=iso-8859-1", true)]
    [InlineData("no content type at all; charset=x", true)]
    [InlineData("application/json; charset=utf-7", false)]
    [InlineData("application/json; charset=UTF-7", false)]
    [InlineData("text/plain; charset=unicode-1-1-utf-7", false)]
    [InlineData("application/json; charset=windows-1252", false)]
    [InlineData("application/x-www-form-urlencoded; charset=\"no-such\"", false)]
    [InlineData("multipart/form-data; boundary=b; charset=x", false)]
    public void Charset_is_known_if_NET_reads_it(string? contentType, bool isKnown) =>
        Assert.Equal(isKnown, KnownCharsets.IsReadable(contentType));

    [Fact]
    public async Task Unknown_charset_is_415_at_every_address()
    {
        await using var server = await DefaultsServer.StartAsync();
        using var http = server.CreateClient();
        foreach (var path in (string[])["/answer", "/nothing-here", "/health"])
        {
            using var body = new StringContent("{}");
            body.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-7");
            using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), body, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }
}
