using System.ComponentModel;

namespace Azure.Messaging.ServiceBus;

/// <summary>Options of a <see cref="ServiceBusSender"/>.</summary>
public class ServiceBusSenderOptions
{
    /// <summary>Names the sender in the broker's logs; made up unless set.</summary>
    public string? Identifier { get; set; }

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
