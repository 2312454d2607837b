using RoomChat.Contracts.Http.Operator;

namespace RoomChat.Messaging.Instances;

/// <summary>Adds what a service knows to the reports of its instance.</summary>
public interface IInstancePart
{
    /// <summary>The report with this part's figures. Asked every few seconds, it must not wait.</summary>
    InstanceReport Complete(InstanceReport report);
}
