using System.Buffers;
using System.Text;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Contracts.Names;

namespace RoomChat.Messaging.Publishing;

/// <summary>A request to publish, valid by construction.</summary>
internal sealed record PublishRequest(string Content, RoomId RoomId, string MessageId)
{
    /// <summary>Id of the user whom the sender speaks for; null for the sender itself.</summary>
    internal string? UserId { get; private init; }

    /// <summary>Name of that user; null together with <see cref="UserId"/>.</summary>
    internal UserName? UserName { get; private init; }

    /// <summary>The user whom the sender speaks for; null for the sender itself.</summary>
    internal ChatUser? User => UserId is null ? null : new ChatUser(UserId, UserName!.Value);

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    /// <summary>
    /// Validates a request. Null when it is invalid; then <paramref name="errors"/> has the errors by field.
    /// </summary>
    internal static PublishRequest? TryRead(PublishBody body, EveryoneBy everyone, out Dictionary<string, string[]> errors)
    {
        errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (ContentError(body.Content) is { } contentError) errors["content"] = [contentError];
        var roomId = RoomId.All;
        if (body.RoomId is not null && !RoomId.TryParse(body.RoomId, out roomId))
            errors["room_id"] = [RoomId.Rule];
        if (body.RoomId is null && everyone == EveryoneBy.Name) errors["room_id"] = ["Name the room; 'all' is everyone."];
        if (body.MessageId is not null && !IsMessageId(body.MessageId))
        {
            errors["message_id"] =
            [
                $"A message id is 1 to {ProtocolLimits.MaxMessageIdLength} characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'."
            ];
        }

        var name = ReadUser(body, errors);
        return errors.Count > 0 ? null : new PublishRequest(body.Content!, roomId!, body.MessageId ?? MessageGate.NewMessageId())
        {
            UserId = body.UserId,
            UserName = name,
        };
    }

    /// <summary>The error of a reserved name.</summary>
    internal static Dictionary<string, string[]> ReservedName(UserName name) =>
        new(StringComparer.Ordinal) { ["user_name"] = [$"'{name}' is reserved, or looks like a name that is."] };

    private static UserName? ReadUser(PublishBody body, Dictionary<string, string[]> errors)
    {
        if (body is { UserId: null, UserName: null }) return null;
        if (!Contracts.Names.UserId.IsValid(body.UserId)) errors["user_id"] = [Contracts.Names.UserId.Rule];
        if (!Contracts.Names.UserName.TryParse(body.UserName, out var name, out var problem)) errors["user_name"] = [problem];
        else if (name.IsReserved) errors["user_name"] = ReservedName(name)["user_name"];
        return name;
    }

    private static bool IsMessageId(string text) =>
        text.Length is > 0 and <= ProtocolLimits.MaxMessageIdLength && !text.AsSpan().ContainsAnyExcept(IdCharacters);

    private static string? ContentError(string? content) => content switch
    {
        null or "" => "Content is required.",
        _ when !IsText(content) =>
            "Content must be text: no control characters except tab and line breaks, and no halves of surrogate pairs.",
        _ when Encoding.UTF8.GetByteCount(content) > ProtocolLimits.MaxContentBytes =>
            $"Content is at most {ProtocolLimits.MaxContentBytes} bytes of UTF-8.",
        _ => null,
    };

    private static bool IsText(string content)
    {
        for (var rest = content.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done) return false;
            if (Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r')) return false;
            rest = rest[length..];
        }

        return true;
    }
}
