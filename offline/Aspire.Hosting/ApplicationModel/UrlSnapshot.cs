namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where a running resource is reached.</summary>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal);
