using Amqp;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Amqp.Transport;

namespace RoomChat.Benchmarks.Fuzz;

/// <summary>Frames: checked by the guard; accepted frames are decoded by the library.</summary>
internal sealed class FrameTarget(int seed) : IFuzzTarget
{
    private readonly ByteMutations _mutations = new(seed, GoodInputs.Frames);

    public string Name => "frame";

    public byte[] Next() => _mutations.Next();

    public bool Take(byte[] input)
    {
        // The guard gets no input shorter than a header.
        if (input.Length < FrameGuard.HeaderSize) return false;
        var guard = new FrameGuard();
        guard.Inspect(GoodInputs.Frames[0]);
        try
        {
            if (guard.Inspect(input) == FrameGuard.HeaderSize) return true;
        }
        catch (AmqpException)
        {
            return false;
        }

        return input.Length == FrameGuard.HeaderSize || TryDecode(input);
    }

    /// <summary>
    /// The library throws exceptions of many types, catches them, and closes the connection. It cannot catch a stack overflow or an
    /// oversized allocation; these would end this run.
    /// </summary>
    private static bool TryDecode(byte[] frame)
    {
        try
        {
            var size = frame.Length - FrameGuard.HeaderSize;
            return Encoder.ReadObject(new ByteBuffer(frame, FrameGuard.HeaderSize, size, size)) is DescribedList;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return false;
        }
    }
}
