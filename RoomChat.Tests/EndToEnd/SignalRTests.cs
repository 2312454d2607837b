using System.Text;

namespace RoomChat.Tests.EndToEnd;

/// <summary>The official SignalR clients through the gateway. Both use the code of <c>docs/signalr.md</c>.</summary>
[Collection(WholeSystem.Name)]
public sealed class SignalRTests(ChatSystem chat, ChatBrowser browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NET_client_joins_and_publishes_to_clients_of_the_seed()
    {
        var room = ChatSystem.NewRoom("signalr-net").Value;
        await using var seed = await chat.ConnectAsync(Ct);
        await using var hub = await HubRecorder.ConnectAsync(new Uri(chat.WebAddress, $"/hub?subscription-key={ChatSystem.Key}"));
        await seed.JoinAsync(room, Ct);
        await hub.JoinAsync(room);
        await hub.AskAsync("publish", new { content = "from the hub", room_id = room });
        await seed.WaitForContentAsync("from the hub");
        await chat.PublishAsync("from the API", room, Ct);
        await hub.WaitForContentAsync("from the API");
        Assert.Equal(["from the hub", "from the API"], hub.Contents);
    }

    [Fact]
    public async Task JavaScript_client_joins_publishes_and_resumes_with_the_page_session()
    {
        var script = Encoding.UTF8.GetString(await SignalRScript.GetAsync("dist/browser/signalr.js", Ct));
        var room = ChatSystem.NewRoom("signalr-js").Value;
        var page = await browser.OpenAsync(chat.WebAddress);
        await page.GotoAsync("/health");
        await page.EvaluateAsync(script);
        await page.EvaluateAsync("""
            async room => {
              await fetch("/session", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ name: "Ann" }) });
              window.seen = [];
              window.position = null;
              window.chat = new signalR.HubConnectionBuilder().withUrl("/hub").withAutomaticReconnect().build();
              chat.on("message", message => {
                if (message.offset <= position.offset) return;
                position.offset = message.offset;
                seen.push(`${message.user.name}: ${message.content}`);
              });
              chat.on("room_joined", joined => { position = position && joined.recovered ? position : { offset: joined.offset, epoch: joined.epoch }; });
              await chat.start();
              await chat.invoke("join", { room_id: room });
              await chat.invoke("publish", { room_id: room, content: "from the page" });
            }
            """, room);
        await SeesAsync("Ann: from the page");

        await page.EvaluateAsync("() => chat.stop()");
        await chat.PublishAsync("missed", room, Ct);
        await chat.PublishAsync("missed too", room, Ct);
        var recovered = await page.EvaluateAsync<bool>("""
            async room => {
              await chat.start();
              return (await chat.invoke("join", { room_id: room, since: position.offset, epoch: position.epoch })).recovered;
            }
            """, room);
        await SeesAsync("Development: missed too");
        var refusal =
            await page.EvaluateAsync<string>("""() => chat.invoke("join", { room_id: "all" }).then(() => "", error => error.message)""");

        Assert.True(recovered);
        Assert.Equal(
            ["Ann: from the page", "Development: missed", "Development: missed too"],
            await page.EvaluateAsync<string[]>("() => seen"));
        Assert.Contains("reserved_room: ", refusal, StringComparison.Ordinal);
        await page.Context.CloseAsync();

        Task SeesAsync(string line) => Eventually.Holds(
            async () => (await page.EvaluateAsync<string[]>("() => seen")).Contains(line, StringComparer.Ordinal),
            $"the page sees '{line}'");
    }
}
