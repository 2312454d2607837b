namespace Aspire.Hosting.OrphanGuard;

/// <summary>The lines between the guard and who started it: a letter and a process number, as in <c>+123</c>.</summary>
internal static class GuardProtocol
{
    /// <summary>The guard's only line, once it is proof against signals.</summary>
    internal const string Ready = "ready";

    /// <summary>The process must not outlive the application.</summary>
    internal const char Watch = '+';

    /// <summary>The process has ended.</summary>
    internal const char Forget = '-';

    /// <summary>The application stops everything by itself and is done: the end of the input that follows is no death.</summary>
    internal const string Done = "done";

    /// <summary>The variable that everything an application starts carries; its value, the guard's only argument, is the application's own.</summary>
    internal const string Mark = "ASPIRE_ORPHAN_GUARD";
}
