using static Microsoft.Playwright.Assertions;

namespace RoomChat.Tests.Web.Page;

/// <summary><c>wwwroot/worker.js</c> in a browser while new versions of the page are deployed.</summary>
[Collection(WholeSystem.Name)]
public sealed class ServiceWorkerTests(ChatBrowser browser)
{
    /// <summary>Registers the worker as the shell does, and listens as the page does.</summary>
    private const string Register = """
        async () => {
          await navigator.serviceWorker.register('/sw.js');
          await navigator.serviceWorker.ready;
          window.told = [];
          const chat = await import('/chat.js');
          await chat.watchVersion({ invokeMethodAsync: name => told.push(name) });
        }
        """;

    private const string Update = """
        async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          const next = (await registration.update()).installing;
          return new Promise(done => {
            const look = () => { if (['installed', 'redundant'].includes(next.state)) done(next.state); };
            next.addEventListener('statechange', look);
            look();
          });
        }
        """;

    [Fact]
    public async Task New_version_is_announced_and_activated_without_open_tabs()
    {
        await using var server = await PageServer.StartAsync();
        var page = await browser.OpenAsync(server.Address, hasWorker: true);
        await page.GotoAsync("/");
        await page.EvaluateAsync(Register);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/");

        (server.Version, server.DocumentVersion) = ("2", "1");
        Assert.Equal("redundant", await page.EvaluateAsync<string>(Update));   // half deployed: the document is still the old version
        Assert.Empty(await page.EvaluateAsync<string[]>("told"));

        server.DocumentVersion = null;
        Assert.Equal("installed", await page.EvaluateAsync<string>(Update));
        await Eventually.Holds(async () => await page.EvaluateAsync<int>("told.length") == 1, "the user is told");
        // The server no longer has the old file; the other tab still gets it.
        await page.ReloadAsync();
        await Expect(page.Locator("body")).ToHaveTextAsync("document 2, file 2");
        Assert.True(await other.EvaluateAsync<bool>("fetch('/app-1.js').then(answer => answer.ok)"));

        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await Expect(page.Locator("body")).ToHaveTextAsync("document 1, file 1");
        await page.Context.SetOfflineAsync(false);

        await other.CloseAsync();
        await page.GotoAsync("about:blank");
        await Eventually.Holds(
            async () =>
            {
                await page.GotoAsync("/");
                return await page.EvaluateAsync<string>("caches.keys().then(names => names.join())") == "roomchat-page-2";
            },
            "only the new version is kept");
        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await Expect(page.Locator("body")).ToHaveTextAsync("document 2, file 2");
        await page.Context.CloseAsync();
    }
}
