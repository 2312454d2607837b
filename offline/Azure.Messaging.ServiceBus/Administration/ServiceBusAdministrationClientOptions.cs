using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>Options of a <see cref="ServiceBusAdministrationClient"/>; those of the HTTP pipeline (retries, transport, policies) come from the base.</summary>
public class ServiceBusAdministrationClientOptions : ClientOptions
{
    /// <summary>Options for a version of the API.</summary>
    public ServiceBusAdministrationClientOptions(ServiceVersion version = ServiceVersion.V2021_05)
    {
        if (!Enum.IsDefined(version)) throw new ArgumentOutOfRangeException(nameof(version), version, "Not a version.");
        Version = version;
    }

    /// <summary>Versions of the API.</summary>
    [SuppressMessage("Design", "CA1008:Enums should have zero value", Justification = "As in the official client.")]
    public enum ServiceVersion
    {
        /// <summary>April 2017.</summary>
        [SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores", Justification = "As in the official client.")]
        V2017_04 = 1,

        /// <summary>May 2021.</summary>
        [SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores", Justification = "As in the official client.")]
        V2021_05 = 2,
    }

    /// <summary>The version of the API.</summary>
    public ServiceVersion Version { get; }

    /// <summary>The version as requests name it.</summary>
    internal string ApiVersion => Version == ServiceVersion.V2017_04 ? "2017-04" : "2021-05";

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => base.Equals(obj);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override string? ToString() => base.ToString();
}
