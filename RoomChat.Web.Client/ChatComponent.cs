using Microsoft.AspNetCore.Components;
using RoomChat.Web.Client.Language;
using RoomChat.Web.Client.Settings;

namespace RoomChat.Web.Client;

/// <summary>A component of the page: it knows the language and the settings of its user.</summary>
public abstract class ChatComponent : ComponentBase
{
    /// <summary>What the page says, in the user's language.</summary>
    [CascadingParameter] public Words Words { get; set; } = Languages.English;

    /// <summary>How the user wants the page.</summary>
    [CascadingParameter] public PageSettings Settings { get; set; } = PageSettings.Default;
}
