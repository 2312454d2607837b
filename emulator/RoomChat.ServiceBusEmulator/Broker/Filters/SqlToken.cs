namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>One token of a SQL text and its position.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Position)
{
    public bool Is(SqlTokenKind kind, string text) => Kind == kind && string.Equals(Text, text, StringComparison.OrdinalIgnoreCase);
}
