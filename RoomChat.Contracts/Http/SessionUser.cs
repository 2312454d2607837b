using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>The user of the page's session.</summary>
/// <param name="Id">Stable and unique, not for display.</param>
/// <param name="Name">For display; not unique.</param>
/// <param name="Guest">True for a guest; left out for all others.</param>
/// <param name="Operator">True for a user who may use the operator's console; left out for all others.</param>
public sealed record SessionUser(
    string Id,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Guest = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Operator = null);
