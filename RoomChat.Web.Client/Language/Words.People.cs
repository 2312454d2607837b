namespace RoomChat.Web.Client.Language;

// People and signing in.
public abstract partial class Words
{
    public abstract string People(int? count);

    public abstract string ShowMembers(string room, string total);

    public abstract string PeopleIn(string total);

    public abstract string Since { get; }

    public abstract string HereSince(string moment);

    public abstract string LastMessageAt(string moment);

    public abstract string LeftLately { get; }

    public abstract string LastSeen { get; }

    public abstract string SignTitle { get; }

    public abstract string Program { get; }

    public abstract string ProgramTitle { get; }

    public abstract string SignIn { get; }

    public abstract string SignInHint { get; }

    public abstract string SignInFailed { get; }

    public abstract string OrAsGuest { get; }

    public abstract string Guest { get; }

    public abstract string GuestTitle { get; }

    public abstract string SentBy(string key);

    public abstract string AccountHint { get; }

    public abstract string Welcome { get; }

    public abstract string WelcomeHint { get; }

    public abstract string YourName { get; }

    public abstract string SuggestName { get; }

    public abstract string Enter { get; }

    public abstract string Entering { get; }

    public abstract string NameReserved(string name);

    public abstract string Profile { get; }

    public abstract string NameHint { get; }

    public abstract string Status { get; }

    public abstract string StatusHint { get; }

    public abstract string Save { get; }

    public abstract string Saved { get; }

    public abstract string ReadBy { get; }

    public abstract string UnsentMessages(int count);

    public abstract string SignOut { get; }

    public abstract string SignOutAnyway { get; }

    public abstract string StillSignedIn { get; }

    public abstract string SessionEnded { get; }
}
