using RoomChat.Benchmarks.Crash;

namespace RoomChat.Tests.Benchmarks.Crash;

public sealed class CrashLedgerTests
{
    private readonly CrashLedger _ledger = new();

    [Fact]
    public void Accepted_and_completed_message_is_no_fault()
    {
        Send("a");
        _ledger.Received("a", 1, 1);
        _ledger.CompleteConfirmed("a");
        Assert.True(_ledger.IsSettled);
        Assert.Empty(_ledger.Faults);
    }

    [Fact]
    public void An_accepted_message_that_never_came_is_lost()
    {
        Send("a");
        _ledger.Close();
        Assert.False(_ledger.IsSettled);
        Assert.Contains("lost: a", _ledger.Faults);
    }

    [Fact]
    public void Received_message_that_was_not_sent_is_a_phantom()
    {
        _ledger.Received("x", 1, 1);
        Assert.StartsWith("phantom", Assert.Single(_ledger.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Redelivery_is_a_fault_after_confirmed_completion()
    {
        Send("a");
        _ledger.Received("a", 1, 1);
        _ledger.CompleteUnknown("a");
        _ledger.Received("a", 1, 1);
        Assert.Equal(1, _ledger.Repeated);
        _ledger.CompleteConfirmed("a");
        Assert.Empty(_ledger.Faults);
        _ledger.Received("a", 1, 1);
        Assert.StartsWith("twice", Assert.Single(_ledger.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Abandoned_message_may_come_again_before_the_answer()
    {
        Send("a");
        _ledger.Received("a", 1, 1);
        _ledger.Abandoning("a");
        _ledger.Received("a", 1, 2);
        _ledger.AbandonConfirmed("a");
        Assert.Equal((1, 0), (_ledger.GivenBack, _ledger.Repeated));
    }

    [Fact]
    public void A_number_that_two_messages_have_is_a_fault()
    {
        Send("a");
        Send("b");
        _ledger.Received("a", 7, 1);
        _ledger.Received("b", 7, 1);
        Assert.Contains(_ledger.Faults, fault => fault.StartsWith("number 7", StringComparison.Ordinal));
    }

    [Fact]
    public void A_count_that_was_forgotten_is_a_fault()
    {
        Send("a");
        _ledger.Received("a", 1, 1);
        _ledger.AbandonConfirmed("a");
        _ledger.Received("a", 1, 1);
        Assert.Contains(_ledger.Faults, fault => fault.StartsWith("count", StringComparison.Ordinal));
    }

    private void Send(string id)
    {
        _ledger.Sending(id);
        _ledger.SendConfirmed(id);
    }
}
