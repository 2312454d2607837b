using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace RoomChat.Web.Page;

/// <summary>The page's files whose addresses change with their content, and a version that changes with each of them.</summary>
internal sealed class PageFiles(EndpointDataSource endpoints, IOptions<PageOptions> options, IHostEnvironment environment)
{
    private const string Fingerprint = "fingerprint";
    private readonly Lazy<IReadOnlyList<string>> _addresses = new(() => Find(endpoints));

    /// <summary>Addresses of the files, in order.</summary>
    public IReadOnlyList<string> Addresses => _addresses.Value;

    /// <summary>Changes with any file, and with the program that makes the document.</summary>
    public string Version => field ??= Hash($"{typeof(PageFiles).Module.ModuleVersionId} {string.Join(' ', Addresses)}");

    /// <summary>Whether a service worker keeps the files. Frequent builds would fill the browser's storage with old files.</summary>
    public bool HasWorker => options.Value.Worker ?? (options.Value.Folder is not null || !environment.IsDevelopment());

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    /// <summary>Compressed files are not requested by their own names. Other ways to run Blazor are not used.</summary>
    private static bool IsUnused(string route) =>
        Path.GetExtension(route) is ".br" or ".gz" or ".map"
        || route.StartsWith("_framework/blazor.server.", StringComparison.Ordinal)
        || route.StartsWith("_framework/blazor.webassembly.", StringComparison.Ordinal);

    private static string[] Find(EndpointDataSource endpoints) =>
        [.. endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>()
            .Where(static asset => asset.Properties.Any(property => property.Name == Fingerprint) && !IsUnused(asset.Route))
            .Select(asset => $"/{asset.Route}")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
}
