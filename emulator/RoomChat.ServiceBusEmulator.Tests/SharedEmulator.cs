namespace RoomChat.ServiceBusEmulator.Tests;

/// <summary>The tests that share <see cref="EmulatorFixture"/>.</summary>
[CollectionDefinition(Name)]
public sealed class SharedEmulator : ICollectionFixture<EmulatorFixture>
{
    public const string Name = "Emulator";
}
