namespace RoomChat.Tests.WebClient;

/// <summary>
/// A zoom of 400 % and phones that lie on their side: what the stylesheet leaves of a room with everything that takes room in it.
/// </summary>
[Collection(WholeSystem.Name)]
public sealed class SmallScreenTests(ChatBrowser browser)
{
    /// <summary>How many messages show a line, whether the composer is seen whole, and whether a message opens with the focus.</summary>
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
    public async Task Composer_and_two_messages_are_in_sight_also_when_they_are_long()
    {
        await using var script = await ScriptPage.OpenAsync(browser, Markup());
        foreach (var (width, height) in new[] { (320, 256), (568, 320), (844, 390) })
        {
            await script.Page.SetViewportSizeAsync(width, height);
            Assert.Equal((width, "two messages, composer whole, opens true"), (width, await script.Page.EvaluateAsync<string>(Look)));
        }
    }

    /// <summary>A room as the page draws it: without a connection, with an announcement, and with long messages of two people.</summary>
    private static string Markup()
    {
        var content = string.Join("<br>", Enumerable.Range(1, 18).Select(line => $"line {line}"));
        var messages = string.Concat(Enumerable.Range(0, 6).Select(message => $"""
            <li class="message first {(message % 2 == 0 ? "own" : "")}" tabindex=-1><div class=message-body>
            <p class=byline><span class=author>Ada</span><time>06:00</time></p><div class=content><p>{content}</p></div></div></li>
            """));
        return $"""
            <div class=app><main class="chat shows-room"><section class=room>
            <div class=banner><p>Connection lost. Trying again in 3 s.</p><button class=button>Try now</button></div>
            <aside class=announcements><ol><li class=announcement><p>to everyone</p></li></ol></aside>
            <header class=room-head><div class=room-title><h1>general</h1></div><button class="button quiet">menu</button></header>
            <div class=message-area><div class=scroller tabindex=0><div class=space></div><ol class=messages>{messages}</ol></div></div>
            <p class=typing>Bob is typing…</p>
            <form class=composer><button class="button quiet emoji-button">e</button><textarea id=composer class=field rows=1></textarea>
            <button class="button primary send">s</button><p class=composer-note>What you send waits.</p></form></section></main></div>
            """;
    }
}
