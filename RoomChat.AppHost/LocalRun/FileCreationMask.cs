using System.Runtime.InteropServices;

namespace RoomChat.AppHost.LocalRun;

/// <summary>
/// Which rights new files do not get. The programs of a run inherit it: what they write (messages, logs, data of Redis) is for this user
/// only.
/// </summary>
internal static class FileCreationMask
{
    /// <summary>Nothing for the group, and nothing for others.</summary>
    private const uint OthersNothing = 0b000_111_111;

    internal static void KeepOthersOut()
    {
        if (!OperatingSystem.IsWindows()) _ = SetMask(OthersNothing);
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetMask(uint mask);
}
