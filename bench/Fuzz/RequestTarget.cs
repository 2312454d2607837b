using Amqp;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;
using RoomChat.ServiceBusEmulator.Telemetry;

namespace RoomChat.Benchmarks.Fuzz;

/// <summary>Requests to the <c>$management</c> nodes of a queue, a topic and a subscription. Every request must get an answer.</summary>
internal sealed class RequestTarget : IFuzzTarget
{
    private static readonly string[] Names = ["q", "t", "t/Subscriptions/s"];

    private readonly ByteMutations _mutations;
    private readonly RoomChat.ServiceBusEmulator.Amqp.ConnectionState _connection = new();
    private readonly IRequestNode[] _nodes;
    private int _turn;

    public RequestTarget(int seed)
    {
        _mutations = new ByteMutations(seed, GoodInputs.Requests);
        var entities = new ServiceBusNamespace(TimeProvider.System);
        entities.Create(new QueueDescription("q"));
        entities.Create(new TopicDescription("t"));
        entities.Create(new SubscriptionDescription("t", "s"));
        var management = new ManagementNodes(entities, new ManagementCalls());
        _nodes = [
            .. Names.Select(name => management.Find(EntityPath.Of(name)) ?? throw new InvalidOperationException($"There is no '{name}'."))];
    }

    public string Name => "request";

    public byte[] Next() => _mutations.Next();

    public bool Take(byte[] input)
    {
        Message request;
        try
        {
            request = MessageMapping.Decode(input);
        }
        catch (AmqpException)
        {
            return false;
        }

        var answer = _nodes[_turn++ % _nodes.Length].Answer(request, _connection, new AnswerRoom(AnswerRoom.Default));
        return answer.ApplicationProperties["statusCode"] is >= 200 and < 300;
    }
}
