using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.Tests.ServiceBusEmulator.Broker.Filters;

public sealed class SqlFilterTests
{
    private static readonly BrokerMessage Plain = Sample.Message(
        "m1",
        "shard-01",
        ("room_id", "dev"), ("n", 5), ("big", 5_000_000_000L), ("half", 0.5), ("yes", true), ("nothing", null), ("with space", "it's"), ("and", 1), ("path", "100%_a"));

    private static readonly BrokerMessage Message = Plain with { Subject = "chat", CorrelationId = "c-1" };

    [Theory]
    [InlineData("room_id = 'dev'")]
    [InlineData("room_id='dev'AND n=5")]
    [InlineData("ROOM_ID = 'dev'")]
    [InlineData("user.room_id = 'dev' and sys.Label = 'chat' AND sys.subject = 'chat'")]
    [InlineData("sys.MessageId = 'm1' AND sys.SessionId = 'shard-01' AND sys.CorrelationId <> 'c-2'")]
    [InlineData("n > 4 AND n >= 5 AND n < 6 AND n <= 5 AND n <> 4 AND n != 4")]
    [InlineData("n = 5.0 AND half < 1 AND half = 5e-1 AND big > n AND n > -1")]
    [InlineData("yes = TRUE AND yes")]
    [InlineData("NOT room_id = 'general' AND NOT (n = 1 OR n = 2)")]
    [InlineData("n = 1 OR n = 2 AND n = 3 OR room_id = 'dev'")]
    [InlineData("room_id IN ('a', 'dev') AND n IN (5) AND n NOT IN (1, 2)")]
    [InlineData("room_id LIKE 'd%' AND room_id LIKE '_e_' AND room_id NOT LIKE '%x%' AND room_id LIKE '%'")]
    [InlineData(@"path LIKE '100\%\_%' ESCAPE '\'")]
    [InlineData("missing IS NULL AND nothing IS NULL AND n IS NOT NULL AND sys.To IS NULL")]
    [InlineData("EXISTS(room_id) AND EXISTS(nothing) AND NOT EXISTS(missing) AND EXISTS(sys.Label)")]
    [InlineData("[with space] = 'it''s' AND \"with space\" = 'it''s' AND [and] = 1")]
    [InlineData("((room_id = 'dev'))")]
    [InlineData("1=1")]
    public void A_true_condition_matches(string condition) => Assert.True(new SqlFilter(condition).Matches(Message));

    [Theory]
    [InlineData("room_id = 'DEV'")]
    [InlineData("n = 6")]
    [InlineData("1=0")]
    [InlineData("yes = FALSE")]
    [InlineData("room_id LIKE 'd'")]
    [InlineData("room_id LIKE '%a'")]
    [InlineData("n = '5'")]
    [InlineData("room_id")]
    public void Anything_else_does_not(string condition) => Assert.False(new SqlFilter(condition).Matches(Message));

    [Theory]
    [InlineData("missing = 1")]
    [InlineData("NOT missing = 1")]
    [InlineData("missing <> 1")]
    [InlineData("missing = NULL")]
    [InlineData("nothing = NULL")]
    [InlineData("missing LIKE '%'")]
    [InlineData("missing NOT LIKE 'a'")]
    [InlineData("missing IN (1)")]
    [InlineData("missing NOT IN (1)")]
    [InlineData("n NOT IN (1, missing)")]
    [InlineData("missing = 1 AND n = 5")]
    [InlineData("NOT (missing = 1 OR n = 6)")]
    [InlineData("room_id > 1")]
    public void Unknown_is_no_match_and_neither_is_its_opposite(string condition) => Assert.False(new SqlFilter(condition).Matches(Message));

    [Theory]
    [InlineData("missing = 1 OR n = 5")]
    [InlineData("NOT (missing = 1 AND n = 6)")]
    [InlineData("n IN (5, missing)")]
    public void Unknown_does_not_hide_what_is_known(string condition) => Assert.True(new SqlFilter(condition).Matches(Message));

    [Theory]
    [InlineData("", "expected a property or a constant")]
    [InlineData("n =", "the end")]
    [InlineData("n = 1 +", "arithmetic")]
    [InlineData("n = @p", "expected a property or a constant")]
    [InlineData("newid() = 1", "functions are not supported")]
    [InlineData("(n = 1", "expected ')'")]
    [InlineData("n = 'open", "no closing '")]
    [InlineData("[open = 1", "no closing ]")]
    [InlineData("sys.Nonsense = 1", "'sys.Nonsense' is not one of")]
    [InlineData("other.n = 1", "neither sys. nor user.")]
    [InlineData("n LIKE 5", "a pattern in quotes")]
    [InlineData("n LIKE 'a' ESCAPE 'ab'", "ESCAPE takes one character")]
    [InlineData("n NOT = 5", "expected IN or LIKE")]
    [InlineData("n = 1.2.3", "'1.2.3' is not a number")]
    [InlineData("n = 1 n = 2", "at position 7")]
    public void A_wrong_condition_says_what_and_where(string condition, string expected) =>
        Assert.Contains(expected, Assert.Throws<SqlFilterException>(() => new SqlFilter(condition)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_condition_longer_than_the_service_takes_is_refused() =>
        Assert.Throws<SqlFilterException>(() => new SqlFilter(new string('(', 1025)));

    [Fact]
    public void The_deepest_condition_that_is_taken_is_read() =>
        Assert.True(new SqlFilter(new string('(', 500) + "1=1" + new string(')', 500)).Matches(Message));
}
