namespace Aspire.Hosting.ApplicationModel;

/// <summary>Ours: one replica of the caller asks.</summary>
internal sealed class ReplicaValueContext : ValueProviderContext
{
    internal int Replica { get; init; }
}
