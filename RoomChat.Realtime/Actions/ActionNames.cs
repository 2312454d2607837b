using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;
using RoomChat.Contracts.Frames;

namespace RoomChat.Realtime.Actions;

/// <summary>The names of the actions, as <see cref="ClientFrame"/> declares them.</summary>
internal static class ActionNames
{
    private static readonly FrozenDictionary<Type, string> ByFrame = typeof(ClientFrame).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(frame => frame.DerivedType, frame => (string)frame.TypeDiscriminator!);

    /// <summary>Every action of the protocol.</summary>
    public static FrozenSet<string> All { get; } = ByFrame.Values.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The action of a frame.</summary>
    public static string Of(ClientFrame frame) => ByFrame[frame.GetType()];
}
