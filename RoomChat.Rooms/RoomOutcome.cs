using System.Diagnostics.CodeAnalysis;

namespace RoomChat.Rooms;

/// <summary>The outcome of a request about a room: a value, or the reason for a refusal.</summary>
/// <typeparam name="T">The value.</typeparam>
public sealed class RoomOutcome<T> where T : class
{
    private RoomOutcome(T? value, RoomRefusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The value; null when the request was refused.</summary>
    public T? Value { get; }

    /// <summary>The refusal; null when there is a value.</summary>
    public RoomRefusal? Refusal { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsDone => Value is not null;

    /// <summary>A value.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Handlers return it where they are asked for the outcome.")]
    public static implicit operator RoomOutcome<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Handlers return it where they are asked for the outcome.")]
    public static implicit operator RoomOutcome<T>(RoomRefusal refusal) => new(null, refusal);
}
