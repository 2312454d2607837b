namespace RoomChat.Web.Session;

/// <summary>The folder of the keys that encrypt session cookies, section <c>DataProtection</c>.</summary>
internal sealed class KeyFolderOptions
{
    public const string Section = "DataProtection";

    /// <summary>
    /// A folder that survives restarts. All replicas of the gateway share it. Default: <c>RoomChat/keys</c> under the user's local
    /// application data.
    /// </summary>
    public string Path { get; set; } = DefaultPath();

    /// <summary>The folder; made if it does not exist, and closed to other users.</summary>
    public DirectoryInfo Open() => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(Path)
        : Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private static string DefaultPath()
    {
        var root = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return root.Length == 0 ? "" : System.IO.Path.Combine(root, "RoomChat", "keys");
    }
}
