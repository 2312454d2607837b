using FsCheck.Xunit;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Identity.Tickets;

namespace RoomChat.Tests.ServiceDefaults.Identity.Tickets;

public sealed class TicketSealTests
{
    private const string Secret = "secret-of-the-tests-0000000000000000";

    private static readonly Caller Ann = new("user-1", "Ann Ünal") { Address = "203.0.113.7" };

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Ticket_has_its_caller_and_its_origin()
    {
        var ticket = Seal(Secret).Read(Seal(Secret).Issue(Ann, "https://chat.example"));
        Assert.Equal((Ann, "https://chat.example"), (ticket!.Caller, ticket.Origin));
    }

    [Fact]
    public void No_two_tickets_are_the_same() =>
        Assert.NotEqual(Seal(Secret).Read(Seal(Secret).Issue(Ann, ""))!.Id, Seal(Secret).Read(Seal(Secret).Issue(Ann, ""))!.Id);

    [Fact]
    public void Ticket_expires()
    {
        var seal = Seal(Secret);
        var ticket = seal.Issue(Ann, "");
        _time.Advance(Ticket.Lifetime - TimeSpan.FromSeconds(1));
        Assert.NotNull(seal.Read(ticket));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(seal.Read(ticket));
    }

    [Fact]
    public void Ticket_is_valid_for_its_secret_as_current_or_previous()
    {
        var ticket = Seal(Secret).Issue(Ann, "");
        Assert.Null(Seal("another-secret-000000000000000000000").Read(ticket));
        Assert.NotNull(Seal("another-secret-000000000000000000000", previous: Secret).Read(ticket));
    }

    [Fact]
    public void Without_a_secret_there_are_no_tickets()
    {
        var seal = Seal(secret: null);
        Assert.False(seal.IsOn);
        Assert.Null(seal.Read(Seal(Secret).Issue(Ann, "")));
        Assert.Throws<InvalidOperationException>(() => seal.Issue(Ann, ""));
    }

    [Property(MaxTest = 300)]
    public bool A_ticket_with_a_character_changed_is_none(int place, char other)
    {
        var seal = Seal(Secret);
        var ticket = seal.Issue(Ann, "https://chat.example").ToCharArray();
        var at = (int)((uint)place % (uint)ticket.Length);
        if (ticket[at] == other) return true;
        ticket[at] = other;
        return seal.Read(new string(ticket)) is null;
    }

    [Property(MaxTest = 300)]
    public bool Any_other_text_is_none(string? text) => Seal(Secret).Read(text ?? "") is null;

    [Fact]
    public void A_long_text_is_none_unread() => Assert.Null(Seal(Secret).Read(new string('a', 100_000) + "." + new string('b', 43)));

    private TicketSeal Seal(string? secret, string? previous = null) =>
        new(Options.Create(new SignatureOptions { Secret = secret, PreviousSecret = previous }), _time);
}
