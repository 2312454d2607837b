using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace RoomChat.Tests.AppHost;

/// <summary>
/// A run from start to Ctrl+C, with its dashboard in a browser, and a second run. A start is slow: hence one test of many steps.
/// </summary>
[Collection(StartedAppHost.Name)]
[Trait("Category", "EndToEnd")]
public sealed partial class AppHostRunTests(ChatBrowser browser) : IDisposable
{
    private static readonly string[] Programs = ["api", "realtime", "web", "redis", "messaging-emulator"];

    private readonly string _data = TestFolder.Create("roomchat-dashboard-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_shows_dashboard_restarts_crashes_and_stops_on_Ctrl_C()
    {
        await using (var run = AppHostRun.Start(_data))
        {
            var chat = await run.ReadyAsync();
            await TalkAsync(chat);
            await ShowsDashboardWithoutKeyAsync(await run.ReadyAsync("Dashboard:"));
            await RestartsAfterCrashAsync(run);
            await StopsOnCtrlCAsync(run, chat);
        }

        await using var second = AppHostRun.Start(_data);
        await second.ReadyAsync();
        await second.SignalAsync("KILL");
        await second.NothingIsLeftAsync();
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [GeneratedRegex(@"\b(EVAL|EVALSHA|PING|SMEMBERS|HMGET)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RedisCommand();

    private async Task ShowsDashboardWithoutKeyAsync(Uri dashboard)
    {
        var page = await browser.OpenAsync(dashboard);
        await page.GotoAsync(dashboard.ToString());
        var resources = await ReadAsync(page, "/", [.. Programs, "API documentation", "Chat", "Emulator"]);
        var traces = await ReadAsync(page, "/traces", ["POST /publish"]);
        Assert.DoesNotMatch(RedisCommand(), traces);
        await page.GetByText("POST /publish").First.ClickAsync();
        var trace = await ReadAsync(page, address: null, ["web", "api", "realtime", "append to room log", "fan out"]);
        var logs = await ReadAsync(page, "/structuredlogs", ["realtime", "web"]);
        var texts = new List<string> { resources, traces, trace, logs };
        foreach (var program in Programs) texts.Add(await ReadAsync(page, $"/consolelogs/resource/{program}", [program]));
        texts.Add(await ReadAsync(page, "/metrics/resource/realtime", ["roomchat.deliveries"]));
        Assert.All(texts, text => Assert.DoesNotContain(ChatSystem.Key, text, StringComparison.Ordinal));
    }

    private static async Task RestartsAfterCrashAsync(AppHostRun run)
    {
        await run.KillAsync("RoomChat.Realtime");
        await Eventually.Holds(
            () =>
                run.Output.Contains(
                    "'realtime' ended with a signal (killed, or crashed) and is started again (restart 1).",
                    StringComparison.Ordinal),
            () => $"the console tells the restart: {run.Output}");
    }

    private static async Task StopsOnCtrlCAsync(AppHostRun run, Uri chat)
    {
        FrameRecorder? client = null;
        await Eventually.Holds(async () => (client = await TryConnectAsync(chat)) is not null, "the restarted service takes connections");
        await using var member = client!;
        await member.JoinAsync("general", Ct);

        await run.SignalAsync("INT");

        await Eventually.Holds(() => member.HasEnded, "the client is disconnected");
        Assert.Equal(4001, (int?)member.CloseStatus);
        await run.EndsAsync();
        Assert.Equal(0, run.ExitCode);
        await run.NothingIsLeftAsync();
    }

    private static async Task<FrameRecorder?> TryConnectAsync(Uri chat)
    {
        try
        {
            return await ConnectAsync(chat);
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    private static Task<FrameRecorder> ConnectAsync(Uri chat) => FrameRecorder.ConnectAsync(
        new UriBuilder(chat) { Scheme = "ws", Path = "/ws", Query = $"subscription-key={ChatSystem.Key}" }.Uri, Ct);

    /// <summary>Publishes a message by HTTP, with the key in the header and in the query, to a member on a WebSocket.</summary>
    private static async Task TalkAsync(Uri chat)
    {
        await using var client = await ConnectAsync(chat);
        await client.JoinAsync("general", Ct);
        using var http = new HttpClient { BaseAddress = chat };
        using var request =
            new HttpRequestMessage(HttpMethod.Post, $"{ChatSystem.PublishPath("hello", "general")}&subscription-key={ChatSystem.Key}");
        using var answer = await http.SendAsync(request, Ct);
        Assert.True(answer.IsSuccessStatusCode);
        await client.WaitForContentAsync("hello");
    }

    /// <summary>Returns the text of a dashboard page when it has all expected words.</summary>
    private static async Task<string> ReadAsync(IPage page, string? address, string[] expected)
    {
        if (address is not null) await page.GotoAsync(address);
        var text = "";
        await Eventually.Holds(
            async () =>
            {
                text = await page.Locator("body").InnerTextAsync();
                return expected.All(word => text.Contains(word, StringComparison.Ordinal));
            },
            () => $"{address} shows {string.Join(", ", expected)}; it shows: {text}");
        return text;
    }
}
