using System.Text.Json.Serialization;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.ServiceDefaults.Identity;

/// <summary>
/// Who is calling, as the gateway found out: the services behind it believe this, and look at no key, token or cookie. It travels in signed
/// headers (see <see cref="CallerFields"/>), in tickets, and in claims where Azure SignalR Service is in between.
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
    public const string IdHeader = HeaderPrefix + CallerFields.Id;

    /// <summary>Header that carries <see cref="Name"/>, percent-encoded UTF-8, since header values are ASCII.</summary>
    public const string NameHeader = HeaderPrefix + CallerFields.Name;

    /// <summary>Header that carries <see cref="Address"/>.</summary>
    public const string AddressHeader = HeaderPrefix + CallerFields.Address;

    /// <summary>How the gateway begins the ids of callers with a subscription key.</summary>
    public const string KeyPrefix = ChatUser.ProgramPrefix;

    private const string AnonymousId = "anonymous";

    /// <summary>How the caller identified itself. By default what the id says.</summary>
    public CallerKind Kind { get; init; } = KindOf(Id);

    /// <summary>What the caller may do.</summary>
    public RoomGrants Grants { get; init; } = RoomGrants.Everything;

    /// <summary>The client's address, as the gateway counts it; null when it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>When the caller's token expires, in seconds since 1970; null for callers without one.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>
    /// The session of a user who has signed in; null for a guest, whose session goes by the user's id, and for all others.
    /// </summary>
    public string? SessionId { get; init; }

    /// <summary>Whether this is a key that may publish in the name of users.</summary>
    public bool MaySpeakForUsers { get; init; }

    /// <summary>Whether the caller runs this RoomChat, and may use the operator's console. See <see cref="OperatorPolicy"/>.</summary>
    [JsonIgnore]   // a ticket stands in an address, and opens nothing that is for operators
    public bool IsOperator { get; init; }

    /// <summary>The name of the key that speaks for this user; null when the user speaks.</summary>
    public string? Via { get; init; }

    /// <summary>Whether this is a program with a subscription key.</summary>
    public bool HasKey => Kind == CallerKind.Key;

    /// <summary>Whether the caller is a person, or an app of one. The limits of users and addresses are for users only.</summary>
    public bool IsUser => Kind is not (CallerKind.Key or CallerKind.Anonymous);

    /// <summary>As everyone sees it.</summary>
    public ChatUser User => new(Id, Name);

    /// <summary>The caller of a request without these headers, as in a test of one service.</summary>
    public static Caller Anonymous { get; } = new(AnonymousId, "Anonymous");

    /// <summary>A key's caller in the name of a user. What the key may not do, it may not do for the user either.</summary>
    public Caller SpeakingFor(ChatUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return this with
        {
            Id = user.Id,
            Name = user.Name,
            Kind = CallerKind.User,
            Via = Id[KeyPrefix.Length..],
            MaySpeakForUsers = false,
            IsOperator = false,
        };
    }

    private static CallerKind KindOf(string id) =>
        id.StartsWith(KeyPrefix, StringComparison.Ordinal) ? CallerKind.Key
        : id.StartsWith(ChatUser.GuestPrefix, StringComparison.Ordinal) ? CallerKind.Guest
        : id == AnonymousId ? CallerKind.Anonymous
        : CallerKind.User;
}
