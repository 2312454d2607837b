namespace RoomChat.Tests.WebClient;

/// <summary>Where the focus is when a room opens.</summary>
[Collection(WholeSystem.Name)]
public sealed class OpeningFocusTests(ChatBrowser browser)
{
    private const string Fields = "<form><input id=new-room></form><form><textarea id=composer></textarea></form>";

    [Fact]
    public async Task Room_that_the_page_opens_takes_no_focus_from_the_user()
    {
        await using var script = await ScriptPage.OpenAsync(browser, Fields);
        await script.Page.FocusAsync("#new-room");
        await script.Page.EvaluateAsync("() => chat.sendOnEnter(document.getElementById('composer'), true)");
        Assert.Equal("new-room", await script.FocusedAsync());

        await script.Page.EvaluateAsync("() => chat.sendOnEnter(document.getElementById('composer'))");
        Assert.Equal("composer", await script.FocusedAsync());
    }

    [Fact]
    public async Task Room_that_the_page_opens_takes_the_focus_that_nobody_uses()
    {
        await using var script = await ScriptPage.OpenAsync(browser, Fields);
        await script.Page.EvaluateAsync("() => chat.sendOnEnter(document.getElementById('composer'), true)");
        Assert.Equal("composer", await script.FocusedAsync());
    }
}
