using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

/// <summary>A client's pair of links to a request-response node.</summary>
internal sealed class RequestLinks
{
    private readonly SenderLink _requests;
    private readonly ReceiverLink _answers;

    /// <param name="connection">The connection.</param>
    /// <param name="node">The address of the node.</param>
    /// <param name="name">The name and the address of the link that receives the answers.</param>
    /// <param name="maxMessageSize">The maximum size of an answer in bytes; 0 means no limit.</param>
    internal RequestLinks(Connection connection, string node, string name, ulong maxMessageSize = 0)
    {
        var session = new Session(connection);
        _requests = new SenderLink(session, name + "-requests", node);
        var attach = new Attach { Source = new Source { Address = node }, Target = new Target { Address = name } };
        if (maxMessageSize > 0) attach.MaxMessageSize = maxMessageSize;
        _answers = new ReceiverLink(session, name, attach, onAttached: null);
    }

    internal Task<Message> AskAsync(string operation, Map body) =>
        AskAsync(new ApplicationProperties { ["operation"] = "com.microsoft:" + operation }, body);

    internal async Task<Message> AskAsync(ApplicationProperties properties, object body)
    {
        var request = new Message(body)
        {
            Properties = new Properties { MessageId = Guid.NewGuid().ToString(), ReplyTo = _answers.Name },
            ApplicationProperties = properties
        };
        _answers.SetCredit(1, CreditMode.Manual);
        await _requests.SendAsync(request, ClientLinks.Patience);
        var answer = await _answers.ReceiveAsync(ClientLinks.Patience);
        Assert.Equal(request.Properties.MessageId, answer.Properties.CorrelationId);
        return answer;
    }
}
