using System.CommandLine;

namespace RoomChat.Benchmarks.Micro;

/// <summary><c>micro</c>: <see cref="MicroBenchmarks"/>.</summary>
internal sealed class MicroCommand : Command
{
    public MicroCommand()
        : base("micro", "Encoding a frame, finding a room, the append script, the signature of a request. Takes BenchmarkDotNet's "
            + "arguments; -- --help lists them.")
    {
        TreatUnmatchedTokensAsErrors = false;
        // Not asynchronous: BenchmarkDotNet handles Ctrl+C itself.
        SetAction(static given => MicroBenchmarks.Run([.. given.UnmatchedTokens]));
    }
}
