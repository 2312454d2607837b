namespace RoomChat.Tests.Offline;

/// <summary>Tests that change a switch or an environment variable of the process: no other test runs at the same time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWide
{
    public const string Name = "process-wide settings";
}
