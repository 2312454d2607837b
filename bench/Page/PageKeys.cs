using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Benchmarks.Page;

/// <summary>
/// Cost of key presses and scrolling in a page with many messages and rooms. The room's history and the browser's known rooms are
/// generated in the browser. Everything else comes from the running system.
/// </summary>
internal sealed class PageKeys(PagePlan plan, PageStart start)
{
    private const string Room = "page-keys";
    private const int Kept = 100_000;
    private const int Loaded = 2_000;
    private const int Rooms = 10_000;
    private const int PageSize = 50;
    private const int KeyPause = 100;
    private const int LongPause = 700;
    private const double Frame = 1000.0 / 60;

    private static readonly string[] Row = ["r", "o", "o", "m", "-", "9", "9", "Backspace", "9", "5"];

    private int _loaded;

    private IPage Page => start.Page;

    /// <summary>Measures and prints. Returns false when a target is missed.</summary>
    public static async Task<bool> RunAsync(IBrowser browser, PagePlan plan, TextWriter output, CancellationToken ct)
    {
        await using var context = await browser.NewContextAsync(new() { ServiceWorkers = ServiceWorkerPolicy.Block });
        var known = Enumerable.Range(0, Rooms).ToDictionary(room => $"room-{room}", _ => DateTimeOffset.UtcNow);
        await context.AddInitScriptAsync($"localStorage.setItem('roomchat.known', '{JsonSerializer.Serialize(known)}')");
        await using var start = await PageStart.InAsync(context);
        var keys = new PageKeys(plan, start);
        await keys.EnterAsync(ct);
        await output.WriteLineAsync();
        await output.WriteLineAsync("| key presses | ms p50 | ms p95 | after a pause, ms p50 | target | |");
        await output.WriteLineAsync("|---|--:|--:|--:|---|---|");
        var composer = await keys.TypeAsync("composer-input", ct);
        var good = await composer.WriteAsync($"composer, {keys._loaded} of {Kept} messages loaded", Frame, output);
        var filter = await keys.TypeAsync("new-room-name", ct);
        good &= await filter.WriteAsync($"room filter, {Rooms} rooms", Frame, output);
        return await keys.ScrollAsync(output) && good;
    }

    private async Task EnterAsync(CancellationToken ct)
    {
        await Page.RouteAsync($"**/rooms/{Room}/messages*", AnswerHistoryAsync);
        await start.OpenAsync(plan.Address, "sign-in-name");
        await start.EnterAsync(Room);
        var list = Page.GetByTestId("message-list");
        await list.Locator("li").First.WaitForAsync();
        while (_loaded < Loaded)
        {
            ct.ThrowIfCancellationRequested();
            await list.EvaluateAsync("list => { list.parentElement.scrollTop = 0; }");
            await Task.Delay(KeyPause / 2, ct);
        }

        await Page.GetByTestId("new-messages").ClickAsync();
    }

    // Answers as a log with that many messages.
    private Task AnswerHistoryAsync(IRoute route)
    {
        var query = new Uri(route.Request.Url).Query;
        var at = query.IndexOf("before=", StringComparison.Ordinal);
        var before = at < 0 ? Kept + 1 : long.Parse(query.AsSpan(at + "before=".Length), CultureInfo.InvariantCulture);
        var first = Math.Max(1, before - PageSize);
        _loaded += (int)(before - first);
        var messages = Enumerable.Range(0, (int)(before - first)).Select(i => Message(first + i));
        var page = new HistoryPage(Room, "made-up", [.. messages], first > 1);
        var body = JsonSerializer.Serialize(page, HttpJsonContext.Default.HistoryPage);
        return route.FulfillAsync(new() { ContentType = "application/json", Body = body });
    }

    private static HistoryMessage Message(long offset) => new(
        Room, $"message **{offset}** with a [link](https://example.org/{offset})",
        DateTimeOffset.UnixEpoch.AddMinutes(offset), $"m{offset}", offset,
        new ChatUser($"u{offset % 7}", $"User {offset % 7}"));

    private async Task<KeyFigures> TypeAsync(string field, CancellationToken ct)
    {
        await using var work = await MainThread.OfAsync(Page);
        await Page.GetByTestId(field).FocusAsync();
        var figures = new KeyFigures();
        while (figures.Keys.Count < plan.Keys)
        {
            // Types like a user who pauses now and then.
            foreach (var key in Row)
            {
                var before = await work.ReadAsync();
                await Page.Keyboard.PressAsync(key);
                await Task.Delay(KeyPause, ct);
                figures.Keys.Add(await work.ReadAsync() - before);
            }

            var paused = await work.ReadAsync();
            await Task.Delay(LongPause, ct);
            figures.Pauses.Add(await work.ReadAsync() - paused);
            await Page.GetByTestId(field).FillAsync("");
            await Task.Delay(LongPause, ct);
        }

        return figures;
    }

    /// <summary>Scrolls up through the loaded messages and counts late frames.</summary>
    private async Task<bool> ScrollAsync(TextWriter output)
    {
        var late = await Page.GetByTestId("message-list").EvaluateAsync<double[]>("""
            async list => {
              const scroller = list.parentElement;
              const frames = [];
              let last = null;
              for (let i = 0; i < 240; i++) {
                const now = await new Promise(done => requestAnimationFrame(done));
                if (last !== null) frames.push(now - last);
                last = now;
                scroller.scrollTop -= 60;
              }
              frames.sort((a, b) => a - b);
              return [frames[frames.length >> 1], frames[Math.floor(frames.length * 0.95)], frames.filter(frame => frame > 25).length];
            }
            """);
        var isGood = late[1] <= 1.5 * Frame;
        await output.WriteLineAsync();
        await output.WriteLineAsync("| scrolling, 240 frames | frame ms p50 | frame ms p95 | frames late | target | |");
        await output.WriteLineAsync("|---|--:|--:|--:|---|---|");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"| 60 pixels a frame, 3,600 a second | {late[0]:F1} | {late[1]:F1} | {late[2]} | "
            + $"60 frames a second | {(isGood ? "yes" : "NO")} |"));
        return isGood;
    }
}
