using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RoomChat.Tests.EndToEnd;

/// <summary>The reference page of the HTTP API, behind the gateway.</summary>
[Collection(WholeSystem.Name)]
public sealed class ApiReferenceTests(ChatSystem chat, ChatBrowser browser)
{
    [Fact]
    public async Task Request_can_be_tried_with_a_key_without_foreign_hosts()
    {
        var page = await browser.OpenAsync(chat.WebAddress);
        var foreign = new ConcurrentQueue<string>();
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { IsFile: false, Scheme: "http" or "https" } asked && asked.Authority != chat.WebAddress.Authority)
                foreign.Enqueue(request.Url);
        };
        await page.GotoAsync("/scalar/#tag/rooms/GET/rooms");
        await page.GetByRole(AriaRole.Button, new() { Name = "Test Request (get /rooms)" }).ClickAsync();
        var client = page.GetByRole(AriaRole.Dialog).First;
        await client.Locator("input.scalar-password-input").FillAsync(ChatSystem.Key);
        await client.GetByRole(AriaRole.Button, new() { Name = "Send" }).First.ClickAsync();

        await Expect(client.GetByText("200 OK")).ToBeVisibleAsync();
        await Expect(client.GetByText("\"rooms\"")).ToBeVisibleAsync();
        Assert.Empty(foreign);
        await page.Context.CloseAsync();
    }
}
