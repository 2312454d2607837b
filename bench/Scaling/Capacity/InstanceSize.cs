namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>What an instance may use.</summary>
/// <param name="Cores">Processors like those that were measured.</param>
/// <param name="Gigabytes">Memory for connections.</param>
/// <param name="Target">Share of the processors that is to be used; the rest is for peaks and for an instance that fails.</param>
internal sealed record InstanceSize(double Cores = 2, double Gigabytes = 4, double Target = 0.6);
