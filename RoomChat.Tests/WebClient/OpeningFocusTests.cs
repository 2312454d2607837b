namespace RoomChat.Tests.WebClient;

/// <summary>The focus after a room opens.</summary>
[Collection(WholeSystem.Name)]
public sealed class OpeningFocusTests(ChatBrowser browser)
{
    private const string Fields = "<form><input id=new-room></form><form><textarea id=composer></textarea></form>";

    [Fact]
    public async Task Room_opened_by_the_page_leaves_the_users_focus()
    {
        await using var script = await ScriptPage.OpenAsync(browser, Fields);
        await script.Page.FocusAsync("#new-room");
        await script.Page.EvaluateAsync("() => chat.sendOnEnter(document.getElementById('composer'), true)");
        Assert.Equal("new-room", await script.FocusedAsync());

        await script.Page.EvaluateAsync("() => chat.sendOnEnter(document.getElementById('composer'))");
        Assert.Equal("composer", await script.FocusedAsync());
    }

    [Fact]
    public async Task Room_opened_by_the_page_takes_an_unused_focus()
    {
        await using var script = await ScriptPage.OpenAsync(browser, Fields);
        await script.Page.EvaluateAsync("() => chat.sendOnEnter(document.getElementById('composer'), true)");
        Assert.Equal("composer", await script.FocusedAsync());
    }
}
