namespace RoomChat.Benchmarks.FanOut.Servers;

/// <summary>What a server's runtime says of its heap.</summary>
/// <param name="AllocatedBytes">Since its start.</param>
/// <param name="Collections">Of any generation, since its start.</param>
/// <param name="Paused">By collections, since its start.</param>
/// <param name="HeapBytes">In use, as of the last collection and what was allocated since.</param>
internal sealed record HeapFigures(long AllocatedBytes, long Collections, TimeSpan Paused, long HeapBytes);
