namespace RoomChat.Web.Client.Language;

// Addresses of rooms and messages.
public abstract partial class Words
{
    public abstract string MessageField { get; }

    public abstract string CopyLink { get; }

    public abstract string CopyLinkKey { get; }

    public abstract string LinkCopied { get; }

    public abstract string LinkNotCopied { get; }

    public abstract string LinkGone { get; }

    public abstract string NoSuchRoomTitle { get; }

    public abstract string NoSuchRoomText { get; }

    public abstract string NoSuchPageTitle { get; }

    public abstract string NoSuchPageText { get; }

    public abstract string ToRooms { get; }
}
