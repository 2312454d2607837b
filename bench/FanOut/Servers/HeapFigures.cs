namespace RoomChat.Benchmarks.FanOut.Servers;

/// <summary>Heap figures of a server's runtime.</summary>
/// <param name="AllocatedBytes">Allocated bytes since the start.</param>
/// <param name="Collections">Collections of any generation since the start.</param>
/// <param name="Paused">Pause time of collections since the start.</param>
/// <param name="HeapBytes">Bytes in use at the last collection, plus bytes allocated since.</param>
internal sealed record HeapFigures(long AllocatedBytes, long Collections, TimeSpan Paused, long HeapBytes);
