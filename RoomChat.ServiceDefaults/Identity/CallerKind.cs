namespace RoomChat.ServiceDefaults.Identity;

/// <summary>How a caller identified itself at the gateway.</summary>
public enum CallerKind
{
    /// <summary>Not at all: the request bypassed the gateway.</summary>
    Anonymous,

    /// <summary>A program, by a subscription key.</summary>
    Key,

    /// <summary>A user, by a bearer token.</summary>
    Token,

    /// <summary>A user of the page who has signed in.</summary>
    User,

    /// <summary>A user of the page who has only chosen a name.</summary>
    Guest,
}
