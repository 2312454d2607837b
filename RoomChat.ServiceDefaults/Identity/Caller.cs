namespace RoomChat.ServiceDefaults.Identity;

/// <summary>Who is calling, as the gateway vouches for it. Services behind the gateway trust these headers; the gateway strips them from outside.</summary>
/// <param name="Id">Stable and unique.</param>
/// <param name="Name">For display.</param>
public sealed record Caller(string Id, string Name)
{
    /// <summary>Header that carries <see cref="Id"/>.</summary>
    public const string IdHeader = "X-RoomChat-Caller-Id";

    /// <summary>Header that carries <see cref="Name"/>, percent-encoded UTF-8, since header values are ASCII.</summary>
    public const string NameHeader = "X-RoomChat-Caller-Name";

    /// <summary>Header that carries <see cref="Address"/>.</summary>
    public const string AddressHeader = "X-RoomChat-Caller-Address";

    /// <summary>How the gateway begins the ids of callers with a subscription key; all others are users of the page.</summary>
    public const string KeyPrefix = "subscription:";

    /// <summary>Whether this is a program with a subscription key.</summary>
    public bool HasKey => Id.StartsWith(KeyPrefix, StringComparison.Ordinal);

    /// <summary>Whether this is a user of the page, for whom the limits of users and addresses hold.</summary>
    public bool IsUser => !HasKey && Id != Anonymous.Id;

    /// <summary>The client's address, as the gateway counts it; null when it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>Who calls when the gateway was not in between, as in a test of one service.</summary>
    public static Caller Anonymous { get; } = new("anonymous", "Anonymous");
}
