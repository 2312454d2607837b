namespace RoomChat.AppHost.LocalRun;

/// <summary>Settings of a local run that come from the model.</summary>
internal sealed class LocalRunOptions
{
    /// <summary>The resource that users open. It waits for all others.</summary>
    public string Announced { get; set; } = "";
}
