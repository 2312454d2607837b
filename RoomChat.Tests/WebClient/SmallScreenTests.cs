using Bunit;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ChatPage = RoomChat.Web.Client.Pages.ChatPage;

namespace RoomChat.Tests.WebClient;

/// <summary>
/// Layout of components and stylesheet in a browser without a server. At a zoom of 400 % and on phones in landscape, enough of a full room
/// stays visible, and a note is readable.
/// </summary>
[Collection(WholeSystem.Name)]
public sealed class SmallScreenTests(ChatBrowser browser)
{
    /// <summary>
    /// Returns the number of messages with a visible line, whether the whole composer is visible, and whether a focused message expands.
    /// </summary>
    private const string Look = """
        () => {
          const scroller = document.querySelector('.scroller');
          scroller.scrollTop = scroller.scrollHeight;
          const view = scroller.getBoundingClientRect(), field = document.querySelector('#composer').getBoundingClientRect();
          const shown = [...document.querySelectorAll('.message .content')].map(content => content.getBoundingClientRect())
            .filter(box => Math.min(box.bottom, view.bottom) - Math.max(box.top, view.top) >= 22).length;
          const last = [...document.querySelectorAll('.message')].at(-1);
          last.focus();
          const isOpen = last.querySelector('.content').getBoundingClientRect().height > view.height;
          last.blur();
          const composer = field.bottom <= innerHeight && field.top > 0 ? 'whole' : 'cut';
          return `${shown >= 2 ? 'two' : shown} messages, composer ${composer}, opens ${isOpen}`;
        }
        """;

    [Fact]
    public async Task Composer_and_two_long_messages_are_visible()
    {
        await using var rendered = new RenderedPage();
        var content = string.Join('\n', Enumerable.Range(1, 18).Select(line => $"line {line}"));
        var page = await rendered.EnterAsync([.. Enumerable.Repeat(content, 6)]);
        rendered.BreakConnection();
        await page.WaitForElementAsync(".banner", Eventually.Patience);

        await using var script = await ScriptPage.OpenAsync(browser, page.Markup);
        foreach (var (width, height) in new[] { (320, 256), (568, 320), (844, 390) })
        {
            await script.Page.SetViewportSizeAsync(width, height);
            Assert.Equal((width, "two messages, composer whole, opens true"), (width, await script.Page.EvaluateAsync<string>(Look)));
        }
    }

    [Fact]
    public async Task Line_of_typing_users_does_not_move_the_layout()
    {
        const string Place = """
            text => {
              document.querySelector('.typing').textContent = text;
              return ['.typing', '#composer'].map(part => document.querySelector(part).getBoundingClientRect())
                .map(box => `${box.top} ${box.height}`).join();
            }
            """;
        await using var rendered = new RenderedPage();
        var page = await rendered.EnterAsync("hello");
        await using var script = await ScriptPage.OpenAsync(browser, page.Markup);
        foreach (var width in (int[])[390, 1280])
        {
            await script.Page.SetViewportSizeAsync(width, 800);
            string[] texts = ["", "Ann is typing…", string.Join(", ", Enumerable.Repeat("Ann with a long name", 20)) + " are typing…"];
            var places = new List<string>();
            foreach (var text in texts) places.Add(await script.Page.EvaluateAsync<string>(Place, text));
            Assert.Single(places.Distinct(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Elements_above_the_room_list_are_not_cut_off()
    {
        const string Hidden = """
            () => [...document.querySelectorAll('.brand, .create-room')]
              .filter(row => row.scrollWidth > row.clientWidth).map(row => row.className).join()
            """;
        await using var rendered = new RenderedPage();
        var page = await rendered.EnterAsync("hello");
        await using var script = await ScriptPage.OpenAsync(browser, page.Markup);
        foreach (var width in (int[])[768, 1280, 1440])
        {
            await script.Page.SetViewportSizeAsync(width, 800);
            Assert.Equal("", await script.Page.EvaluateAsync<string>(Hidden));
        }
    }

    [Fact]
    public async Task Note_of_a_new_version_has_no_axe_violation()
    {
        await using var rendered = new RenderedPage();
        var page = await rendered.EnterAsync("hello");
        await page.InvokeAsync(page.FindComponent<ChatPage>().Instance.OnNewVersion);
        Assert.Equal("Reload", page.Find("[data-testid=toast-act]").TextContent);
        await using var script = await ScriptPage.OpenAsync(browser, page.Markup);
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await script.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            var found = await script.Page.GetByTestId("toasts").RunAxe();
            Assert.Empty(found.Violations.Select(violation => $"{scheme}: {violation.Id}: {violation.Nodes[0].Html}"));
            Assert.NotEmpty(found.Passes);
        }
    }
}
