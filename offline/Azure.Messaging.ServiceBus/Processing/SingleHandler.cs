namespace Azure.Messaging.ServiceBus.Processing;

/// <summary>An event with one handler at most, which stays the same while the processor runs.</summary>
internal sealed class SingleHandler<TArgs>(ProcessorLifetime lifetime)
{
    /// <summary>The handler; null when there is none.</summary>
    public Func<TArgs, Task>? Value { get; private set; }

    /// <exception cref="NotSupportedException">There is a handler already.</exception>
    /// <exception cref="InvalidOperationException">The processor runs.</exception>
    public void Add(Func<TArgs, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (Value is not null) throw new NotSupportedException("There is a handler already, and only one is possible.");
        lifetime.ThrowIfProcessing();
        Value = handler;
    }

    /// <exception cref="ArgumentException">It was not added.</exception>
    /// <exception cref="InvalidOperationException">The processor runs.</exception>
    public void Remove(Func<TArgs, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (Value != handler) throw new ArgumentException("This handler was not added.", nameof(handler));
        lifetime.ThrowIfProcessing();
        Value = null;
    }

    public Task InvokeAsync(TArgs args) => Value?.Invoke(args) ?? Task.CompletedTask;
}
