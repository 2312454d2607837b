using System.Diagnostics;
using Microsoft.Playwright;

namespace RoomChat.Benchmarks.Page;

/// <summary>Opens the page and waits for the steps that a user sees.</summary>
internal sealed class PageStart : IAsyncDisposable
{
    private const float Patience = 120_000;
    private const int BitsInByte = 8;

    private readonly IPage _page;
    private readonly ICDPSession _tools;
    private int _requests;
    private long _bytes;

    private PageStart(IPage page, ICDPSession tools) => (_page, _tools) = (page, tools);

    public IPage Page => _page;

    public static async Task<PageStart> InAsync(IBrowserContext context)
    {
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        var tools = await context.NewCDPSessionAsync(page);
        await tools.SendAsync("Network.enable");
        var start = new PageStart(page, tools);
        tools.Event("Network.loadingFinished").OnEvent += (_, finished) =>
            start.Count(finished?.GetProperty("encodedDataLength").GetDouble() ?? 0);
        return start;
    }

    /// <summary>Limits the network rate in both directions and adds the latency of a mobile network.</summary>
    public Task SlowDownAsync(double megabits) => _tools.SendAsync("Network.emulateNetworkConditions", new()
    {
        ["offline"] = false,
        ["latency"] = 150,
        ["downloadThroughput"] = megabits * 1_000_000 / BitsInByte,
        ["uploadThroughput"] = megabits * 1_000_000 / BitsInByte,
    });

    /// <summary>Opens an address, types into a field as soon as it accepts keys, and waits for WebAssembly.</summary>
    public async Task<PageFigures> OpenAsync(Uri address, string field)
    {
        (_requests, _bytes) = (0, 0);
        var clock = Stopwatch.StartNew();
        await _page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.Commit });
        var input = _page.Locator($"[data-testid='{field}']:visible");
        await input.FillAsync("typed");
        var (typable, bytes) = (clock.Elapsed.TotalSeconds, _bytes);
        await _page.Locator("#shell").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        var figures = new PageFigures(typable, clock.Elapsed.TotalSeconds, _requests, _bytes, bytes);
        if (await input.InputValueAsync() != "typed")
            throw new InvalidOperationException("What was typed before WebAssembly was there is gone.");
        return figures;
    }

    /// <summary>Signs in and enters a room.</summary>
    public async Task EnterAsync(string room)
    {
        await _page.GetByTestId("sign-in-name").FillAsync("Page Measurement");
        await _page.GetByTestId("sign-in-submit").ClickAsync();
        await _page.GetByTestId("new-room-name").FillAsync(room);
        await _page.GetByTestId("join-room").ClickAsync();
        await _page.GetByTestId("composer-input").WaitForAsync();
    }

    /// <summary>Waits until the service worker is ready.</summary>
    public Task HaveWorkerAsync() => _page.EvaluateAsync("navigator.serviceWorker.ready.then(() => true)");

    public async ValueTask DisposeAsync()
    {
        await _tools.DetachAsync();
        await _page.CloseAsync();
    }

    private void Count(double bytes)
    {
        // Responses from the browser's cache use no network.
        if (bytes <= 0) return;
        _requests++;
        _bytes += (long)bytes;
    }
}
