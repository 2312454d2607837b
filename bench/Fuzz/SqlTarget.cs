using System.Runtime.InteropServices;
using System.Text;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.Benchmarks.Fuzz;

/// <summary>
/// Conditions and actions of rules: parses them and applies them to a message. Inputs are UTF-16, so lone surrogates are kept.
/// </summary>
internal sealed class SqlTarget(int seed) : IFuzzTarget
{
    private readonly SqlMutations _mutations = new(seed);

    private readonly Arrival _message = new(
        new BrokerMessage
        {
            MessageId = "m",
            SessionId = "s",
            Properties = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["n"] = 5,
                ["room_id"] = "dev",
                ["room"] = "dev",
                ["name"] = "n",
                ["a"] = null,
                ["path"] = "100%"
            },
        },
        SequenceNumber: 7,
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public string Name => "sql";

    public byte[] Next() => Encoding.Unicode.GetBytes(_mutations.Next());

    public bool Take(byte[] input)
    {
        var text = string.Create(
            input.Length / 2, input, static (characters, bytes) => MemoryMarshal.Cast<byte, char>(bytes).CopyTo(characters));
        try
        {
            if (text.TrimStart().StartsWith("SET", StringComparison.OrdinalIgnoreCase))
                new SqlRuleAction(text, _message.Message.Properties).Apply(_message);
            else new SqlFilter(text, _message.Message.Properties).Matches(_message);
            return true;
        }
        catch (Exception exception) when (exception is SqlFilterException or SqlEvaluationException)
        {
            return false;
        }
    }
}
