namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource is doing: one of <see cref="KnownResourceStates"/>, as a rule.</summary>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new(s, Style: null);
}
