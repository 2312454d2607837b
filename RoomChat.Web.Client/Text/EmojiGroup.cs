namespace RoomChat.Web.Client.Text;

/// <summary>Emoji that are shown together in the picker.</summary>
/// <param name="Key">What the group is about.</param>
/// <param name="Emoji">Its emoji, in the order of the picker.</param>
internal sealed record EmojiGroup(EmojiTopic Key, IReadOnlyList<Emoji> Emoji);
