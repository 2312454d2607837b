using System.Runtime.InteropServices;
using Amqp.Framing;
using Amqp.Types;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>The session that a receiver asks for.</summary>
/// <param name="IsThere">Whether it asks for one.</param>
/// <param name="IsText">Whether the filter's value is a string or null.</param>
/// <param name="SessionId">The id; null means the next session that has messages.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SessionFilter(bool IsThere, bool IsText, string? SessionId)
{
    /// <summary>Finds the filter in a source.</summary>
    public static SessionFilter Of(Source? source)
    {
        var isThere = MessageMapping.ReadMap(source?.FilterSet).TryGetValue(SessionAccepts.SessionFilter.ToString(), out var value);
        var wanted = value is DescribedValue described ? described.Value : value;
        return new SessionFilter(isThere, wanted is null or string, wanted as string);
    }
}
