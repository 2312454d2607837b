using System.Globalization;

namespace RoomChat.Benchmarks.Crash;

/// <summary>What the clients did and were told, message by message, and what follows from it. Safe for any thread.</summary>
internal sealed class CrashLedger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> _byNumber = [];
    private readonly List<string> _faults = [];

    public int Confirmed => Count(account => account.IsConfirmed);

    public int Completed => Count(account => account.IsCompleted);

    /// <summary>Deliveries of messages that had been delivered before and whose receiver was never told that they were settled.</summary>
    public int Repeated { get; private set; }

    /// <summary>Deliveries of messages that had been given back.</summary>
    public int GivenBack { get; private set; }

    /// <summary>What must not have happened.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_gate) return [.. _faults, .. _accounts.Where(entry => entry.Value is { IsConfirmed: true, IsCompleted: false }).Select(entry => $"lost: {entry.Key}")];
        }
    }

    /// <summary>Whether every confirmed message was received for good.</summary>
    public bool IsSettled
    {
        get
        {
            lock (_gate) return _accounts.Values.All(account => !account.IsConfirmed || account.IsCompleted);
        }
    }

    /// <summary>A message is about to be sent; from now on it may arrive.</summary>
    public void Sending(string id)
    {
        lock (_gate) _accounts.Add(id, new Account());
    }

    /// <summary>The broker said that it has the message.</summary>
    public void SendConfirmed(string id)
    {
        lock (_gate) _accounts[id].IsConfirmed = true;
    }

    /// <summary>A message came.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="sequenceNumber">The broker's number for it.</param>
    /// <param name="deliveryCount">As the client shows it: 1 for the first delivery.</param>
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
                _faults.Add(string.Create(CultureInfo.InvariantCulture, $"number {sequenceNumber} was given to {_byNumber[sequenceNumber]} and to {id}"));
            if (deliveryCount <= account.Abandoned)
                _faults.Add(string.Create(CultureInfo.InvariantCulture, $"count: {id} was abandoned {account.Abandoned} times and is delivered as attempt {deliveryCount}"));
            if (account.IsGivenBack) GivenBack++;
            else if (account.IsDelivered) Repeated++;
            (account.IsDelivered, account.IsGivenBack) = (true, false);
        }
    }

    /// <summary>The broker said that the message is done with.</summary>
    public void CompleteConfirmed(string id)
    {
        lock (_gate) _accounts[id].IsCompleted = true;
    }

    /// <summary>A completion got no answer: the message may be gone, and if it is not it comes again.</summary>
    public void CompleteUnknown(string id)
    {
        lock (_gate) _accounts[id].MayBeCompleted = true;
    }

    /// <summary>A receiver is about to give the message back; it may come again before the broker's answer does.</summary>
    public void Abandoning(string id)
    {
        lock (_gate) _accounts[id].IsGivenBack = true;
    }

    /// <summary>The broker said that it took the message back and counted the attempt.</summary>
    public void AbandonConfirmed(string id)
    {
        lock (_gate) _accounts[id].Abandoned++;
    }

    /// <summary>The queue is empty and every receiver is done: what may have been completed was.</summary>
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
