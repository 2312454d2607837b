namespace RoomChat.Tests.WebClient;

/// <summary>The composer's field in <c>wwwroot/chat.js</c>: key presses, and the calls into the page.</summary>
[Collection(WholeSystem.Name)]
public sealed class ComposerScriptTests(ChatBrowser browser)
{
    private const int Most = 20;

    private const string Form =
        "<form><textarea id=composer>draft</textarea><button type=submit id=send disabled>Send</button></form><input id=beside>";

    /// <summary>Starts the composer for a page that has a first text. <c>heard</c> collects the calls into the page.</summary>
    private const string Begin = """
        most => {
          window.heard = [];
          const page = { invokeMethodAsync: (name, text) => heard.push(text === undefined ? name : `${name} ${text}`) };
          window.field = chat.compose(document.querySelector('form'), page, 'dra', 'roomchat.draft/general', most, false);
        }
        """;

    [Fact]
    public async Task Page_gets_the_text_after_a_pause_blur_or_send()
    {
        await using var script = await OpenAsync();
        // The shell's text in the field is longer than the page's.
        Assert.Equal(["OnText draft"], await HeardAsync(script));

        await script.Page.Locator("#composer").PressAsync("End");
        await script.Page.Keyboard.TypeAsync("ed");
        Assert.Equal(1, (await HeardAsync(script)).Count(heard => heard.StartsWith("OnText", StringComparison.Ordinal)));
        await script.Page.Locator("#beside").FocusAsync();
        Assert.Equal("drafted", await script.Page.EvaluateAsync<string>("sessionStorage['roomchat.draft/general']"));
        await Eventually.Holds(
            async () => (await HeardAsync(script)).Count(heard => heard == "OnText drafted") == 1, "the page hears of it");
        Assert.Equal(1, (await HeardAsync(script)).Count(heard => heard == "OnTyping"));

        await script.Page.Locator("#composer").FillAsync("  sent \n");
        await script.Page.Locator("#send").ClickAsync();
        Assert.Equal("OnSubmit sent", (await HeardAsync(script))[^1]);
        Assert.Equal(("", true), (await script.Page.InputValueAsync("#composer"), await script.Page.IsDisabledAsync("#send")));

        await script.Page.Locator("#composer").FillAsync("paused");
        await Eventually.Holds(async () => (await HeardAsync(script))[^1] == "OnText paused", "the page hears of a text without a key");
        await script.Page.Locator("#composer").FillAsync("on the way out");
        Assert.Equal("on the way out", await script.Page.EvaluateAsync<string>("field.stop()"));
    }

    [Theory]
    [InlineData(" \n ", false)]
    [InlineData("ééééé ééééé", false)]
    [InlineData(" éééééééééé ", true)]
    public async Task Only_text_within_the_limit_in_bytes_is_sent(string text, bool isSent)
    {
        await using var script = await OpenAsync();
        await script.Page.Locator("#composer").FillAsync(text);
        Assert.Equal(isSent, await script.Page.IsEnabledAsync("#send"));
        await script.Page.Locator("#composer").PressAsync("Enter");
        Assert.Equal(isSent, (await HeardAsync(script)).Contains($"OnSubmit {text.Trim()}"));
        Assert.Equal(isSent ? "" : text, await script.Page.InputValueAsync("#composer"));
    }

    [Fact]
    public async Task Page_gets_the_room_name_after_a_pause_or_Enter()
    {
        await using var script = await ScriptPage.OpenAsync(browser, "<form><input id=new-room><button>Join</button></form>");
        await script.Page.EvaluateAsync("""
            () => {
              window.heard = [];
              chat.watchName(document.querySelector('form'), { invokeMethodAsync: (name, text) => heard.push(`${name} ${text}`) });
            }
            """);
        await script.Page.Locator("#new-room").PressSequentiallyAsync("gen");
        await Eventually.Holds(async () => (await HeardAsync(script)).LastOrDefault() == "OnText gen", "the page hears of it");
        await script.Page.Keyboard.TypeAsync("eral");
        await script.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("OnSubmit general", (await HeardAsync(script))[^1]);
    }

    private static Task<string[]> HeardAsync(ScriptPage script) => script.Page.EvaluateAsync<string[]>("heard");

    private async Task<ScriptPage> OpenAsync()
    {
        var script = await ScriptPage.OpenAsync(browser, Form);
        await script.Page.EvaluateAsync(Begin, Most);
        return script;
    }
}
