using System.Net;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Web.Client.Operator;
using RoomChat.Web.Client.Settings;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.Operator;

public sealed class OperatorPageTests : BunitContext
{
    private readonly ConsoleServer _server = new();
    private readonly FakeTimeProvider _time = new();
    private readonly JSRuntimeInvocationHandler<bool> _visible;

    public OperatorPageTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var script = JSInterop.SetupModule("./chat.js");
        script.Mode = JSRuntimeMode.Loose;
        _visible = script.Setup<bool>("isVisible", static _ => true);
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddSingleton(_server.Api);
        Services.AddSingleton(new SettingsStore());
        Services.AddSingleton(new ToastTray(_time));
    }

    [Fact]
    public async Task Console_shows_what_the_api_tells()
    {
        var page = await OpenAsync();
        Assert.Equal(["aaa", "bbb", "ccc"], Ids(page));
        Assert.Contains("3 MiB", page.Find("[data-testid=instance]").TextContent, StringComparison.Ordinal);
        Assert.Contains("1.5", page.Find("[data-room=dev]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Degraded", page.Find("[data-testid=system-status]").TextContent);
        Assert.Contains("log: Degraded", page.Find("[data-testid=console-health]").TextContent, StringComparison.Ordinal);
        Assert.Contains("keys", page.Find("[data-testid=console-refusals]").TextContent, StringComparison.Ordinal);
        Assert.Contains("2 KiB", page.Find("[data-testid=console-redis]").TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.FindAll("svg[role=img]").Count);
        Assert.Contains("Grace", page.Find("[data-testid=act]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task Others_get_the_page_that_is_not_there(HttpStatusCode status)
    {
        _server.Status = status;
        var page = Begin();
        await page.WaitForAssertionAsync(() => Assert.Single(page.FindAll(".page-error")), Eventually.Patience);
        Assert.Empty(page.FindAll("[data-testid=console]"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, _server.Count("GET /operator/instances"));
    }

    [Fact]
    public async Task Fast_parts_are_read_more_often_than_slow_ones()
    {
        var page = await OpenAsync();
        for (var round = 2; round <= 11; round++) await NextAsync(page, round);
        string[] parts = ["instances", "redis", "charts"];
        Assert.Equal([11, 3, 1], parts.Select(part => _server.Count($"GET /operator/{part}")));
    }

    [Fact]
    public async Task Hidden_page_asks_nothing()
    {
        var page = await OpenAsync();
        _visible.SetResult(false);
        for (var i = 0; i < 5; i++)
        {
            var seen = _visible.Invocations.Count;
            _time.Advance(ConsoleState.Round);
            await page.WaitForStateAsync(() => _visible.Invocations.Count > seen, Eventually.Patience);
        }
        Assert.Equal(1, _server.Count("GET /operator/instances"));
    }

    [Fact]
    public async Task Failure_leaves_what_was_read_and_says_so()
    {
        var page = await OpenAsync();
        _server.Status = HttpStatusCode.ServiceUnavailable;
        await NextAsync(page, 2);
        await page.WaitForAssertionAsync(
            () => Assert.Contains("Not up to date", page.Find("[data-testid=console-instances]").TextContent, StringComparison.Ordinal),
            Eventually.Patience);
        Assert.Equal(3, Ids(page).Length);
    }

    [Fact]
    public async Task Table_is_searched_and_sorted()
    {
        var page = await OpenAsync();
        await page.Find("[data-testid=console-instances] [data-sort='3']").ClickAsync(new());
        Assert.Equal(["ccc", "bbb", "aaa"], Ids(page));
        Assert.Equal("descending", page.Find("[data-testid=console-instances] th:nth-child(4)").GetAttribute("aria-sort"));
        await page.Find("[data-testid=console-instances] [data-sort='3']").ClickAsync(new());
        Assert.Equal(["aaa", "bbb", "ccc"], Ids(page));
        await page.Find("[data-testid=search-instances]").InputAsync(new() { Value = "real" });
        Assert.Equal(["bbb", "ccc"], Ids(page));
    }

    [Fact]
    public async Task Rooms_are_sought_and_sorted_by_the_server()
    {
        var page = await OpenAsync();
        await page.Find("[data-testid=search-rooms]").InputAsync(new() { Value = "d&v" });
        await page.Find("[data-testid=console-rooms] [data-sort=messages]").ClickAsync(new());
        Assert.Contains("GET /operator/rooms?sort=messages&limit=50&query=d%26v", _server.Asked);
        await page.Find("[data-testid=console-rooms] .console-foot button").ClickAsync(new());
        Assert.Contains("GET /operator/rooms?sort=messages&limit=100&query=d%26v", _server.Asked);
    }

    [Fact]
    public async Task Act_is_done_only_when_it_is_confirmed()
    {
        var page = await OpenAsync();
        var drain = page.FindAll("[data-testid=drain]");
        Assert.Equal((2, true), (drain.Count, drain[1].HasAttribute("disabled")));
        await drain[0].ClickAsync(new());
        Assert.Contains("12", page.Find("[data-testid=confirm-text]").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, _server.Count("POST"));
        await page.Find("[data-testid=dialog-close]").ClickAsync(new());
        Assert.Empty(page.FindAll("[data-testid=confirm]"));
        Assert.Equal(0, _server.Count("POST"));
        await page.FindAll("[data-testid=drain]")[0].ClickAsync(new());
        await page.Find("[data-testid=confirm]").ClickAsync(new());
        Assert.Equal(1, _server.Count("POST /operator/instances/bbb/drain"));
        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll("[data-testid=confirm]")), Eventually.Patience);
    }

    [Theory]
    [InlineData("guest-1f", """{"user_id":"guest-1f"}""")]
    [InlineData("0198c0ffee0198c0ffee0198c0ffee01", """{"connection_id":"0198c0ffee0198c0ffee0198c0ffee01"}""")]
    public async Task Close_takes_a_user_or_a_connection(string target, string body)
    {
        var page = await OpenAsync();
        await page.Find("[data-testid=close-target]").InputAsync(new() { Value = $" {target} " });
        await page.Find("[data-testid=console-connections] form").SubmitAsync(EventArgs.Empty);
        await page.Find("[data-testid=confirm]").ClickAsync(new());
        Assert.Equal((1, body), (_server.Count("POST /operator/connections/close"), Assert.Single(_server.Bodies)));
    }

    [Fact]
    public async Task Broadcast_sends_the_text()
    {
        var page = await OpenAsync();
        await page.Find("[data-testid=broadcast-text]").InputAsync(new() { Value = "Back in a minute" });
        await page.Find("[data-testid=console-broadcast] form").SubmitAsync(EventArgs.Empty);
        await page.Find("[data-testid=confirm]").ClickAsync(new());
        Assert.Equal("""{"content":"Back in a minute"}""", Assert.Single(_server.Bodies));
        await page.WaitForAssertionAsync(
            () => Assert.True(string.IsNullOrEmpty(page.Find("[data-testid=broadcast-text]").GetAttribute("value"))), Eventually.Patience);
    }

    [Fact]
    public async Task Refusal_of_an_act_stays_in_the_dialog()
    {
        var page = await OpenAsync();
        await page.Find("[data-testid=broadcast-text]").InputAsync(new() { Value = "x" });
        await page.Find("[data-testid=console-broadcast] form").SubmitAsync(EventArgs.Empty);
        _server.Status = HttpStatusCode.TooManyRequests;
        await page.Find("[data-testid=confirm]").ClickAsync(new());
        Assert.NotEmpty(page.Find("dialog [role=alert]").TextContent);
        Assert.False(page.Find("[data-testid=confirm]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Dead_letter_is_read_sent_again_and_deleted()
    {
        var page = await OpenAsync();
        await page.Find("[data-testid=read-letter]").ClickAsync(new());
        Assert.Contains("the body", page.Find("[data-testid=letter]").TextContent, StringComparison.Ordinal);
        await page.Find("[data-testid=send-again]").ClickAsync(new());
        await page.Find("[data-testid=confirm]").ClickAsync(new());
        Assert.Equal(1, _server.Count("POST /operator/broker/rooms/dead-letters/7"));
        Assert.Contains("GET /operator/broker/rooms/dead-letters?from=8", _server.Asked);
        _server.Letter = null;
        await page.Find("[data-testid=delete-letter]").ClickAsync(new());
        await page.Find("[data-testid=confirm]").ClickAsync(new());
        Assert.Equal(1, _server.Count("DELETE /operator/broker/rooms/dead-letters/7"));
        Assert.Empty(page.FindAll("[data-testid=letter]"));
    }

    private static string[] Ids(IRenderedComponent<OperatorPage> page) =>
        [.. page.FindAll("[data-testid=instance] td:first-child").Select(cell => cell.TextContent)];

    private IRenderedComponent<OperatorPage> Begin()
    {
        var page = Render<OperatorPage>();
        _visible.SetResult(true);
        return page;
    }

    private async Task<IRenderedComponent<OperatorPage>> OpenAsync()
    {
        var page = Begin();
        await page.WaitForAssertionAsync(() => Assert.Single(page.FindAll("[data-testid=act]")), Eventually.Patience);
        return page;
    }

    private async Task NextAsync(IRenderedComponent<OperatorPage> page, int round)
    {
        _time.Advance(ConsoleState.Round);
        await page.WaitForStateAsync(() => _server.Count("GET /operator/instances") == round, Eventually.Patience);
        await page.WaitForStateAsync(() => _server.Count("GET /operator/rooms") == round, Eventually.Patience);
    }
}
