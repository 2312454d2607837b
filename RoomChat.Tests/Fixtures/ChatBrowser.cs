using Microsoft.Playwright;

namespace RoomChat.Tests.Fixtures;

/// <summary>One headless Chromium for all browser tests; each user is a context of their own.</summary>
public sealed class ChatBrowser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var executable = await ChromiumInstallation.FindOrInstallAsync(TestContext.Current.CancellationToken);
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout((float)Eventually.Patience.TotalMilliseconds);
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens the page as a new person, and enters the chat under a name.</summary>
    internal async Task<ChatPage> EnterAsync(Uri address, string name) => await ChatPage.EnterAsync(await OpenAsync(address), name);

    /// <summary>An empty page of a new person, whose addresses are relative to this one.</summary>
    internal async Task<IPage> OpenAsync(Uri address)
    {
        var context = await (_browser ?? throw new InvalidOperationException("Not started.")).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
        });
        context.SetDefaultTimeout((float)Eventually.Patience.TotalMilliseconds);
        return await context.NewPageAsync();
    }
}
