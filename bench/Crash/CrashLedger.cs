using System.Globalization;

namespace RoomChat.Benchmarks.Crash;

/// <summary>Records per message the actions of the clients and the answers of the broker, and derives the faults. Thread-safe.</summary>
internal sealed class CrashLedger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> _byNumber = [];
    private readonly List<string> _faults = [];

    public int Confirmed => Count(account => account.IsConfirmed);

    public int Completed => Count(account => account.IsCompleted);

    /// <summary>Repeated deliveries of messages whose settlement was not confirmed to the receiver.</summary>
    public int Repeated { get; private set; }

    /// <summary>Deliveries of messages that were abandoned before.</summary>
    public int GivenBack { get; private set; }

    /// <summary>Faults of the broker.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_gate)
            {
                var lost = _accounts.Where(entry => entry.Value is { IsConfirmed: true, IsCompleted: false });
                return [.. _faults, .. lost.Select(entry => $"lost: {entry.Key}")];
            }
        }
    }

    /// <summary>Whether every confirmed message was completed.</summary>
    public bool IsSettled
    {
        get
        {
            lock (_gate) return _accounts.Values.All(account => !account.IsConfirmed || account.IsCompleted);
        }
    }

    /// <summary>A message is about to be sent. From now on it may arrive.</summary>
    public void Sending(string id)
    {
        lock (_gate) _accounts.Add(id, new Account());
    }

    /// <summary>The broker confirmed the message.</summary>
    public void SendConfirmed(string id)
    {
        lock (_gate) _accounts[id].IsConfirmed = true;
    }

    /// <summary>A message arrived.</summary>
    /// <param name="id">The id of the message.</param>
    /// <param name="sequenceNumber">The sequence number of the broker.</param>
    /// <param name="deliveryCount">The delivery count of the client: 1 for the first delivery.</param>
    public void Received(string id, long sequenceNumber, int deliveryCount)
    {
        lock (_gate)
        {
            if (!_accounts.TryGetValue(id, out var account))
            {
                _faults.Add($"phantom: {id}, which nobody sent");
                return;
            }

            if (account.IsCompleted) _faults.Add($"twice: {id} came after its completion was confirmed");
            if (!_byNumber.TryAdd(sequenceNumber, id) && !string.Equals(_byNumber[sequenceNumber], id, StringComparison.Ordinal))
            {
                _faults.Add(string.Create(
                    CultureInfo.InvariantCulture, $"number {sequenceNumber} was given to {_byNumber[sequenceNumber]} and to {id}"));
            }
            if (deliveryCount <= account.Abandoned)
            {
                _faults.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"count: {id} was abandoned {account.Abandoned} times and is delivered as attempt {deliveryCount}"));
            }
            if (account.IsGivenBack) GivenBack++;
            else if (account.IsDelivered) Repeated++;
            (account.IsDelivered, account.IsGivenBack) = (true, false);
        }
    }

    /// <summary>The broker confirmed the completion.</summary>
    public void CompleteConfirmed(string id)
    {
        lock (_gate) _accounts[id].IsCompleted = true;
    }

    /// <summary>A completion got no answer. The message may be completed; otherwise it is delivered again.</summary>
    public void CompleteUnknown(string id)
    {
        lock (_gate) _accounts[id].MayBeCompleted = true;
    }

    /// <summary>A receiver is about to abandon the message. It may be delivered again before the broker answers.</summary>
    public void Abandoning(string id)
    {
        lock (_gate) _accounts[id].IsGivenBack = true;
    }

    /// <summary>The broker confirmed the abandonment and counted the attempt.</summary>
    public void AbandonConfirmed(string id)
    {
        lock (_gate) _accounts[id].Abandoned++;
    }

    /// <summary>Ends the run. The queue is empty and all receivers have ended, so unanswered completions were done.</summary>
    public void Close()
    {
        lock (_gate)
        {
            foreach (var account in _accounts.Values) account.IsCompleted |= account.MayBeCompleted;
        }
    }

    private int Count(Func<Account, bool> which)
    {
        lock (_gate) return _accounts.Values.Count(which);
    }

    private sealed class Account
    {
        public bool IsConfirmed { get; set; }
        public bool IsCompleted { get; set; }
        public bool MayBeCompleted { get; set; }
        public int Abandoned { get; set; }
        public bool IsDelivered { get; set; }
        public bool IsGivenBack { get; set; }
    }
}
