namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A receiver's exclusive lock on a session. Ends on release, or at <see cref="LockedUntil"/> if not renewed.</summary>
internal sealed class SessionLock
{
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required Lane Lane { get; init; }

    public string SessionId => Lane.SessionId!;

    /// <summary>Guarded by the queue's lock.</summary>
    public DateTimeOffset LockedUntil { get; set; }

    /// <summary>Completes if the lock expires before it is released.</summary>
    public Task Lost => _lost.Task;

    public void Lose() => _lost.TrySetResult();
}
