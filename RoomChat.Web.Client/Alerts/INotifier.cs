namespace RoomChat.Web.Client.Alerts;

/// <summary>Notifies the user of a message.</summary>
internal interface INotifier
{
    /// <summary>Shows a system notification, if the user allowed it.</summary>
    /// <param name="title">Sender and room.</param>
    /// <param name="body">Text of the message.</param>
    /// <param name="room">Id of the room. A newer notification of the room replaces this one.</param>
    Task ShowAsync(string title, string body, string room);

    /// <summary>Plays a short sound.</summary>
    Task SoundAsync();

    /// <summary>Subscribes to the browser's push service. Null when the browser has none, or the user does not allow it.</summary>
    /// <param name="key">The server's public key.</param>
    Task<BrowserSubscription?> SubscribeAsync(string key);

    /// <summary>Ends the browser's push subscription, if there is one.</summary>
    Task<BrowserSubscription?> UnsubscribeAsync();

    /// <summary>Asks for permission to show notifications; true when granted. Browsers refuse it without a click of the user.</summary>
    Task<bool> AskAsync();
}
