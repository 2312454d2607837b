using System.Globalization;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.ServiceDefaults.Identity;

/// <summary>A caller as text fields, for headers and claims. A field without a value is left out.</summary>
public static class CallerFields
{
    /// <summary>Field of <see cref="Caller.Id"/>.</summary>
    public const string Id = "Id";

    /// <summary>Field of <see cref="Caller.Name"/>.</summary>
    public const string Name = "Name";

    /// <summary>Field of <see cref="Caller.Address"/>.</summary>
    public const string Address = "Address";

    private const string Kind = "Kind";
    private const string Grants = "Grants";
    private const string ExpiresAt = "Expires";
    private const string SessionId = "Session";
    private const string Speaks = "Speaks";
    private const string ForUsers = "users";
    private const string Role = "Role";
    private const string Operator = "operator";

    /// <summary>All fields.</summary>
    public static IReadOnlyList<string> All { get; } = [Id, Name, Address, Kind, Grants, ExpiresAt, SessionId, Speaks, Role];

    /// <summary>The fields of a caller that have a value.</summary>
    public static IEnumerable<(string Field, string Value)> Of(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        yield return (Id, caller.Id);
        yield return (Name, caller.Name);
        yield return (Kind, caller.Kind.ToString());
        if (caller.Address is { } address) yield return (Address, address);
        if (caller.Grants.Text is { } grants) yield return (Grants, grants);
        if (caller.ExpiresAt is { } seconds) yield return (ExpiresAt, seconds.ToString(CultureInfo.InvariantCulture));
        if (caller.SessionId is { } session) yield return (SessionId, session);
        if (caller.MaySpeakForUsers) yield return (Speaks, ForUsers);
        if (caller.IsOperator) yield return (Role, Operator);
    }

    /// <summary>Reads a caller from fields that the gateway wrote; null when there is none.</summary>
    /// <param name="valueOf">The value of a field; null or empty for a missing one.</param>
    public static Caller? Read(Func<string, string?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(valueOf);
        if (valueOf(Id) is not { Length: > 0 } id || valueOf(Name) is not { Length: > 0 } name) return null;
        var caller = new Caller(id, name)
        {
            Address = valueOf(Address) is { Length: > 0 } address ? address : null,
            Grants = RoomGrants.Read(valueOf(Grants)),
            SessionId = valueOf(SessionId) is { Length: > 0 } session ? session : null,
            MaySpeakForUsers = valueOf(Speaks) == ForUsers,
            IsOperator = valueOf(Role) == Operator,
        };
        if (Enum.TryParse<CallerKind>(valueOf(Kind), out var kind) && Enum.IsDefined(kind)) caller = caller with { Kind = kind };
        return long.TryParse(valueOf(ExpiresAt), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? caller with { ExpiresAt = seconds }
            : caller;
    }
}
