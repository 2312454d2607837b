namespace RoomChat.Tests.Fixtures;

/// <summary>An emulator that also has the topic that RoomChat sends to by default.</summary>
public sealed class RoomsEmulator : EmulatorFixture
{
    public const string RoomsTopic = "backend-messages";
    public const string RoomsSubscription = "rooms";

    protected override void AddEntities(EmulatorTopology topology) =>
        topology.AddTopic(RoomsTopic, RoomsSubscription, requiresSession: true);
}
