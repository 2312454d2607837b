using Microsoft.Playwright;

namespace RoomChat.Benchmarks.Page;

/// <summary>The processor time of a page's main thread, as Chromium reports it.</summary>
internal sealed class MainThread : IAsyncDisposable
{
    private readonly ICDPSession _tools;

    private MainThread(ICDPSession tools) => _tools = tools;

    public static async Task<MainThread> OfAsync(IPage page)
    {
        var tools = await page.Context.NewCDPSessionAsync(page);
        await tools.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
        return new MainThread(tools);
    }

    /// <summary>Processor time so far in milliseconds, without the time of the measurement.</summary>
    public async Task<double> ReadAsync()
    {
        var answer = await _tools.SendAsync("Performance.getMetrics");
        var metrics = answer!.Value.GetProperty("metrics").EnumerateArray()
            .ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());
        return (metrics["TaskDuration"] - metrics["DevToolsCommandDuration"]) * 1000;
    }

    public async ValueTask DisposeAsync() => await _tools.DetachAsync();
}
