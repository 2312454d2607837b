namespace RoomChat.Benchmarks.Fuzz;

/// <summary>A parser of data from outside.</summary>
internal interface IFuzzTarget
{
    string Name { get; }

    /// <summary>The next input. The same seed gives the same sequence.</summary>
    byte[] Next();

    /// <summary>Processes an input as the emulator does.</summary>
    /// <returns>True when the input is valid; false when it is refused as documented. Any exception is a fault.</returns>
    bool Take(byte[] input);
}
