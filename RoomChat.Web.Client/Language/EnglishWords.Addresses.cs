namespace RoomChat.Web.Client.Language;

// Addresses of rooms and messages.
internal sealed partial class EnglishWords
{
    public override string MessageField => "Message";

    public override string CopyLink => "Copy the link to this message";

    public override string CopyLinkKey => "Copy link (l)";

    public override string LinkCopied => "The link to the message is copied.";

    public override string LinkNotCopied => "The browser does not let the page copy.";

    public override string LinkGone => "The message of this link is not kept any more, or not there yet.";

    public override string NoSuchRoomTitle => "There is no such room";

    public override string NoSuchRoomText =>
        "A room’s name has 1 to 64 of A–Z, a–z, 0–9, dot, dash and underscore. Look at the address again, or "
        + "choose a room from the list.";

    public override string NoSuchPageTitle => "There is no such page";

    public override string NoSuchPageText => "The address leads nowhere: something in it may be missing or misspelt.";

    public override string ToRooms => "To the rooms";
}
