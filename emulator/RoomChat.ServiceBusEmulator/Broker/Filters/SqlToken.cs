namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>One word of a SQL condition and where it stands.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Position)
{
    public bool Is(SqlTokenKind kind, string text) => Kind == kind && string.Equals(Text, text, StringComparison.OrdinalIgnoreCase);
}
