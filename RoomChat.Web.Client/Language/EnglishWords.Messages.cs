using RoomChat.Web.Client.Text;

namespace RoomChat.Web.Client.Language;

// Messages, the composer and the messages to everyone.
internal sealed partial class EnglishWords
{
    public override string MessagesIn(string room) => $"Messages in {room}";

    public override string ShowEarlier => "Show earlier messages";

    public override string MessagesNotLoaded => "The messages could not be loaded.";

    public override string EarlierNotLoaded => "Earlier messages could not be loaded.";

    public override string TryAgain => "Try again";

    public override string QuietIn => "It is quiet in";

    public override string SayFirst => "Say the first words.";

    public override string JumpToLatest => "Jump to latest";

    public override string JumpToUnread => "Jump to first unread";

    public override string NewMessages(int count) => count == 1 ? "1 new message" : $"{Number(count)} new messages";

    public override string UnreadBelow => "New";

    public override string MarkRead => "Mark as read";

    public override string MarkUnread => "Mark as unread";

    public override string MarkUnreadFromHere => "Mark as unread from here";

    public override string ToEveryone => "to everyone";

    public override string You => "You";

    public override string YouWord => "you";

    public override string Sending => "Sending…";

    public override string NotSentYet => "Not sent yet.";

    public override string SentByItself => "It is sent again by itself.";

    public override string NotSent => "Not sent.";

    public override string Edit => "Edit";

    public override string Discard => "Discard";

    public override string ShowMore => "Show more";

    public override string ShowLess => "Show less";

    public override string Copy => "Copy";

    public override string Copied => "Copied";

    public override string CodeIn(string language) => language.Length == 0 ? "Code" : $"Code, {language}";

    public override string And => "and";

    public override string AndMore(int count) => $"and {Number(count)} more";

    public override string IsTyping => "is typing…";

    public override string AreTyping => "are typing…";

    public override string MessageTo(string room) => $"Message {room}";

    public override string Send => "Send";

    public override string SendLater => "No connection: what you send waits, and is sent by itself.";

    public override string TooLongBy(int bytes, int most) => $"Too long by {bytes} bytes of {most}.";

    public override string BytesLeft(int bytes) => $"{bytes} bytes left.";

    public override string InsertEmoji => "Insert an emoji";

    public override string FindEmoji => "Find an emoji";

    public override string Announcements => "Messages to everyone";

    public override string AnnouncementsNotLoaded => "Messages to everyone could not be loaded.";

    public override string MoreAnnouncements(int count) => $"{Number(count)} more";

    public override string PutAway => "Put away";

    public override string WrittenAs(string name) => $"You wrote this as {name}.";

    public override string NoConnection => "There is no connection.";

    public override string NoAnswer => "The chat server does not answer.";

    internal override string Topic(EmojiTopic topic) => topic switch
    {
        EmojiTopic.Faces => "Faces",
        EmojiTopic.People => "People",
        EmojiTopic.Nature => "Nature",
        EmojiTopic.Food => "Food",
        EmojiTopic.Things => "Things",
        _ => "Signs",
    };
}
