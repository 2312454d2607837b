using Microsoft.Playwright;

namespace RoomChat.Tests.Fixtures;

/// <summary>One headless Chromium for all browser tests; each user has a browser context.</summary>
public sealed class ChatBrowser : IAsyncLifetime
{
    private readonly Dictionary<string, ChatPage> _users = new(StringComparer.Ordinal);
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
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--no-first-run"
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens the page as a new user, and signs in under a name.</summary>
    internal async Task<ChatPage> EnterAsync(Uri address, string name) => await ChatPage.EnterAsync(await OpenAsync(address), name);

    /// <summary>Opens the page, and signs in at the provider as one of its users. The password is the name.</summary>
    internal async Task<ChatPage> SignInAsync(Uri address, string user)
    {
        var page = await OpenAsync(address);
        await page.GotoAsync("/");
        await page.GetByTestId("sign-in-link").ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(user);
        await page.GetByLabel("Password").FillAsync(user);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        return await ChatPage.OfAsync(page);
    }

    /// <summary>
    /// The page of a user that tests share, because loading is slow. Each test uses its own rooms and leaves the page connected.
    /// </summary>
    internal async Task<ChatPage> UserAsync(ChatSystem chat, string name)
    {
        if (!_users.TryGetValue(name, out var user)) _users[name] = user = await EnterAsync(chat.WebAddress, name);
        return user;
    }

    /// <summary>An empty page of a new user. Its relative addresses start at <paramref name="address"/>.</summary>
    /// <param name="address">The address of the web site.</param>
    /// <param name="width">The width of the window, in pixels.</param>
    /// <param name="hasWorker">Whether the page may register its service worker, which fetches all files once more.</param>
    internal async Task<IPage> OpenAsync(Uri address, int width = 1280, bool hasWorker = false)
    {
        var context = await (_browser ?? throw new InvalidOperationException("Not started.")).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ServiceWorkers = hasWorker ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
        });
        context.SetDefaultTimeout((float)Eventually.Patience.TotalMilliseconds);
        return await context.NewPageAsync();
    }
}
