using System.ComponentModel;
using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus;

/// <summary>A connection string, taken apart.</summary>
public class ServiceBusConnectionStringProperties
{
    /// <summary>The broker's address, for example <c>sb://name.servicebus.windows.net/</c>.</summary>
    public Uri? Endpoint { get; private init; }

    /// <summary>The queue or topic the string is for, if it names one.</summary>
    public string? EntityPath { get; private init; }

    /// <summary>The host of <see cref="Endpoint"/>.</summary>
    public string? FullyQualifiedNamespace => Endpoint?.Host;

    /// <summary>The key, if the string has one.</summary>
    public string? SharedAccessKey { get; private init; }

    /// <summary>The key's name.</summary>
    public string? SharedAccessKeyName { get; private init; }

    /// <summary>A ready-made signature, in place of a key.</summary>
    public string? SharedAccessSignature { get; private init; }

    /// <summary>Whether the broker is an emulator on plain TCP.</summary>
    internal bool UseDevelopmentEmulator { get; private init; }

    /// <summary>Reads <c>Endpoint=sb://…;SharedAccessKeyName=…;SharedAccessKey=…</c>.</summary>
    /// <exception cref="FormatException">A part is not <c>name=value</c>, or the endpoint is not an address.</exception>
    public static ServiceBusConnectionStringProperties Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var parts = SplitParts(connectionString);
        return new()
        {
            Endpoint = parts.TryGetValue("Endpoint", out var endpoint) ? ParseEndpoint(endpoint) : null,
            EntityPath = parts.GetValueOrDefault("EntityPath"),
            SharedAccessKey = parts.GetValueOrDefault("SharedAccessKey"),
            SharedAccessKeyName = parts.GetValueOrDefault("SharedAccessKeyName"),
            SharedAccessSignature = parts.GetValueOrDefault("SharedAccessSignature"),
            UseDevelopmentEmulator = string.Equals(parts.GetValueOrDefault("UseDevelopmentEmulator"), "true", StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => base.Equals(obj);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override string? ToString() => base.ToString();

    /// <summary>What proves the right to use the namespace.</summary>
    /// <exception cref="ArgumentException">There is neither a key nor a signature.</exception>
    internal ICbsTokens ToTokens() => this switch
    {
        { SharedAccessSignature: { Length: > 0 } signature } => new SharedSignatureTokens(new(signature)),
        { SharedAccessKeyName: { Length: > 0 } name, SharedAccessKey: { Length: > 0 } key } => new SharedKeyTokens(new(name, key), TimeProvider.System),
        _ => throw new ArgumentException("The connection string has neither SharedAccessKeyName and SharedAccessKey nor SharedAccessSignature.", paramName: null),
    };

    private static Dictionary<string, string> SplitParts(string connectionString)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new FormatException("The connection string is not a list of name=value parts separated by semicolons.");
            parts[part[..equals].TrimEnd()] = part[(equals + 1)..].TrimStart();
        }

        return parts;
    }

    private static Uri ParseEndpoint(string text)
    {
        var withScheme = text.Contains("://", StringComparison.Ordinal) ? text : "sb://" + text;
        return Uri.TryCreate(withScheme, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? new UriBuilder(uri) { Scheme = "sb", Port = uri.IsDefaultPort ? -1 : uri.Port, Path = "/" }.Uri
            : throw new FormatException($"The connection string's Endpoint '{text}' is not an address.");
    }
}
