using Amqp;
using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Attaches links.</summary>
internal static class LinkAttaching
{
    /// <summary>Opens a link and waits until the broker agreed; a refusal throws the broker's reason. The session ends when the link does.</summary>
    public static async Task<(TLink Link, Attach Remote)> AttachAsync<TLink>(
        Session session, string entityPath, Func<OnAttached, TLink> create, CancellationToken ct)
        where TLink : Link
    {
        var attached = new TaskCompletionSource<Attach>(TaskCreationOptions.RunContinuationsAsynchronously);
        var link = create(OnAttached);
        link.AddClosedCallback((_, error) =>
        {
            session.Close(TimeSpan.Zero);
            attached.TrySetException(AmqpErrors.ToException(error, entityPath));
        });
        try
        {
            return (link, await attached.Task.WaitAsync(ct));
        }
        catch (OperationCanceledException)
        {
            // The broker may hold its answer back for long (next session); detaching withdraws the wish and leaves the connection as it was.
            Detach(link);
            throw;
        }

        static void Detach(TLink link) => link.Close(TimeSpan.Zero);

        // A refused link comes back without the broker's terminus; the reason follows with the detach.
        void OnAttached(ILink _, Attach remote)
        {
            if ((remote.Role ? remote.Source : remote.Target) is not null) attached.TrySetResult(remote);
        }
    }
}
