namespace RoomChat.Web.Client.Text;

/// <summary>An emoji that can be written by its name, as <c>:tada:</c>, and picked.</summary>
/// <param name="Name">The name, without the colons.</param>
/// <param name="Character">The emoji.</param>
internal sealed record Emoji(string Name, string Character);
