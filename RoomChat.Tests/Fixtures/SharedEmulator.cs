namespace RoomChat.Tests.Fixtures;

/// <summary>The tests that share <see cref="RoomsEmulator"/>.</summary>
[CollectionDefinition(Name)]
public sealed class SharedEmulator : ICollectionFixture<RoomsEmulator>
{
    public const string Name = "Emulator";
}
