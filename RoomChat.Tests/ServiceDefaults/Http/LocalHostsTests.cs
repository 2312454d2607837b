using System.Net;

namespace RoomChat.Tests.ServiceDefaults.Http;

public sealed class LocalHostsTests
{
    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:5300", true)]
    [InlineData("chat.localhost:8080", true)]
    [InlineData("127.0.0.1:8080", true)]
    [InlineData("[::1]:8080", true)]
    [InlineData("evil.example", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("127.0.0.1.evil.example:8080", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("notlocalhost", false)]
    public async Task Development_answers_to_local_names_only(string host, bool isAnswered) =>
        Assert.Equal(isAnswered ? HttpStatusCode.OK : HttpStatusCode.BadRequest, await AskAsync(host, "Development"));

    [Theory]
    [InlineData("Production", null)]
    [InlineData("Development", "*")]
    [InlineData("Development", "chat.example.org")]
    public async Task Every_host_name_is_accepted_in_Production_or_by_setting(string environment, string? setting) =>
        Assert.Equal(HttpStatusCode.OK, await AskAsync("chat.example.org", environment, setting));

    private static async Task<HttpStatusCode> AskAsync(string host, string environment, string? setting = null)
    {
        await using var server = await DefaultsServer.StartAsync(new() { ["AllowedHosts"] = setting }, environment: environment);
        using var http = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/answer");
        request.Headers.Host = host;
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.False(answer.Headers.Contains("Server"));
        return answer.StatusCode;
    }
}
