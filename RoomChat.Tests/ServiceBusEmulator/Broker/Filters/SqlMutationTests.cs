using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.Tests.ServiceBusEmulator.Broker.Filters;

public sealed class SqlMutationTests
{
    private const int Inputs = 20_000;

    [Fact]
    public void Whatever_a_client_sends_is_read_or_refused_and_what_is_read_can_be_asked()
    {
        var mutations = new SqlMutations(seed: 1);
        var message = Sample.Message("m", "s", ("n", 5), ("room_id", "dev"), ("room", "dev"), ("name", "n"), ("a", null), ("path", "100%")).Arriving();
        var (filters, actions, refused, failed) = (0, 0, 0, 0);

        for (var i = 0; i < Inputs; i++)
        {
            var input = mutations.Next();
            try
            {
                if (input.TrimStart().StartsWith("SET", StringComparison.OrdinalIgnoreCase))
                {
                    new SqlRuleAction(input, message.Message.Properties).Apply(message);
                    actions++;
                }
                else
                {
                    new SqlFilter(input, message.Message.Properties).Matches(message);
                    filters++;
                }
            }
            catch (SqlFilterException)
            {
                refused++;
            }
            catch (SqlEvaluationException)
            {
                failed++;
            }
        }

        Assert.True(
            filters > Inputs / 50 && actions > Inputs / 50 && refused > Inputs / 10 && failed > 0,
            $"{filters} filters, {actions} actions, {failed} failures and {refused} refusals are a good mix");
    }
}
