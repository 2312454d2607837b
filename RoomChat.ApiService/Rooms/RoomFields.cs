using RoomChat.Contracts;
using RoomChat.Contracts.Names;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.ApiService.Rooms;

/// <summary>Reads the fields of requests about rooms, and collects the errors.</summary>
internal sealed class RoomFields
{
    private const string UserIdField = "user_id";

    /// <summary>The errors, by field.</summary>
    public Dictionary<string, string[]> Errors { get; } = new(StringComparer.Ordinal);

    public bool HasErrors => Errors.Count > 0;

    public RoomId? Room(string? text)
    {
        if (RoomId.TryParse(text, out var roomId)) return roomId;
        Errors["room_id"] = [RoomId.Rule];
        return null;
    }

    /// <summary>A text for people; null when it is left out.</summary>
    public string? Text(string field, string? text, int maxLength, bool isRequired = false)
    {
        var trimmed = text?.Trim();
        if (isRequired && string.IsNullOrEmpty(trimmed)) Errors[field] = ["This field is required."];
        else if (trimmed is not null && !IsText(trimmed)) Errors[field] = ["This must be text without control characters."];
        else if (trimmed?.Length > maxLength) Errors[field] = [$"This is at most {maxLength} characters."];
        return trimmed;
    }

    public int? Number(string field, int? number, int smallest, int largest)
    {
        if (number is { } some && (some < smallest || some > largest))
            Errors[field] = [$"This is a whole number, {smallest} to {largest}."];
        return number;
    }

    public RoomVisibility? Visibility(string? text) =>
        One("visibility", text, ("public", RoomVisibility.Public), ("private", RoomVisibility.Private));

    public RoomPublishers? Publishers(string? text) =>
        One("publishers", text, ("members", RoomPublishers.Members), ("moderators", RoomPublishers.Moderators));

    /// <summary>One of the allowed roles; the first of them when it is left out.</summary>
    public RoomRoles Role(string? text, params RoomRoles[] allowed)
    {
        if (text is null) return allowed[0];
        if (RoomRoleNames.TryParse(text, out var role) && allowed.Contains(role)) return role;
        Errors["role"] = [$"This is one of {string.Join(", ", allowed.Select(RoomRoleNames.Of))}."];
        return allowed[0];
    }

    /// <summary>Any user: of the page, of a token, a program, or a guest if guests are allowed.</summary>
    public ChatUser? User(string? id, string? name, bool allowsGuests)
    {
        var isGuest = id?.StartsWith(ChatUser.GuestPrefix, StringComparison.Ordinal) == true;
        if (isGuest && !allowsGuests) Errors[UserIdField] = ["A guest comes in by an invitation."];
        else if (!isGuest && !UserId.IsValid(id) && !IsProgram(id)) Errors[UserIdField] = [UserId.Rule];
        if (name is null) return HasErrors ? null : new ChatUser(id!, id!);
        if (!UserName.TryParse(name, out var parsed, out var problem)) Errors["name"] = [problem];
        return HasErrors ? null : new ChatUser(id!, parsed!.Value);
    }

    /// <summary>One of the known values by its name; null when it is left out.</summary>
    public T? One<T>(string field, string? text, params (string Name, T Value)[] known) where T : struct
    {
        if (text is null) return null;
        foreach (var (name, value) in known)
        {
            if (text == name) return value;
        }
        Errors[field] = [$"This is one of {string.Join(", ", known.Select(one => one.Name))}."];
        return null;
    }

    private static bool IsProgram(string? id) => id is { Length: <= 80 }
        && id.StartsWith(ChatUser.ProgramPrefix, StringComparison.Ordinal) && RoomId.TryParse(id[ChatUser.ProgramPrefix.Length..], out _);

    private static bool IsText(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // Half of a surrogate pair is read as the replacement character.
            if (System.Text.Rune.IsControl(rune) || rune == System.Text.Rune.ReplacementChar) return false;
        }
        return true;
    }
}
