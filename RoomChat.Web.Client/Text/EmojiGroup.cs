namespace RoomChat.Web.Client.Text;

/// <summary>A group of emoji in the picker.</summary>
/// <param name="Key">Topic of the group.</param>
/// <param name="Emoji">Its emoji, in the order of the picker.</param>
internal sealed record EmojiGroup(EmojiTopic Key, IReadOnlyList<Emoji> Emoji);
