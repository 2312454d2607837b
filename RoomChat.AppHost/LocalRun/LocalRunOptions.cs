namespace RoomChat.AppHost.LocalRun;

/// <summary>What a local run has to know of the model.</summary>
internal sealed class LocalRunOptions
{
    /// <summary>The resource that users open; it waits for every other one.</summary>
    public string Announced { get; set; } = "";
}
