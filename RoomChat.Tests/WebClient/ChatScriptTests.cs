using Microsoft.Playwright;

namespace RoomChat.Tests.WebClient;

/// <summary><c>wwwroot/chat.js</c> alone in a browser: keys, scroll positions and the focus.</summary>
[Collection(WholeSystem.Name)]
public sealed class ChatScriptTests(ChatBrowser browser)
{
    private const string Fields = """
        <form id=f><textarea id=composer></textarea><button>Send</button></form>
        <form id=g><input id=new-room><button>Join</button></form>
        """;

    /// <summary>Scrolls, changes the list as a render does. Returns pixels: shift of the top visible text, distance to the end.</summary>
    private const string Move = """
        async ({ scrollTop, fromEnd, change }) => {
          const scroller = document.querySelector('.scroller'), list = document.querySelector('.messages');
          const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
          const message = (id, lines, byline) => {
            const item = document.createElement('li');
            item.className = 'message first';
            item.innerHTML = `<div class=message-body>${byline ? '<p class=byline>Ann</p>' : ''}<p class=content>${id}${'<br>line'.repeat(lines)}</p></div>`;
            return item;
          };
          const day = document.createElement('li');
          day.className = 'day';
          day.textContent = 'Today';
          list.append(day, ...Array.from({ length: 60 }, (_, i) => message(`m${i}`, i % 4, true)));
          const follower = chat.follow(scroller, { invokeMethodAsync() {} });
          await frame();
          scroller.scrollTop = fromEnd === undefined ? scrollTop : scroller.scrollHeight - scroller.clientHeight - fromEnd;
          await frame();
          const top = scroller.getBoundingClientRect().top;
          const read = [...list.querySelectorAll('.content')].find(text => text.getBoundingClientRect().bottom > top);
          const before = read.getBoundingClientRect().top;
          if (change === 'earlier') {
            document.querySelector('.older').remove();
            list.querySelector('.byline').remove();
            list.prepend(day, ...Array.from({ length: 50 }, (_, i) => message(`e${i}`, i % 7, i % 2)));
          } else if (change === 'taller') {
            list.querySelector('.content').style.height = '333.5px';
          } else if (change === 'later') {
            list.append(message('new', 3, true));
          } else if (change === 'window up') {
            document.querySelector('.space').style.height = '100.5px';
            list.prepend(day, ...Array.from({ length: 40 }, (_, i) => message(`e${i}`, i % 7, i % 2)));
            for (let i = 0; i < 10; i++) list.lastElementChild.remove();
          } else if (change === 'window down') {
            document.querySelector('.space').style.height = '1234.5px';
            for (let i = 0; i < 8; i++) list.firstElementChild.remove();
            list.append(...Array.from({ length: 40 }, (_, i) => message(`n${i}`, i % 7, i % 2)));
          } else if (change === 'banner') {
            const banner = document.createElement('div');
            banner.style.height = '47px';
            document.querySelector('.room').prepend(banner);
          }
          await frame();
          await frame();
          follower.stop();
          return [Math.abs(read.getBoundingClientRect().top - before), scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight];
        }
        """;

    private const string List = """
        <div class=chat style="grid-template-columns:1fr"><section class=room>
        <div class=message-area><div class=scroller tabindex=0><button class="button quiet older">Show earlier messages</button><div class=space></div><ol class=messages></ol></div></div>
        </section></div>
        """;

    private const string Chat = """
        <style>.gone { display: none }</style>
        <div class=app><main class=chat style="grid-template-columns:300px 1fr">
        <nav class=sidebar><button id=item>room</button><input id=new-room></nav>
        <section class=room><header><button id=leave>Leave</button></header>
        <div class=message-area><div class=scroller id=log tabindex=0 data-focus-home><button id=older>Older</button></div></div>
        <form id=form data-focus-home="#composer"><textarea id=composer></textarea><button id=send>Send</button></form></section></main>
        <div class=toasts data-focus-passing><button id=dismiss>x</button></div><p id=beside>text</p></div>
        """;

    [Fact]
    public async Task Composer_sends_only_by_a_key_of_its_own()
    {
        await using var script = await ScriptPage.OpenAsync(browser, Fields);
        var sent = await script.Page.EvaluateAsync<string>(
            """
            () => {
              const sent = [];
              document.getElementById('f').addEventListener(
                  'submit', event => { event.preventDefault(); sent.push(event.target.dataset.key); });
              const input = document.getElementById('composer');
              chat.ignoreComposition();
              chat.sendOnEnter(input);
              const press = (name, key, keyCode, isComposing, shiftKey) => {
                input.form.dataset.key = name;
                input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
                if (!isComposing) input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
                input.dispatchEvent(new KeyboardEvent('keydown', { key, keyCode, isComposing, shiftKey, bubbles: true, cancelable: true }));
              };
              press('Enter', 'Enter', 13, false, false);
              press('Enter while composing', 'Enter', 13, true, false);
              press('Enter while composing, of most browsers', 'Enter', 229, true, false);
              press('Enter after composing, of Safari', 'Enter', 229, false, false);
              press('Enter of Windows', 'Process', 229, false, false);
              press('a new line', 'Enter', 13, false, true);
              press('Enter again', 'Enter', 13, false, false);
              return sent.join();
            }
            """);
        Assert.Equal("Enter,Enter again", sent);
    }

    [Fact]
    public async Task Key_of_an_input_method_submits_no_form()
    {
        await using var script = await ScriptPage.OpenAsync(browser, Fields);
        await script.Page.EvaluateAsync(
            "() => { window.sent = 0; chat.ignoreComposition(); " +
            "document.getElementById('g').addEventListener('submit', event => { event.preventDefault(); sent++; }); }");
        await script.Page.FocusAsync("#new-room");
        var devTools = await script.Page.Context.NewCDPSessionAsync(script.Page);
        await PressAsync(devTools, 229);
        Assert.Equal(0, await script.Page.EvaluateAsync<int>("sent"));
        await PressAsync(devTools, 13);
        Assert.Equal(1, await script.Page.EvaluateAsync<int>("sent"));
    }

    [Fact]
    public async Task Text_that_is_read_stays_to_the_pixel()
    {
        await using var script = await ScriptPage.OpenAsync(browser, List);
        (int ScrollTop, int? FromEnd, string Change)[] cases =
            [(0, null, "earlier"), (1, null, "earlier"), (777, null, "earlier"), (0, 30, "earlier"), (777, null, "taller"),
             (777, null, "later"), (777, null, "banner"), (777, null, "window up"), (1111, null, "window down")];
        foreach (var each in cases)
        {
            var (moved, _) = await MoveAsync(script, each.ScrollTop, each.FromEnd, each.Change);
            Assert.True(moved <= 0.5, $"{each}: moved by {moved} pixels");
        }
    }

    [Fact]
    public async Task End_of_the_list_stays_in_sight()
    {
        await using var script = await ScriptPage.OpenAsync(browser, List);
        (int FromEnd, string Change)[] cases = [(0, "earlier"), (0, "taller"), (0, "later"), (30, "later"), (0, "banner")];
        foreach (var each in cases)
        {
            var (_, toEnd) = await MoveAsync(script, 0, each.FromEnd, each.Change);
            Assert.True(Math.Abs(toEnd) <= 1, $"{each}: {toEnd} pixels from the end");
        }
    }

    [Fact]
    public async Task Script_asks_for_the_next_messages_near_the_edge()
    {
        await using var script = await ScriptPage.OpenAsync(browser, List);
        var asked = await script.Page.EvaluateAsync<string>(
            """
            async () => {
              const scroller = document.querySelector('.scroller'), list = document.querySelector('.messages'), space = document.querySelector('.space');
              const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
              const asked = [];
              const ask = async (name, ...values) => { asked.push(name === 'OnEdge' ? `${name} ${values[0]}` : name); if (name === 'OnEdge') delete list.dataset.above; };
              space.style.height = '50000px';
              list.innerHTML = '<li class=message style="height:50px"><p class=content>x</p></li>'.repeat(160);
              const follower = chat.follow(scroller, { invokeMethodAsync: ask });
              await frame();
              list.dataset.above = 'true';
              scroller.scrollTop = 50000 + 4 * scroller.clientHeight;
              await frame();
              asked.push('then near it');
              scroller.scrollTop = 50000 + scroller.clientHeight;
              await frame();
              asked.push('then far above');
              list.dataset.above = 'true';
              scroller.scrollTop = 20000;
              await frame();
              await frame();
              follower.stop();
              return [...new Set(asked.filter(name => name !== 'OnEndInSight'))].join();
            }
            """);
        Assert.Equal("then near it,OnEdge true,then far above,OnJump", asked);
    }

    [Fact]
    public async Task Focus_moves_to_the_next_useful_element()
    {
        await using var script = await ScriptPage.OpenAsync(browser, Chat);
        (string Focused, string Change, string Next)[] cases =
        [
            ("leave", "it.remove()", "composer"),
            ("leave", "it.disabled = true", "composer"),
            ("item", "it.parentElement.className = 'gone'", "composer"),
            ("send", "it.disabled = true", "composer"),
            ("older", "it.remove()", "log"),
            ("leave", "document.querySelector('.room').remove()", "new-room"),
            ("leave", "document.querySelector('.chat').outerHTML = '<main class=sign-in><input id=display-name></main>'", "display-name"),
            ("leave", "it.textContent = 'Leave this room'", "leave"),
        ];
        foreach (var (focused, change, next) in cases)
        {
            await script.BeginAnewAsync();
            await script.Page.EvaluateAsync("() => chat.keepFocus()");
            await script.Page.FocusAsync($"#{focused}");
            await script.Page.EvaluateAsync($"() => {{ const it = document.getElementById('{focused}'); {change}; }}");
            Assert.Equal((change, next), (change, await script.FocusedAsync()));
        }
    }

    [Fact]
    public async Task Focus_goes_back_when_a_note_is_dismissed()
    {
        await using var script = await ScriptPage.OpenAsync(browser, Chat);
        await script.Page.EvaluateAsync("() => chat.keepFocus()");
        await script.Page.FocusAsync("#item");
        await script.Page.FocusAsync("#dismiss");
        await script.Page.EvaluateAsync("() => document.getElementById('dismiss').remove()");
        Assert.Equal("item", await script.FocusedAsync());
    }

    [Fact]
    public async Task Focus_that_the_user_gave_up_stays_so()
    {
        await using var script = await ScriptPage.OpenAsync(browser, Chat);
        await script.Page.EvaluateAsync("() => chat.keepFocus()");
        await script.Page.FocusAsync("#leave");
        await script.Page.ClickAsync("#beside");
        await script.Page.EvaluateAsync("() => document.getElementById('leave').remove()");
        Assert.Equal("BODY", await script.FocusedAsync());
    }

    private static async Task<(double Moved, double ToEnd)> MoveAsync(ScriptPage script, int scrollTop, int? fromEnd, string change)
    {
        await script.BeginAnewAsync();
        var found = await script.Page.EvaluateAsync<double[]>(Move, fromEnd is null ? new { scrollTop, change } : new { fromEnd, change });
        return (found[0], found[1]);
    }

    private static async Task PressAsync(ICDPSession devTools, int code)
    {
        foreach (var (type, text) in new[] { ("keyDown", "\r"), ("keyUp", "") })
        {
            await devTools.SendAsync(
                "Input.dispatchKeyEvent",
                new() { ["type"] = type, ["key"] = "Enter", ["code"] = "Enter", ["windowsVirtualKeyCode"] = code, ["text"] = text });
        }
    }
}
