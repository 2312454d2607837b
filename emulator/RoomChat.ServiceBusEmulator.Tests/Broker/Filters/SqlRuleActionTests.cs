using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Tests.Broker.Filters;

public sealed class SqlRuleActionTests
{
    private static readonly BrokerMessage Message = Sample.Message(
        "m", "s", ("shop_id", "dev"), ("n", 5), ("short", (short)1), ("Secret", "x")) with
    {
        Subject = "news",
        Head = new byte[] { 1, 2, 3 },
    };

    [Fact]
    public void Properties_are_set_and_removed_in_order_ignoring_case()
    {
        var changed = Apply("SET n = n + 1; SET twice = n * 2; SET SHOP_ID = shop_id + '!'; REMOVE secret; REMOVE missing; SET "
            + "[new one] = @p; SET nothing = NULL");

        Assert.Equal(
            [("shop_id", "dev!"), ("n", 6), ("short", (short)1), ("twice", 12L), ("new one", true), ("nothing", null)],
            changed.Properties.Select(property => (property.Key, property.Value)));
        Assert.Equal(5, Message.Properties["n"]);
        Assert.Equal(3, changed.Head.Length);
    }

    [Theory]
    [InlineData("SET n = 6, SET m = 7")]
    [InlineData("SET n = 6 SET m = 7;")]
    [InlineData("set n = 6;;set m = 7")]
    public void Statements_are_separated_by_semicolons_or_commas_or_nothing(string action)
    {
        var changed = Apply(action);

        Assert.Equal((6, 7L), (changed.Properties["n"], changed.Properties["m"]));
    }

    [Fact]
    public void Property_keeps_its_type_if_the_value_fits()
    {
        var changed = Apply("SET n = 6.0; SET short = 70000; SET shop_id = 5; SET half = 0.5; SET Secret = TRUE; SET id = newid(); "
            + "SET life = sys.TimeToLive - sys.TimeToLive");

        Assert.Equal(
            [6, 70_000L, "5", 0.5, "True"],
            ((string[])["n", "short", "shop_id", "half", "Secret"]).Select(name => changed.Properties[name]));
        Assert.IsType<Guid>(changed.Properties["id"]);
        Assert.Equal(TimeSpan.Zero, changed.Properties["life"]);
    }

    [Fact]
    public void Standard_fields_can_be_set_and_removed()
    {
        var changed = Apply("""
            SET sys.Label = 'urgent ' + sys.Label; SET sys.MessageId = 7; SET sys.CorrelationId = 'c'; SET sys.To = 't'; SET sys.ReplyTo = 'r';
            SET sys.ReplyToSessionId = 'rs'; SET sys.ContentType = 'text'; SET sys.PartitionKey = 'p'; SET sys.TimeToLive = '00:01:00';
            SET sys.ScheduledEnqueueTimeUtc = '2026-01-02T03:04:05Z'; REMOVE sys.SessionId
            """);

        Assert.Equal(
            ("urgent news", "7", "c", "t", "r", "rs", "text", "p"),
            (changed.Subject, changed.MessageId, changed.CorrelationId, changed.To,
                changed.ReplyTo, changed.ReplyToSessionId, changed.ContentType, changed.PartitionKey));
        Assert.Equal((null, TimeSpan.FromMinutes(1)), (changed.SessionId, changed.TimeToLive));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), changed.ScheduledEnqueueTime);
        Assert.True(changed.IsHeadStale, "The old properties section would win otherwise");
        Assert.False(Apply("SET n = 1").IsHeadStale);
        Assert.Equal(("news", "m", "s"), (Message.Subject, Message.MessageId, Message.SessionId));
    }

    [Fact]
    public void A_message_always_has_an_id() => Assert.NotEmpty(Apply("REMOVE sys.MessageId").MessageId);

    [Fact]
    public void A_duration_may_be_written_as_in_iso_8601() =>
        Assert.Equal(TimeSpan.FromMinutes(2), Apply("SET sys.TimeToLive = 'PT2M'").TimeToLive);

    [Theory]
    [InlineData("SET x = n / 0")]
    [InlineData("SET x = p('sys.Nonsense')")]
    [InlineData("SET sys.TimeToLive = 'soon'")]
    [InlineData("SET sys.TimeToLive = 5")]
    [InlineData("SET sys.TimeToLive = '-00:00:01'")]
    [InlineData("SET sys.ScheduledEnqueueTimeUtc = 'soon'")]
    public void Action_that_cannot_be_evaluated_fails(string action) =>
        Assert.Throws<SqlEvaluationException>(() => new SqlRuleAction(action).Apply(Message.Arriving()));

    [Theory]
    [InlineData("", "expected 'SET' at position 1")]
    [InlineData("n = 1", "expected 'SET'")]
    [InlineData("SET n", "expected '='")]
    [InlineData("SET n =", "the end")]
    [InlineData("SET = 1", "expected a property")]
    [InlineData("SET n = 1 AND 2", "expected 'SET'")]
    [InlineData("REMOVE", "expected a property")]
    [InlineData("SET sys.SequenceNumber = 1", "'sys.SequenceNumber' cannot be changed at position 5")]
    [InlineData("REMOVE sys.EnqueuedTimeUtc", "cannot be changed")]
    [InlineData("SET sys.Nonsense = 1", "'sys.Nonsense' is not one of")]
    [InlineData("SET n = @missing", "no value for the parameter")]
    public void Invalid_action_is_refused_with_reason_and_position(string action, string expected) =>
        Assert.Contains(expected, Assert.Throws<SqlFilterException>(() => new SqlRuleAction(action)).Message, StringComparison.Ordinal);

    [Fact]
    public void Action_with_more_than_32_statements_is_refused()
    {
        Assert.Equal(32L, Apply(Statements(32)).Properties["x"]);
        Assert.Contains(
            "more than 32", Assert.Throws<SqlFilterException>(() => new SqlRuleAction(Statements(33))).Message, StringComparison.Ordinal);
        Assert.Throws<SqlFilterException>(() => new SqlRuleAction("SET n = 1" + new string(' ', 1024)));

        static string Statements(int count) => string.Join(';', Enumerable.Range(1, count).Select(number => $"SET x = {number}"));
    }

    private static BrokerMessage Apply(string action)
    {
        var parameters = Sample.Message("parameters", session: null, ("@p", true)).Properties;
        return new SqlRuleAction(action, parameters).Apply(Message.Arriving());
    }
}
