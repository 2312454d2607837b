using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Tests.Broker.Filters;

public sealed class SqlFilterTests
{
    private static readonly BrokerMessage Plain = Sample.Message(
        "m1",
        "shard-01",
        ("shop_id", "dev"), ("n", 5), ("big", 5_000_000_000L), ("half", 0.5), ("yes", true),
        ("nothing", null), ("with space", "it's"), ("and", 1), ("path", "100%_a"),
        ("name", "shop_id"), ("huge", ulong.MaxValue), ("cents", 0.10m),
        ("nan", double.NaN), ("id", Guid.Empty), ("at", DateTime.UnixEpoch));

    private static readonly BrokerMessage Message = Plain with
    {
        Subject = "news",
        CorrelationId = "c-1",
        TimeToLive = TimeSpan.FromMinutes(1)
    };

    private static readonly IReadOnlyDictionary<string, object?> Parameters = Sample.Message(
        "parameters",
        session: null,
        ("@shop", "dev"), ("five", 5), ("null", null), ("epoch", DateTime.UnixEpoch),
        ("minute", TimeSpan.FromMinutes(1)), ("no_id", Guid.Empty)).Properties;

    [Theory]
    [InlineData("shop_id = 'dev'")]
    [InlineData("shop_id='dev'AND n=5")]
    [InlineData("SHOP_ID = 'dev'")]
    [InlineData("user.shop_id = 'dev' and sys.Label = 'news' AND sys.subject = 'news'")]
    [InlineData("sys.MessageId = 'm1' AND sys.SessionId = 'shard-01' AND sys.CorrelationId <> 'c-2'")]
    [InlineData("n > 4 AND n >= 5 AND n < 6 AND n <= 5 AND n <> 4 AND n != 4")]
    [InlineData("n = 5.0 AND half < 1 AND half = 5e-1 AND big > n AND n > -1")]
    [InlineData("yes = TRUE AND yes")]
    [InlineData("NOT shop_id = 'general' AND NOT (n = 1 OR n = 2)")]
    [InlineData("n = 1 OR n = 2 AND n = 3 OR shop_id = 'dev'")]
    [InlineData("shop_id IN ('a', 'dev') AND n IN (5) AND n NOT IN (1, 2) AND n IN (1, 2 + 3)")]
    [InlineData("shop_id LIKE 'd%' AND shop_id LIKE '_e_' AND shop_id NOT LIKE '%x%' AND shop_id LIKE '%'")]
    [InlineData(@"path LIKE '100\%\_%' ESCAPE '\'")]
    [InlineData("path LIKE '100' + '%' AND shop_id LIKE shop_id AND path LIKE '100x%x_a' ESCAPE 'x' + ''")]
    [InlineData("missing IS NULL AND nothing IS NULL AND n IS NOT NULL AND sys.To IS NULL")]
    [InlineData("EXISTS(shop_id) AND EXISTS(nothing) AND NOT EXISTS(missing) AND EXISTS(sys.Label)")]
    [InlineData("[with space] = 'it''s' AND \"with space\" = 'it''s' AND [and] = 1")]
    [InlineData("((shop_id = 'dev'))")]
    [InlineData("1=1")]
    public void A_true_condition_matches(string condition) => Assert.True(Matches(condition));

    [Theory]
    [InlineData("n + 1 = 6 AND n - 1 = 4 AND n-1=4 AND n * 2 = 10 AND n / 2 = 2 AND n % 2 = 1")]
    [InlineData("1 + 2 * 3 = 7 AND (1 + 2) * 3 = 9 AND 10 - 2 - 3 = 5 AND 100 / 10 / 2 = 5")]
    [InlineData("-n = -5 AND +n = 5 AND - -n = 5 AND 3 - -2 = n AND -(n + 1) = -6")]
    [InlineData("n / 2.0 = 2.5 AND half + half = 1 AND n * 1e0 = 5")]
    [InlineData("big * 2 = 10000000000 AND 9223372036854775807 + 1 = -9223372036854775808")]
    [InlineData("huge = 18446744073709551615.0 AND huge > 9223372036854775807 AND huge - 1 < huge AND huge + n > huge")]
    [InlineData("cents + cents = 0.2 AND cents * 10 = 1 AND cents < n")]
    [InlineData("shop_id + '-' + n = 'dev-5' AND 'x' + 1 + 1 = 'x11' AND 1 + 1 + 'x' = '2x'")]
    [InlineData("at - at < sys.TimeToLive AND at + sys.TimeToLive > at AND at - sys.TimeToLive < at")]
    public void Arithmetic_works_on_numbers_texts_and_times(string condition) => Assert.True(Matches(condition));

    [Theory]
    [InlineData("property('shop_id') = 'dev' AND P('SHOP_' + 'ID') = 'dev' AND property(name) = 'dev'")]
    [InlineData("property('sys.Label') = 'news' AND p(missing) IS NULL AND property('missing') IS NULL")]
    [InlineData("newid() <> newid() AND newid() <> id AND id = @no_id")]
    [InlineData("shop_id = @shop AND n = @FIVE AND @null IS NULL AND at = @epoch")]
    [InlineData("sys.SequenceNumber = 7 AND sys.EnqueuedSequenceNumber = 7 AND sys.DeliveryCount = 0 AND sys.EnqueuedTimeUtc > @epoch")]
    [InlineData("sys.TimeToLive = @minute AND sys.ExpiresAtUtc > sys.EnqueuedTimeUtc AND sys.ScheduledEnqueueTimeUtc IS NULL")]
    [InlineData("sys.LockToken IS NULL AND NOT EXISTS(sys.DeadLetterSource) AND SYS.[PartitionKey] IS NULL")]
    public void Functions_parameters_and_standard_fields_have_their_values(string condition) => Assert.True(Matches(condition));

    [Theory]
    [InlineData("shop_id = 'DEV'")]
    [InlineData("n = 6")]
    [InlineData("1=0")]
    [InlineData("yes = FALSE")]
    [InlineData("shop_id LIKE 'd'")]
    [InlineData("shop_id LIKE '%a'")]
    [InlineData("shop_id LIKE 'D%'")]
    [InlineData("n = '5'")]
    [InlineData("nan = nan OR nan <> nan OR nan < 1 OR nan >= 1")]
    [InlineData("shop_id")]
    public void A_false_condition_does_not_match(string condition) => Assert.False(Matches(condition));

    [Theory]
    [InlineData("missing = 1")]
    [InlineData("missing <> 1")]
    [InlineData("missing < 1")]
    [InlineData("missing = NULL")]
    [InlineData("nothing = NULL")]
    [InlineData("missing LIKE '%'")]
    [InlineData("shop_id LIKE missing")]
    [InlineData("shop_id LIKE '%' ESCAPE sys.To")]
    [InlineData("missing IN (1)")]
    [InlineData("missing NOT IN (1)")]
    [InlineData("n NOT IN (1, missing)")]
    [InlineData("missing = 1 AND n = 5")]
    [InlineData("missing = 1 OR n = 6")]
    [InlineData("missing + 1 = 1")]
    [InlineData("-missing = 1")]
    [InlineData("+shop_id = 'dev'")]
    [InlineData("shop_id * 2 = 2")]
    [InlineData("shop_id > 1")]
    [InlineData("p(n) = 1")]
    public void Unknown_condition_and_its_negation_do_not_match(string condition)
    {
        Assert.False(Matches(condition));
        Assert.False(Matches($"NOT ({condition})"));
    }

    [Theory]
    [InlineData("missing = 1 OR n = 5")]
    [InlineData("NOT (missing = 1 AND n = 6)")]
    [InlineData("n IN (5, missing)")]
    [InlineData("(missing = 1) IS NULL")]
    public void Unknown_part_does_not_change_a_decided_condition(string condition) => Assert.True(Matches(condition));

    [Theory]
    [InlineData("n / 0 = 1")]
    [InlineData("n % 0 = 1")]
    [InlineData("huge * huge > 1")]
    [InlineData("at + @long > at")]
    [InlineData("p('sys.Nonsense') IS NULL")]
    [InlineData("shop_id LIKE 'd%' ESCAPE shop_id")]
    [InlineData("shop_id LIKE @text")]
    [InlineData("@text + @text IS NULL")]
    public void Condition_that_cannot_be_evaluated_fails_also_when_negated(string condition)
    {
        var parameters = Sample.Message(
            "parameters", session: null, ("text", new string('x', 60_000)), ("long", TimeSpan.MaxValue)).Properties;

        Assert.Throws<SqlEvaluationException>(() => new SqlFilter(condition, parameters).Matches(Message.Arriving()));
        Assert.Throws<SqlEvaluationException>(() => new SqlFilter($"NOT ({condition})", parameters).Matches(Message.Arriving()));
    }

    [Theory]
    [InlineData("", "expected a property or a constant")]
    [InlineData("n =", "the end")]
    [InlineData("n = 1 +", "the end")]
    [InlineData("n = @p", "no value for the parameter '@p' at position 5")]
    [InlineData("n = @", "no value for the parameter '@'")]
    [InlineData("oldid() = 1", "no function 'oldid' at position 1")]
    [InlineData("newid(1) = 1", "expected ')' at position 7")]
    [InlineData("p() = 1", "expected a property or a constant at position 3")]
    [InlineData("(n = 1", "expected ')'")]
    [InlineData("n IN ()", "expected a property or a constant")]
    [InlineData("n IN (1", "expected ')'")]
    [InlineData("n = 'open", "no closing ' for position 5")]
    [InlineData("[open = 1", "no closing ]")]
    [InlineData("sys.Nonsense = 1", "'sys.Nonsense' is not one of")]
    [InlineData("other.n = 1", "neither sys. nor user.")]
    [InlineData("n LIKE 5", "LIKE takes a text at position 8")]
    [InlineData("n LIKE 'a' ESCAPE 'ab'", "ESCAPE takes one character")]
    [InlineData("n NOT = 5", "expected IN or LIKE")]
    [InlineData("n = 1.2.3", "'1.2.3' is not a number")]
    [InlineData("n = 1e999", "'1e999' is not a number")]
    [InlineData("n = 9223372036854775808", "does not fit into 64 bits")]
    [InlineData("n = 1 n = 2", "at position 7")]
    [InlineData("n = 1 = 1", "at position 7")]
    [InlineData("n ! 1", "expected an operator or the end at position 3, but there is '!'")]
    public void Invalid_condition_is_refused_with_reason_and_position(string condition, string expected) =>
        Assert.Contains(expected, Assert.Throws<SqlFilterException>(() => new SqlFilter(condition)).Message, StringComparison.Ordinal);

    [Fact]
    public void Condition_above_the_length_limit_is_refused()
    {
        Assert.True(Matches("1=1" + new string(' ', 1021)));
        Assert.Throws<SqlFilterException>(() => new SqlFilter("1=1" + new string(' ', 1022)));
    }

    [Theory]
    [InlineData("(", "1=1", ")")]
    [InlineData("NOT ", "1=0", "")]
    [InlineData("- ", "n", " = -5")]
    public void Condition_nested_deeper_than_250_levels_is_refused(string open, string inner, string close)
    {
        Assert.True(Matches(Nested(249)));
        Assert.Contains(
            "nested deeper than 250",
            Assert.Throws<SqlFilterException>(() => new SqlFilter(Nested(251))).Message,
            StringComparison.Ordinal);

        string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + inner + (close == ")" ? new string(')', depth) : close);
    }

    private static bool Matches(string condition) => new SqlFilter(condition, Parameters).Matches(Message.Arriving());
}
