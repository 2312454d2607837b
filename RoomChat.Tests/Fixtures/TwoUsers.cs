namespace RoomChat.Tests.Fixtures;

/// <summary>Two people who have entered the chat, each in a browser of their own. Loading the page is slow: tests share them, and take rooms of their own.</summary>
public sealed class TwoUsers(ChatSystem chat, ChatBrowser browser) : IAsyncLifetime
{
    private ChatPage? _ada;
    private ChatPage? _alan;

    internal ChatPage Ada => _ada ?? throw new InvalidOperationException("Not entered.");

    internal ChatPage Alan => _alan ?? throw new InvalidOperationException("Not entered.");

    public async ValueTask InitializeAsync()
    {
        _ada = await browser.EnterAsync(chat.WebAddress, "Ada");
        _alan = await browser.EnterAsync(chat.WebAddress, "Alan");
    }

    public async ValueTask DisposeAsync()
    {
        if (_ada is not null) await _ada.DisposeAsync();
        if (_alan is not null) await _alan.DisposeAsync();
    }
}
