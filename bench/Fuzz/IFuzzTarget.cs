namespace RoomChat.Benchmarks.Fuzz;

/// <summary>A door through which bytes come in from outside.</summary>
internal interface IFuzzTarget
{
    string Name { get; }

    /// <summary>The next input; the same ones in the same order for the same seed.</summary>
    byte[] Next();

    /// <summary>Takes an input as the emulator would.</summary>
    /// <returns>Whether it was good; false when it was refused in the way that is documented. Whatever is thrown is a fault.</returns>
    bool Take(byte[] input);
}
