namespace RoomChat.Web.Client.Alerts;

/// <summary>Tells the user of a message while the page is not looked at.</summary>
internal interface INotifier
{
    /// <summary>Shows a notification of the system, if the user allowed it.</summary>
    /// <param name="title">Who, and where.</param>
    /// <param name="body">What was said.</param>
    /// <param name="room">The room; a newer notification of it replaces this one.</param>
    Task ShowAsync(string title, string body, string room);

    /// <summary>Makes a short sound.</summary>
    Task SoundAsync();

    /// <summary>Subscribes to the browser's push service; null when it has none, or the user does not allow it.</summary>
    /// <param name="key">The server's key.</param>
    Task<BrowserSubscription?> SubscribeAsync(string key);

    /// <summary>Ends the subscription of the browser, if there is one.</summary>
    Task<BrowserSubscription?> UnsubscribeAsync();

    /// <summary>Asks the user for leave to show notifications; whether it was given. Only after a click, or browsers refuse.</summary>
    Task<bool> AskAsync();
}
