using System.Net;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Tests.Administration;

namespace RoomChat.ServiceBusEmulator.Tests.Access;

public sealed class AdministrationAccessTests : IAsyncLifetime
{
    private AdministrationServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await AdministrationServer.StartAsync(sasKey: Signed.Key);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Request_without_valid_token_is_unauthorized_and_changes_nothing()
    {
        var (missing, error) = await _server.PutAsync("q", "QueueDescription");
        Authorize(Signed.Token("http://localhost:5300/q", Later, key: "wrong"));
        var (wrong, _) = await _server.PutAsync("q", "QueueDescription");
        Authorize(Signed.Token("http://localhost:5300/other", Later));

        Assert.Equal(HttpStatusCode.Unauthorized, missing);
        Assert.Equal("MissingToken: The authorization header is missing.", error.Element("Detail")?.Value);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _server.GetAsync("$Resources/queues")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await _server.DeleteAsync("q"));
        Assert.False(_server.Entities.TryGetEntity(EntityPath.Of("q"), out _));
    }

    [Fact]
    public async Task Valid_token_grants_its_own_resource_only()
    {
        Authorize(Signed.Token("http://localhost:5300/q", Later));

        Assert.Equal(HttpStatusCode.Created, (await _server.PutAsync("q", "QueueDescription")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _server.GetAsync("q")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _server.GetAsync("$Resources/queues")).Status);
    }

    [Theory]
    [InlineData("health")]
    [InlineData("")]
    public async Task Health_and_page_need_no_token(string path)
    {
        using var answer = await _server.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private DateTimeOffset Later => _server.Time.GetUtcNow().AddHours(1);

    private void Authorize(string token)
    {
        _server.Http.DefaultRequestHeaders.Remove("Authorization");
        _server.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", token);
    }
}
