namespace RoomChat.Realtime.Routing.Served;

/// <summary>Result of serving a room for strategies that receive all rooms. Disposal does nothing.</summary>
internal sealed class ServedAnyway : IAsyncDisposable
{
    public static readonly ServedAnyway Instance = new();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
