using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using RoomChat.ServiceDefaults.Identity;
using StackExchange.Redis;

namespace RoomChat.Tests.EndToEnd;

/// <summary>Inner ports and files of a run refuse a web page and other users of the machine.</summary>
[Collection(WholeSystem.Name)]
public sealed class InnerDoorsTests(ChatSystem chat)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("api", "/publish?content=from-nowhere&room_id=spoofed")]
    [InlineData("realtime", "/hub/negotiate?negotiateVersion=1")]
    public async Task Service_refuses_a_post_that_bypasses_the_gateway(string service, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(chat.AddressOf(service), path));
        request.SetCaller(new Caller("subscription:admin", "Admin"));
        using var answer = await chat.Http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("web", "http", "/session")]
    [InlineData("api", "http", "/health")]
    [InlineData("realtime", "http", "/health")]
    [InlineData("messaging-emulator", "admin", "/$Resources/topics?api-version=2021-05")]
    public async Task Door_is_closed_to_a_foreign_host_name(string service, string endpoint, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(chat.AddressOf(service, endpoint), path));
        request.Headers.Host = "evil.example";
        using var answer = await chat.Http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Redis_refuses_commands_in_HTTP_requests_and_without_password()
    {
        await using var redis = await chat.ConnectToRedisAsync(Ct);
        var options = ConfigurationOptions.Parse(redis.Configuration);
        var server = (IPEndPoint)redis.GetEndPoints().Single();
        const string Body = "\r\nSET drive-by 1\r\n*3\r\n$3\r\nSET\r\n$10\r\ndrive-by-2\r\n$1\r\n1\r\n";
        using var page = new TcpClient();
        await page.ConnectAsync(server, Ct);
        await using var stream = page.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST / HTTP/1.1\r\nHost: {server}\r\nOrigin: https://evil.example\r\n" +
            $"Content-Type: text/plain\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"), Ct);
        page.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream);
        Assert.DoesNotContain("+OK", await reader.ReadToEndAsync(Ct), StringComparison.Ordinal);

        Assert.False(await redis.GetDatabase().KeyExistsAsync("drive-by"));
        Assert.False(await redis.GetDatabase().KeyExistsAsync("drive-by-2"));
        options.Password = null;
        options.AbortOnConnectFail = true;
        await Assert.ThrowsAsync<RedisConnectionException>(() => ConnectionMultiplexer.ConnectAsync(options));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Files_of_a_run_are_readable_by_their_owner_only()
    {
        const UnixFileMode Others = (UnixFileMode)0b000_111_111;
        var folders = Directory.GetDirectories(chat.DataFolder);
        Assert.Equal(["messaging", "redis", "rooms"], folders.Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.All(folders, path => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others));
        Assert.All(
            Directory.GetFiles(chat.DataFolder, "*", SearchOption.AllDirectories),
            path => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others));
    }
}
