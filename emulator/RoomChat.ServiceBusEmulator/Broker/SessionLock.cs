namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A receiver's exclusive claim on a session. Ends by release, or at <see cref="LockedUntil"/> when it is not renewed.</summary>
internal sealed class SessionLock
{
    private readonly TaskCompletionSource _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required Lane Lane { get; init; }

    public string SessionId => Lane.SessionId!;

    /// <summary>Guarded by the queue's lock.</summary>
    public DateTimeOffset LockedUntil { get; set; }

    /// <summary>Completes when the lock ran out before it was released.</summary>
    public Task Lost => _lost.Task;

    public void Lose() => _lost.TrySetResult();
}
