namespace RoomChat.AppHost;

/// <summary>Where the embedded programs keep what survives a restart: a folder for each under <c>Data:Path</c>.</summary>
internal static class EmbeddedData
{
    internal static string FolderOf(IDistributedApplicationBuilder builder, string program) =>
        Path.GetFullPath(Path.Combine(builder.Configuration["Data:Path"] ?? ".data", program), builder.AppHostDirectory);
}
