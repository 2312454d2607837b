namespace RoomChat.Tests.Fixtures;

/// <summary>Tests that compare the heap of this process: nothing else may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class UndisturbedHeap
{
    internal const string Name = "undisturbed heap";
}
