namespace RoomChat.Tests.Fixtures;

/// <summary>An emulator that also has RoomChat's default topic.</summary>
public sealed class RoomsEmulator : EmulatorFixture
{
    public const string RoomsTopic = "backend-messages";
    public const string RoomsSubscription = "rooms";

    protected override void AddEntities(EmulatorTopology topology) =>
        topology.AddTopic(RoomsTopic, RoomsSubscription, requiresSession: true);
}
