namespace RoomChat.AppHost;

/// <summary>Where the embedded programs keep what survives a restart: a folder for each under <c>Data:Path</c>.</summary>
internal static class EmbeddedData
{
    private const string Default = ".data";

    /// <summary>The folder of a program, which only this user can enter.</summary>
    internal static string MakeFolderOf(IDistributedApplicationBuilder builder, string program)
    {
        var setting = builder.Configuration["Data:Path"];
        var all = Path.GetFullPath(setting ?? Default, builder.AppHostDirectory);
        // An existing folder of the setting may hold files that other users read: its mode stays.
        if (setting is null || !Directory.Exists(all)) PrivateFiles.MakeFolder(all);
        var folder = Path.Combine(all, program);
        PrivateFiles.MakeFolder(folder);
        return folder;
    }
}
