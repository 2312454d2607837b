using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace RoomChat.Tests.EndToEnd;

/// <summary>An operator watches the system and acts on it, in a browser; to everybody else there is no such page.</summary>
[Collection(WholeSystem.Name)]
public sealed class OperatorConsoleTests(ChatSystem chat, ChatBrowser browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static float Patience => (float)Eventually.Patience.TotalMilliseconds;

    [Fact]
    public async Task Operator_watches_broadcasts_and_closes_a_connection()
    {
        var room = ChatSystem.NewRoom("watched").Value;
        await using var guest = await browser.EnterAsync(chat.WebAddress, "Visitor");
        await guest.JoinAsync(room);
        var page = (await browser.SignInAsync(chat.WebAddress, "grace")).Page;
        await page.GetByTestId("open-profile").ClickAsync();
        await page.GetByTestId("open-console").ClickAsync();
        foreach (var service in (string[])["api", "realtime", "web"])
        {
            await Expect(page.Locator($"[data-testid=instance][data-service={service}]").First)
                .ToBeVisibleAsync(new() { Timeout = Patience });
        }
        await page.GetByTestId("search-rooms").FillAsync(room);
        await Expect(page.Locator($"[data-testid=watched-room][data-room='{room}']")).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(page.GetByTestId("watched-room")).ToHaveCountAsync(1);

        await Expect(page.GetByTestId("system-status")).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(page.GetByText("Not up to date")).ToHaveCountAsync(0, new() { Timeout = Patience });

        await page.GetByTestId("broadcast-text").FillAsync($"Maintenance of {room}");
        await page.GetByTestId("broadcast").ClickAsync();
        await page.GetByTestId("confirm").ClickAsync();
        await Expect(guest.Page.GetByTestId("announcements")).ToContainTextAsync($"Maintenance of {room}", new() { Timeout = Patience });

        await using var program = await chat.ConnectAsync(Ct);
        await program.GetRoomsAsync(Ct);
        await page.GetByTestId("close-target").FillAsync("subscription:development");
        await page.GetByTestId("close").ClickAsync();
        await page.GetByTestId("confirm").ClickAsync();
        await Eventually.Holds(() => program.HasEnded, "the program's connection is closed");
        Assert.Equal(4005, (int)program.CloseStatus!);
        await Expect(page.GetByTestId("act").First).ToContainTextAsync("subscription:development", new() { Timeout = Patience });
        await HasNoFaultAsync(page);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Member_finds_neither_page_nor_api()
    {
        var page = (await browser.SignInAsync(chat.WebAddress, "ada")).Page;
        await page.GetByTestId("open-profile").ClickAsync();
        await Expect(page.GetByTestId("sign-out")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("open-console")).ToHaveCountAsync(0);
        var answer = await page.GotoAsync("/operator");
        Assert.Equal(404, answer!.Status);
        await Expect(page.Locator(".page-error")).ToBeVisibleAsync();
        foreach (var path in (string[])["instances", "rooms", "acts"])
            Assert.Equal(403, (await page.APIRequest.GetAsync(new Uri(chat.WebAddress, $"/operator/{path}").ToString())).Status);
        await page.Context.CloseAsync();
    }

    private static async Task HasNoFaultAsync(IPage page)
    {
        foreach (var (scheme, width, height) in new[] { (ColorScheme.Light, 390, 844), (ColorScheme.Dark, 1280, 800) })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, height);
            var found = await page.RunAxe();
            Assert.Empty(found.Violations.Select(violation => $"{scheme}: {violation.Id}: {violation.Nodes[0].Html}"));
            var isWider = await page.EvaluateAsync<bool>("() => document.querySelector('.console').scrollWidth > innerWidth");
            Assert.False(isWider, $"The console is wider than {width} px.");
        }
    }
}
