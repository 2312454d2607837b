using System.Text.Json.Serialization;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.ServiceDefaults.Identity;

/// <summary>
/// The caller of a request, as the gateway identified it. The services behind the gateway trust this, and check no key, token or cookie.
/// It travels in signed headers (see <see cref="CallerFields"/>), in tickets, and with Azure SignalR Service in claims.
/// </summary>
/// <param name="Id">Stable and unique.</param>
/// <param name="Name">For display.</param>
public sealed record Caller(string Id, string Name)
{
    /// <summary>
    /// Prefix of all headers about the caller. The gateway removes those of the client, and signs its own: see
    /// <see cref="GatewaySignature"/>.
    /// </summary>
    public const string HeaderPrefix = "X-RoomChat-Caller-";

    /// <summary>Header that carries <see cref="Id"/>.</summary>
    public const string IdHeader = HeaderPrefix + CallerFields.Id;

    /// <summary>Header that carries <see cref="Name"/>, percent-encoded UTF-8, since header values are ASCII.</summary>
    public const string NameHeader = HeaderPrefix + CallerFields.Name;

    /// <summary>Header that carries <see cref="Address"/>.</summary>
    public const string AddressHeader = HeaderPrefix + CallerFields.Address;

    /// <summary>Prefix that the gateway gives the ids of callers with a subscription key.</summary>
    public const string KeyPrefix = ChatUser.ProgramPrefix;

    private const string AnonymousId = "anonymous";

    /// <summary>How the caller identified itself. By default it follows from the id.</summary>
    public CallerKind Kind { get; init; } = KindOf(Id);

    /// <summary>The rights of the caller, by rooms.</summary>
    public RoomGrants Grants { get; init; } = RoomGrants.Everything;

    /// <summary>The client's address as the gateway determined it; null when it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>When the caller's token expires, in seconds since 1970; null for callers without one.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>
    /// The session of a user who has signed in; null for all others. A guest's session has the user's id as its id.
    /// </summary>
    public string? SessionId { get; init; }

    /// <summary>Whether this is a key that may publish in the name of users.</summary>
    public bool MaySpeakForUsers { get; init; }

    /// <summary>Whether the caller runs this RoomChat, and may use the operator's console. See <see cref="OperatorPolicy"/>.</summary>
    [JsonIgnore]   // a ticket stands in an address, and opens nothing that is for operators
    public bool IsOperator { get; init; }

    /// <summary>The name of the key that publishes for this user; null when the user publishes.</summary>
    public string? Via { get; init; }

    /// <summary>Whether this is a program with a subscription key.</summary>
    public bool HasKey => Kind == CallerKind.Key;

    /// <summary>Whether the caller is a person, or a person's app. The limits per user and per address apply to these only.</summary>
    public bool IsUser => Kind is not (CallerKind.Key or CallerKind.Anonymous);

    /// <summary>The caller as all users see it.</summary>
    public ChatUser User => new(Id, Name);

    /// <summary>The caller of a request without caller headers, as in a test of one service.</summary>
    public static Caller Anonymous { get; } = new(AnonymousId, "Anonymous");

    /// <summary>The caller for a user in whose name this key publishes. The limits of the key's rights still apply.</summary>
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
