using RoomChat.Contracts;

namespace RoomChat.Tests.Docs;

/// <summary>The codes of error frames that the Contracts declare.</summary>
internal static class ErrorCodes
{
    internal static IEnumerable<string> All { get; } =
        typeof(ErrorCode).GetFields()
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal);
}
