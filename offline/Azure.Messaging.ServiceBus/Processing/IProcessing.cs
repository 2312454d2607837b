namespace Azure.Messaging.ServiceBus.Processing;

/// <summary>What a processor does in the background, from its start to its stop.</summary>
internal interface IProcessing
{
    /// <summary>Receives no more; completes when the handlers under way have returned and all is given back.</summary>
    Task StopAsync();
}
