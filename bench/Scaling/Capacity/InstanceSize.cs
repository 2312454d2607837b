namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>The resources of an instance.</summary>
/// <param name="Cores">Number of cores, similar to the measured ones.</param>
/// <param name="Gigabytes">Memory for connections.</param>
/// <param name="Target">Target utilization of the cores. The rest is for peaks and for a failed instance.</param>
internal sealed record InstanceSize(double Cores = 2, double Gigabytes = 4, double Target = 0.6);
