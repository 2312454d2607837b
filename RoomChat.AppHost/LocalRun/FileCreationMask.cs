using System.Runtime.InteropServices;

namespace RoomChat.AppHost.LocalRun;

/// <summary>
/// The file mode bits that new files do not get (umask). The programs of a run inherit it. So only this user can read their files
/// (messages, logs, data of Redis).
/// </summary>
internal static class FileCreationMask
{
    /// <summary>No access for the group and for others.</summary>
    private const uint OthersNothing = 0b000_111_111;

    internal static void KeepOthersOut()
    {
        if (!OperatingSystem.IsWindows()) _ = SetMask(OthersNothing);
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetMask(uint mask);
}
