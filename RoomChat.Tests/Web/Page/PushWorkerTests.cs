using System.Text.Json;
using Microsoft.Playwright;

namespace RoomChat.Tests.Web.Page;

/// <summary>The service worker in a browser and its notifications for push messages, without the browser's push service.</summary>
[Collection(WholeSystem.Name)]
public sealed class PushWorkerTests(ChatBrowser browser)
{
    private const string Register = """
        async () => {
          window.told = [];
          navigator.serviceWorker.addEventListener('message', event => told.push(event.data.room));
          await navigator.serviceWorker.register('/sw.js');
          await navigator.serviceWorker.ready;
        }
        """;

    private const string Shown = """
        async () => (await (await navigator.serviceWorker.ready).getNotifications())
          .map(shown => `${shown.title} | ${shown.body} | ${shown.tag} | ${shown.data.room}`).sort()
        """;

    [Fact]
    public async Task Push_shows_one_notification_per_room_that_opens_the_room()
    {
        await using var server = await PageServer.StartAsync();
        var page = await browser.OpenAsync(server.Address, hasWorker: true);
        await page.Context.GrantPermissionsAsync(["notifications"]);
        await page.GotoAsync("/");
        var push = await ListenAsync(page);
        await page.EvaluateAsync(Register);

        await push("""{"room":"general","author":"Ann","text":"first"}""");
        await push("""{"room":"general","author":"Bob","text":"second"}""");
        await push("""{"room":"dev","title":"Developers"}""");
        await Eventually.Holds(
            async () => (await page.EvaluateAsync<string[]>(Shown)).SequenceEqual(
                ["Bob · #general | second | roomchat-general | general", "Developers | New message | roomchat-dev | dev"]),
            "the messages are shown");

        await page.EvaluateAsync("navigator.serviceWorker.ready.then(worker => worker.active.postMessage({ click: 'dev' }))");
        await Eventually.Holds(
            async () => (await page.EvaluateAsync<string[]>("told")).SequenceEqual(["dev"]), "the page goes to the room");
        Assert.Single(await page.EvaluateAsync<string[]>(Shown));
        await page.Context.CloseAsync();
    }

    /// <summary>Returns a function that delivers a text to the page's worker as the push service would.</summary>
    private static async Task<Func<string, Task>> ListenAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Event("ServiceWorker.workerRegistrationUpdated").OnEvent += (_, data) =>
        {
            if (data?.GetProperty("registrations").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first)
                found.TrySetResult(first.GetProperty("registrationId").GetString()!);
        };
        await session.SendAsync("ServiceWorker.enable");
        return async data => await session.SendAsync("ServiceWorker.deliverPushMessage", new Dictionary<string, object>
        {
            ["origin"] = new Uri(page.Url).GetLeftPart(UriPartial.Authority),
            ["registrationId"] = await found.Task.WaitAsync(Eventually.Patience),
            ["data"] = data,
        });
    }
}
