using RoomChat.Web.Client.Text;

namespace RoomChat.Web.Client.Language;

// Messages, the composer and the messages to everyone.
public abstract partial class Words
{
    public abstract string MessagesIn(string room);

    public abstract string ShowEarlier { get; }

    public abstract string MessagesNotLoaded { get; }

    public abstract string EarlierNotLoaded { get; }

    public abstract string TryAgain { get; }

    public abstract string QuietIn { get; }

    public abstract string SayFirst { get; }

    public abstract string JumpToLatest { get; }

    public abstract string JumpToUnread { get; }

    public abstract string NewMessages(int count);

    public abstract string UnreadBelow { get; }

    public abstract string MarkRead { get; }

    public abstract string MarkUnread { get; }

    public abstract string MarkUnreadFromHere { get; }

    public abstract string ToEveryone { get; }

    public abstract string You { get; }

    public abstract string YouWord { get; }

    public abstract string Sending { get; }

    public abstract string NotSentYet { get; }

    public abstract string SentByItself { get; }

    public abstract string NotSent { get; }

    public abstract string Edit { get; }

    public abstract string Discard { get; }

    public abstract string ShowMore { get; }

    public abstract string ShowLess { get; }

    public abstract string Copy { get; }

    public abstract string Copied { get; }

    public abstract string CodeIn(string language);

    public abstract string And { get; }

    public abstract string AndMore(int count);

    public abstract string IsTyping { get; }

    public abstract string AreTyping { get; }

    public abstract string MessageTo(string room);

    public abstract string Send { get; }

    public abstract string SendLater { get; }

    public abstract string TooLongBy(int bytes, int most);

    public abstract string BytesLeft(int bytes);

    public abstract string InsertEmoji { get; }

    public abstract string FindEmoji { get; }

    public abstract string Announcements { get; }

    public abstract string AnnouncementsNotLoaded { get; }

    public abstract string MoreAnnouncements(int count);

    public abstract string PutAway { get; }

    public abstract string WrittenAs(string name);

    public abstract string NoConnection { get; }

    public abstract string NoAnswer { get; }

    internal abstract string Topic(EmojiTopic topic);
}
