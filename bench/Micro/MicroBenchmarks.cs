using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace RoomChat.Benchmarks.Micro;

/// <summary>Small parts of the way of a message, each by itself.</summary>
internal static class MicroBenchmarks
{
    /// <param name="args">As BenchmarkDotNet takes them; all benchmarks are run when they choose none.</param>
    public static void Run(string[] args)
    {
        // In this process: a build of another project, which BenchmarkDotNet would make, does not know where this repository's packages come from.
        var config = ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default);
        BenchmarkSwitcher.FromTypes([typeof(FrameEncoding), typeof(RoomLookup), typeof(AppendScript), typeof(GatewaySignatureCost)])
            .Run(args.Length == 0 ? ["--filter", "*"] : args, config);
    }
}
