using System.Globalization;
using Microsoft.Playwright;

namespace RoomChat.Benchmarks.Page;

/// <summary>Measures the time until a user can type, the network traffic of the page, and the cost of key presses.</summary>
internal static class PageRun
{
    private const string Name = "sign-in-name";
    private const string Composer = "composer-input";
    private const string Room = "page-measurement";

    /// <summary>Measures and prints. Returns false when a target is missed.</summary>
    public static async Task<bool> RunAsync(PagePlan plan, TextWriter output, CancellationToken ct)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = plan.Chromium,
            Args = [
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run"],
        });
        var good = plan.Rounds == 0 || await StartAsync(browser, plan, output, ct);
        return (plan.Keys == 0 || await PageKeys.RunAsync(browser, plan, output, ct)) && good;
    }

    private static async Task<bool> StartAsync(IBrowser browser, PagePlan plan, TextWriter output, CancellationToken ct)
    {
        await output.WriteLineAsync("| start | type after s | WebAssembly after s | requests | kB | kB until typing | target | |");
        await output.WriteLineAsync("|---|--:|--:|--:|--:|--:|---|---|");
        var good = true;
        foreach (var (name, target, measure) in Starts(plan))
        {
            var starts = new List<PageFigures>();
            for (var round = 0; round < plan.Rounds; round++)
            {
                ct.ThrowIfCancellationRequested();
                starts.Add(await measure(browser));
            }

            var median = PageFigures.MedianOf(starts);
            var isGood = median.Typable <= target;
            good &= isGood;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {median.Typable:F2} | {median.Interactive:F2} | {median.Requests} | {median.Bytes / 1000} | "
                + $"{median.BytesTypable / 1000} | type ≤ {target} s | {(isGood ? "yes" : "NO")} |"));
        }

        return good;
    }

    private static (string Name, double Target, Func<IBrowser, Task<PageFigures>> Measure)[] Starts(PagePlan plan) =>
    [
        ("cold", 2, browser => ColdAsync(browser, plan, slow: false)),
        ("warm", 1, browser => WarmAsync(browser, plan, slow: false)),
        (string.Create(CultureInfo.InvariantCulture, $"cold, {plan.SlowMegabits} Mbit/s"), 8, browser =>
            ColdAsync(browser, plan, slow: true)),
        (string.Create(CultureInfo.InvariantCulture, $"warm, {plan.SlowMegabits} Mbit/s"), 8, browser =>
            WarmAsync(browser, plan, slow: true)),
    ];

    // A new user with an empty cache.
    private static async Task<PageFigures> ColdAsync(IBrowser browser, PagePlan plan, bool slow)
    {
        await using var context = await browser.NewContextAsync();
        await using var start = await PageStart.InAsync(context);
        if (slow) await start.SlowDownAsync(plan.SlowMegabits);
        return await start.OpenAsync(plan.Address, Name);
    }

    // A returning user in a new tab.
    private static async Task<PageFigures> WarmAsync(IBrowser browser, PagePlan plan, bool slow)
    {
        await using var context = await browser.NewContextAsync();
        await using (var first = await PageStart.InAsync(context))
        {
            await first.OpenAsync(plan.Address, Name);
            await first.EnterAsync(Room);
            await first.HaveWorkerAsync();
        }

        await using var again = await PageStart.InAsync(context);
        if (slow) await again.SlowDownAsync(plan.SlowMegabits);
        return await again.OpenAsync(new Uri(plan.Address, $"/r/{Room}"), Composer);
    }
}
