namespace RoomChat.Web.Client.Language;

// People and signing in.
internal sealed partial class EnglishWords
{
    public override string People(int? count) =>
        count switch { null => "people", 1 => "1 person", var many => $"{Number(many.Value)} people" };

    public override string ShowMembers(string room, string total) => $"Show who is in {room}, {total}";

    public override string PeopleIn(string total) => $"{total} in";

    public override string Since => "since";

    public override string HereSince(string moment) => $"In this room since {moment}";

    public override string LastMessageAt(string moment) => $"Last message at {moment}";

    public override string LeftLately => "Left lately";

    public override string LastSeen => "last seen";

    public override string SignTitle => "Another user has a name that looks like this one.";

    public override string Program => "program";

    public override string ProgramTitle => "A program that has a key, and no person.";

    public override string SignIn => "Sign in";

    public override string SignInHint => "Sign in with your account. Then pick a room and say hello.";

    public override string SignInFailed => "You could not be signed in. Try again.";

    public override string OrAsGuest => "Or come as a guest:";

    public override string Guest => "guest";

    public override string GuestTitle => "A guest, who has not signed in and chose this name.";

    public override string SentBy(string key) => $"sent by the program {key} in this name";

    public override string AccountHint => "Your name comes from your account.";

    public override string Welcome => "Welcome to RoomChat";

    public override string WelcomeHint => "Choose the name that others will see. Then pick a room and say hello.";

    public override string YourName => "Your name";

    public override string SuggestName => "Suggest another name";

    public override string Enter => "Enter";

    public override string Entering => "Entering…";

    public override string NameReserved(string name) => $"“{name}” is reserved, or looks like a name that is. Choose another one.";

    public override string Profile => "Profile";

    public override string NameHint => "Others see it from your next message on. Names are not unique.";

    public override string Status => "Status";

    public override string StatusHint => "Up to 80 characters. Others see it in the list of people while you are here.";

    public override string Save => "Save";

    public override string Saved => "Saved.";

    public override string ReadBy => "Read by";

    public override string UnsentMessages(int count) =>
        count == 1
            ? "1 message is not sent yet. It stays in this browser, and is sent when you enter under this name again."
            : $"{Number(count)} messages are not sent yet. They stay in this browser, and are sent when you enter under this name again.";

    public override string SignOut => "Sign out";

    public override string SignOutAnyway => "Sign out all the same";

    public override string StillSignedIn => "You are still signed in.";

    public override string SessionEnded => "Your session has ended. Choose a name to come back.";
}
