namespace RoomChat.Realtime.Routing.Served;

/// <summary>What serving a room is for a strategy that receives all of them: nothing to end.</summary>
internal sealed class ServedAnyway : IAsyncDisposable
{
    public static readonly ServedAnyway Instance = new();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
