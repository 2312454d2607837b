using Amqp;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Amqp.Transport;

namespace RoomChat.Benchmarks.Fuzz;

/// <summary>Frames: through the guard, and what it lets through, through the library's decoder.</summary>
internal sealed class FrameTarget(int seed) : IFuzzTarget
{
    private readonly ByteMutations _mutations = new(seed, GoodInputs.Frames);

    public string Name => "frame";

    public byte[] Next() => _mutations.Next();

    public bool Take(byte[] input)
    {
        // What is shorter than a header does not come to the guard.
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
    /// The library throws anything, catches it, and closes the connection. What it could not catch, too deep a recursion and too large an
    /// allocation, would end this run.
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
