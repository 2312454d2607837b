using RoomChat.ServiceBusEmulator.Amqp.Transport;

namespace RoomChat.Benchmarks.Fuzz;

/// <summary>The frame with the client's choice of a SASL mechanism.</summary>
internal sealed class HandshakeTarget(int seed) : IFuzzTarget
{
    private readonly ByteMutations _mutations = new(
        seed,
        [
            [0, 0, 0, 36, 2, 1, 0, 0, 0, 0x53, 0x41, 0xC0, 24, 3, 0xA3, 9, .. "ANONYMOUS"u8, 0xA0, 1, 0, 0xA1, 9, .. "localhost"u8],
            [0, 0, 0, 25, 2, 1, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0x41, 0xC0, 10, 1, 0xA3, 7, .. "MSSBCBS"u8],
        ]);

    public string Name => "handshake";

    public byte[] Next() => _mutations.Next();

    public bool Take(byte[] input) => Handshake.MechanismOf(input) is not null;
}
