using RoomChat.Web.Client.Text;

namespace RoomChat.Web.Client.Language;

// Messages, the composer and the messages to everyone.
internal sealed partial class GermanWords
{
    public override string MessagesIn(string room) => $"Nachrichten in {room}";

    public override string ShowEarlier => "Frühere Nachrichten zeigen";

    public override string MessagesNotLoaded => "Die Nachrichten konnten nicht geladen werden.";

    public override string EarlierNotLoaded => "Frühere Nachrichten konnten nicht geladen werden.";

    public override string TryAgain => "Noch einmal";

    public override string QuietIn => "Es ist still in";

    public override string SayFirst => "Sag die ersten Worte.";

    public override string JumpToLatest => "Zur neuesten";

    public override string JumpToUnread => "Zur ersten ungelesenen";

    public override string NewMessages(int count) => count == 1 ? "1 neue Nachricht" : $"{Number(count)} neue Nachrichten";

    public override string UnreadBelow => "Neu";

    public override string MarkRead => "Als gelesen markieren";

    public override string MarkUnread => "Als ungelesen markieren";

    public override string MarkUnreadFromHere => "Ab hier als ungelesen markieren";

    public override string ToEveryone => "an alle";

    public override string You => "Du";

    public override string YouWord => "du";

    public override string Sending => "Wird gesendet…";

    public override string NotSentYet => "Noch nicht gesendet.";

    public override string SentByItself => "Wird von selbst noch einmal gesendet.";

    public override string NotSent => "Nicht gesendet.";

    public override string Edit => "Bearbeiten";

    public override string Discard => "Verwerfen";

    public override string ShowMore => "Mehr zeigen";

    public override string ShowLess => "Weniger zeigen";

    public override string Copy => "Kopieren";

    public override string Copied => "Kopiert";

    public override string CodeIn(string language) => language.Length == 0 ? "Code" : $"Code, {language}";

    public override string And => "und";

    public override string AndMore(int count) => $"und {Number(count)} weitere";

    public override string IsTyping => "schreibt…";

    public override string AreTyping => "schreiben…";

    public override string MessageTo(string room) => $"Nachricht an {room}";

    public override string Send => "Senden";

    public override string SendLater => "Keine Verbindung: was du sendest, wartet und geht von selbst hinaus.";

    public override string TooLongBy(int bytes, int most) => $"Um {bytes} von {most} Bytes zu lang.";

    public override string BytesLeft(int bytes) => $"Noch {bytes} Bytes.";

    public override string InsertEmoji => "Emoji einfügen";

    public override string FindEmoji => "Emoji suchen";

    public override string Announcements => "Nachrichten an alle";

    public override string AnnouncementsNotLoaded => "Nachrichten an alle konnten nicht geladen werden.";

    public override string MoreAnnouncements(int count) => $"{Number(count)} weitere";

    public override string PutAway => "Weglegen";

    public override string WrittenAs(string name) => $"Du hast das als {name} geschrieben.";

    public override string NoConnection => "Es besteht keine Verbindung.";

    public override string NoAnswer => "Der Server antwortet nicht.";

    internal override string Topic(EmojiTopic topic) => topic switch
    {
        EmojiTopic.Faces => "Gesichter",
        EmojiTopic.People => "Menschen",
        EmojiTopic.Nature => "Natur",
        EmojiTopic.Food => "Essen",
        EmojiTopic.Things => "Dinge",
        _ => "Zeichen",
    };
}
