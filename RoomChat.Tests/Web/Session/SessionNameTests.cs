using System.Net;
using System.Net.Http.Json;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Contracts.Names;

namespace RoomChat.Tests.Web.Session;

/// <summary>A guest changes the name within the same session.</summary>
public sealed class SessionNameTests
{
    private static readonly Uri Path = new("/session", UriKind.Relative);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Renamed_guest_keeps_the_id()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();
        Assert.Equal(HttpStatusCode.Unauthorized, (await RenameAsync(http, "Anna")).Status);

        using var begun = await http.PostAsJsonAsync(Path, new SessionRequest("Ann"), HttpJsonContext.Default.SessionRequest, Ct);
        var ann = await begun.Content.ReadFromJsonAsync(HttpJsonContext.Default.ChatUser, Ct);
        var (status, anna) = await RenameAsync(http, " Anna  B ");
        Assert.Equal((HttpStatusCode.OK, ann! with { Name = "Anna B" }), (status, anna));
        Assert.Equal(anna, await http.GetFromJsonAsync(Path, HttpJsonContext.Default.ChatUser, Ct));
        using var rooms = await http.GetAsync(new Uri("/rooms", UriKind.Relative), Ct);
        var seen = backend.Requests.Single().Headers;
        Assert.Equal((ann!.Id, "Anna%20B"), (seen["X-RoomChat-Caller-Id"], seen["X-RoomChat-Caller-Name"]));

        foreach (var refused in (string?[])["Admin", "Tést caller", "", null])
            Assert.Equal(HttpStatusCode.BadRequest, (await RenameAsync(http, refused)).Status);
        Assert.Equal(anna, await http.GetFromJsonAsync(Path, HttpJsonContext.Default.ChatUser, Ct));
    }

    /// <summary>The earlier cookie still has the old name: it must end when the registered owner of that name signs in.</summary>
    [Fact]
    public async Task Session_is_recorded_under_each_of_its_names()
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();
        using var begun = await http.PostAsJsonAsync(Path, new SessionRequest("Ann"), HttpJsonContext.Default.SessionRequest, Ct);
        var ann = await begun.Content.ReadFromJsonAsync(HttpJsonContext.Default.ChatUser, Ct);
        await RenameAsync(http, "Bea");
        foreach (var text in (string[])["Ann", "Bea"])
        {
            Assert.True(UserName.TryParse(text, out var name, out _));
            Assert.Equal([ann!.Id], await gateway.Names.TakeGuestsAsync(name, Ct));
        }
    }

    [Fact]
    public async Task Names_are_changed_no_more_often_than_sessions_begin()
    {
        await using var gateway = new TestGateway((TestBackend?)null, ("Limits:Sessions:UserBurst", "2"));
        using var http = gateway.Start();
        using var begun = await http.PostAsJsonAsync(Path, new SessionRequest("Ann"), HttpJsonContext.Default.SessionRequest, Ct);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++) statuses.Add((await RenameAsync(http, $"Ann {i}")).Status);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses);
    }

    private static async Task<(HttpStatusCode Status, ChatUser? User)> RenameAsync(HttpClient http, string? name)
    {
        using var content = JsonContent.Create(new SessionRequest(name), HttpJsonContext.Default.SessionRequest);
        using var answer = await http.PatchAsync(Path, content, Ct);
        return (
            answer.StatusCode,
            answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync(HttpJsonContext.Default.ChatUser, Ct) : null);
    }
}
