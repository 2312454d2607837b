namespace RoomChat.AppHost;

/// <summary>The data of the embedded programs that survives a restart: a folder for each under <c>Data:Path</c>.</summary>
internal static class EmbeddedData
{
    private const string Default = ".data";

    /// <summary>The folder of a program. Only this user can enter it.</summary>
    internal static string MakeFolderOf(IDistributedApplicationBuilder builder, string program)
    {
        var setting = builder.Configuration["Data:Path"];
        var all = Path.GetFullPath(setting ?? Default, builder.AppHostDirectory);
        // If the setting names an existing folder, its mode stays: it may hold files that other users read.
        if (setting is null || !Directory.Exists(all)) PrivateFiles.MakeFolder(all);
        var folder = Path.Combine(all, program);
        PrivateFiles.MakeFolder(folder);
        return folder;
    }
}
