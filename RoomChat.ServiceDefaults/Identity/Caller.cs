namespace RoomChat.ServiceDefaults.Identity;

/// <summary>
/// Who is calling, as the gateway says by headers. The gateway removes such headers of clients, and signs those of its own.
/// </summary>
/// <param name="Id">Stable and unique.</param>
/// <param name="Name">For display.</param>
public sealed record Caller(string Id, string Name)
{
    /// <summary>
    /// How all headers about the caller begin. The gateway removes them from outside, and signs its own: see
    /// <see cref="GatewaySignature"/>.
    /// </summary>
    public const string HeaderPrefix = "X-RoomChat-Caller-";

    /// <summary>Header that carries <see cref="Id"/>.</summary>
    public const string IdHeader = HeaderPrefix + "Id";

    /// <summary>Header that carries <see cref="Name"/>, percent-encoded UTF-8, since header values are ASCII.</summary>
    public const string NameHeader = HeaderPrefix + "Name";

    /// <summary>Header that carries <see cref="Address"/>.</summary>
    public const string AddressHeader = HeaderPrefix + "Address";

    /// <summary>How the gateway begins the ids of callers with a subscription key; all others are users of the page.</summary>
    public const string KeyPrefix = "subscription:";

    /// <summary>Whether this is a program with a subscription key.</summary>
    public bool HasKey => Id.StartsWith(KeyPrefix, StringComparison.Ordinal);

    /// <summary>Whether the caller is a user of the page. The limits of users and addresses are for users only.</summary>
    public bool IsUser => !HasKey && Id != Anonymous.Id;

    /// <summary>The client's address, as the gateway counts it; null when it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>The caller of a request without these headers, as in a test of one service.</summary>
    public static Caller Anonymous { get; } = new("anonymous", "Anonymous");
}
