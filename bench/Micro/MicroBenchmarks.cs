using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace RoomChat.Benchmarks.Micro;

/// <summary>Benchmarks of small steps on a message's path.</summary>
internal static class MicroBenchmarks
{
    /// <param name="args">Arguments of BenchmarkDotNet. Without arguments all benchmarks run.</param>
    public static void Run(string[] args)
    {
        // Run in this process: BenchmarkDotNet would build another project, which does not know the package sources of this repository.
        var config = ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default);
        BenchmarkSwitcher.FromTypes([typeof(FrameEncoding), typeof(RoomLookup), typeof(AppendScript), typeof(GatewaySignatureCost)])
            .Run(args.Length == 0 ? ["--filter", "*"] : args, config);
    }
}
