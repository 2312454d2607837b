namespace RoomChat.Web.Client.Text;

/// <summary>An emoji that the user can write by name, as <c>:tada:</c>, or pick.</summary>
/// <param name="Name">The name, without the colons.</param>
/// <param name="Character">The emoji.</param>
internal sealed record Emoji(string Name, string Character);
