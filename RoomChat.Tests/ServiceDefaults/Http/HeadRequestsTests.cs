using System.Net;

namespace RoomChat.Tests.ServiceDefaults.Http;

public sealed class HeadRequestsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/answer")]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task HEAD_is_answered_as_GET_without_a_body(string path)
    {
        await using var server = await DefaultsServer.StartAsync();
        using var http = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var answer = await http.SendAsync(request, Ct);
        using var got = await http.GetAsync(new Uri(path, UriKind.Relative), Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(got.Content.Headers.ContentType, answer.Content.Headers.ContentType);
        Assert.NotEmpty(await got.Content.ReadAsByteArrayAsync(Ct));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task Where_there_is_no_GET_there_is_no_HEAD()
    {
        await using var server = await DefaultsServer.StartAsync();
        using var http = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/nothing-here");
        using var answer = await http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
