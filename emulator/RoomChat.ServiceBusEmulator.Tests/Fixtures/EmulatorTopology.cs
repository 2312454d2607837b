using System.Text.Json;
using System.Xml;

namespace RoomChat.ServiceBusEmulator.Tests.Fixtures;

/// <summary>The initial entities of an emulator, in the schema of Microsoft's emulator.</summary>
public sealed class EmulatorTopology
{
    private readonly List<object> _queues = [];
    private readonly List<object> _topics = [];

    public EmulatorTopology AddQueue(string name, bool requiresSession = false, TimeSpan? lockDuration = null, int maxDeliveryCount = 10)
    {
        _queues.Add(new
        {
            Name = name,
            Properties = new
            {
                RequiresSession = requiresSession,
                LockDuration = Iso(lockDuration),
                MaxDeliveryCount = maxDeliveryCount,
            },
        });
        return this;
    }

    /// <summary>Adds a topic with one subscription that gets every message.</summary>
    public EmulatorTopology AddTopic(
        string name, string subscription, bool requiresSession = false, TimeSpan? lockDuration = null, int maxDeliveryCount = 10)
    {
        var only = new
        {
            Name = subscription,
            Properties = new
            {
                RequiresSession = requiresSession,
                LockDuration = Iso(lockDuration),
                MaxDeliveryCount = maxDeliveryCount,
            },
        };
        _topics.Add(new { Name = name, Properties = new { }, Subscriptions = new[] { only } });
        return this;
    }

    public string ToJson() => JsonSerializer.Serialize(new
    {
        UserConfig = new
        {
            Namespaces = new[] { new { Name = "sbemulatorns", Queues = _queues, Topics = _topics } },
            Logging = new { Type = "Console" },
        },
    });

    private static string Iso(TimeSpan? span) => XmlConvert.ToString(span ?? TimeSpan.FromMinutes(1));
}
