using Microsoft.AspNetCore.Components;
using RoomChat.Web.Client.Language;
using RoomChat.Web.Client.Settings;

namespace RoomChat.Web.Client;

/// <summary>Base of the page's components, with the user's language and settings.</summary>
public abstract class ChatComponent : ComponentBase
{
    /// <summary>The page's texts in the user's language.</summary>
    [CascadingParameter] public Words Words { get; set; } = Languages.English;

    /// <summary>The user's settings.</summary>
    [CascadingParameter] public PageSettings Settings { get; set; } = PageSettings.Default;
}
