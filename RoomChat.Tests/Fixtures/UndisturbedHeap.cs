namespace RoomChat.Tests.Fixtures;

/// <summary>Tests that measure the heap of this process, so no other test may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class UndisturbedHeap
{
    internal const string Name = "undisturbed heap";
}
