using Bunit;
using Microsoft.Playwright;
using RoomChat.Contracts;
using RoomChat.Tests.Architecture;
using RoomChat.Web.Client.Language;
using RoomChat.Web.Components;
using static Microsoft.Playwright.Assertions;

namespace RoomChat.Tests.Web.Page;

/// <summary><c>wwwroot/shell.js</c> with the shell, and elements like those of the page, without WebAssembly.</summary>
[Collection(WholeSystem.Name)]
public sealed class ShellScriptTests(ChatBrowser browser) : IAsyncLifetime
{
    /// <summary>Renders the page's elements as after it entered its rooms; records the field's input events.</summary>
    private const string PageIsReady = """
        room => {
          document.querySelector('.app').innerHTML = `<main class="chat" data-ready="true">
            <ol class="messages" data-room="${room}"></ol><textarea id="composer"></textarea></main>`;
          window.heard = [];
          document.getElementById('composer').addEventListener('input', event => heard.push(event.target.value));
        }
        """;

    private IPage _page = default!;
    private ChatUser? _user = new("user-1", "Ada");
    private string _session = """{"errors":{"name":["'Admin' is reserved."]}}""";
    private int _status = 400;

    public async ValueTask InitializeAsync()
    {
        _page = await browser.OpenAsync(new Uri("http://page.test"));
        await _page.RouteAsync("**/*", route => route.FulfillAsync(new Uri(route.Request.Url).AbsolutePath switch
        {
            "/shell.js" => new RouteFulfillOptions
            {
                Path = Path.Combine(RepositoryFiles.Root, "RoomChat.Web", "wwwroot", "shell.js"),
                ContentType = "text/javascript"
            },
            "/session" => new RouteFulfillOptions { Status = _status, ContentType = "application/json", Body = _session },
            _ => new RouteFulfillOptions { ContentType = "text/html", Body = Document() },
        }));
    }

    public async ValueTask DisposeAsync() => await _page.Context.CloseAsync();

    [Fact]
    public async Task Page_takes_over_text_caret_and_focus()
    {
        await _page.GotoAsync("/r/general");
        var field = _page.GetByTestId("composer-input");
        await field.PressSequentiallyAsync("helo world");
        for (var i = 0; i < "lo world".Length; i++) await _page.Keyboard.PressAsync("ArrowLeft");

        await _page.EvaluateAsync(PageIsReady, "general");
        await _page.Keyboard.TypeAsync("l");

        await Expect(_page.Locator("#composer")).ToHaveValueAsync("hello world");
        Assert.Equal(["helo world", "hello world"], await _page.EvaluateAsync<string[]>("heard"));
        await Expect(_page.Locator("#shell")).ToHaveCountAsync(0);
        Assert.Equal("helo world", await _page.EvaluateAsync<string>("localStorage.getItem('roomchat.draft/general')"));
    }

    [Fact]
    public async Task Page_waits_for_the_word_of_an_input_method()
    {
        await _page.GotoAsync("/r/general");
        var tools = await _page.Context.NewCDPSessionAsync(_page);
        await _page.Locator("#shell-text").FocusAsync();
        await tools.SendAsync("Input.imeSetComposition", new() { ["text"] = "に", ["selectionStart"] = 1, ["selectionEnd"] = 1 });
        await _page.EvaluateAsync(PageIsReady, "general");
        await Expect(_page.Locator("#shell")).ToHaveCountAsync(1);
        await tools.SendAsync("Input.insertText", new() { ["text"] = "日" });
        await Expect(_page.Locator("#composer")).ToHaveValueAsync("日");
        await Expect(_page.Locator("#composer")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Text_for_another_room_stays_that_rooms_draft()
    {
        await _page.GotoAsync("/r/general");
        await _page.Locator("#shell-text").FillAsync("for general");
        await _page.EvaluateAsync(PageIsReady, "dev");
        await Expect(_page.Locator("#composer")).ToHaveValueAsync("");
        Assert.Equal("for general", await _page.EvaluateAsync<string>("sessionStorage.getItem('roomchat.draft/general')"));
    }

    [Fact]
    public async Task Message_written_in_the_shell_is_kept_as_unsent()
    {
        await _page.GotoAsync("/r/general");
        await _page.Locator("#shell-text").FillAsync(" early \n");
        await _page.Keyboard.PressAsync("Enter");
        await Expect(_page.Locator("#shell-text")).ToHaveValueAsync("");
        await Expect(_page.Locator("#shell-messages")).ToContainTextAsync("early");
        var kept = await _page.EvaluateAsync<string[]>(
            "Object.keys(localStorage).filter(key => key.startsWith('roomchat.unsent/')).map(key => localStorage[key])");
        var message = System.Text.Json.JsonSerializer.Deserialize<RoomChat.Web.Client.Memory.UnsentMessage>(Assert.Single(kept))!;
        Assert.Equal(("general", "early", _user), (message.RoomId, message.Content, message.User));
    }

    [Fact]
    public async Task Name_is_taken_or_refused_before_the_page_is_there()
    {
        _user = null;
        await _page.GotoAsync("/r/general");
        await _page.GetByTestId("sign-in-name").FillAsync("Admin");
        await _page.Keyboard.PressAsync("Enter");
        await Expect(_page.GetByTestId("sign-in-problem")).ToHaveTextAsync("'Admin' is reserved.");

        (_status, _session) = (200, """{"id":"user-2","name":"Grace"}""");
        // Data of the last session, which had another name.
        await _page.EvaluateAsync("""
            () => {
              localStorage['roomchat.kept/general'] = '{}';
              localStorage['roomchat.draft/general'] = localStorage['roomchat.name'] = 'Ada';
            }
            """);
        await _page.GetByTestId("sign-in-name").FillAsync("Grace");
        await _page.Keyboard.PressAsync("Enter");
        await Expect(_page.GetByTestId("composer-input")).ToBeFocusedAsync();
        Assert.Empty(await _page.EvaluateAsync<string[]>("Object.keys(localStorage).filter(key => /kept|draft/.test(key))"));
        // The page asked for its user earlier: it learns of the name as from another tab.
        var told = await _page.EvaluateAsync<string>("""
            () => new Promise(done => {
              addEventListener('storage', event => done(event.key));
              document.querySelector('.app').innerHTML = '<main class="sign-in"><input id="display-name"></main>';
            })
            """);
        Assert.Equal("roomchat.name", told);
        await _page.EvaluateAsync(PageIsReady, "general");
        await Expect(_page.Locator("#shell")).ToHaveCountAsync(0);
    }

    private string Document()
    {
        using var context = new BunitContext();
        var shell = context.Render<Shell>(
            parameters => parameters.Add(rendered => rendered.User, _user).Add(rendered => rendered.Words, Languages.English)).Markup;
        return $"<!DOCTYPE html><body><div class=app></div>{shell}<script src=/shell.js></script></body>";
    }
}
