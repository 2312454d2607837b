using RoomChat.Contracts.Http.Operator;

namespace RoomChat.Messaging.Instances;

/// <summary>Adds a service's figures to the reports of its instance.</summary>
public interface IInstancePart
{
    /// <summary>Returns the report with this part's figures. Called every few seconds, so it must not block.</summary>
    InstanceReport Complete(InstanceReport report);
}
