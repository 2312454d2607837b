using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>The last lines of one resource in memory, all of them in a file.</summary>
internal sealed class ResourceLog : IDisposable
{
    /// <summary>Lines kept in memory; enough for the stack trace of a failed start.</summary>
    private const int Kept = 1_000;

    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _last = new(Kept);
    private readonly List<Channel<LogLine>> _readers = [];
    private readonly StreamWriter? _file;
    private int _count;

    internal ResourceLog(string? path)
    {
        if (path is null) return;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        // Readable while it is written, and by a second AppHost of the same folder too.
        _file = new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };
        Path = path;
    }

    internal string? Path { get; }

    internal void Add(string content, bool isError)
    {
        lock (_gate)
        {
            var line = new LogLine(++_count, content, isError);
            if (_last.Count == Kept) _last.Dequeue();
            _last.Enqueue(line);
            _file?.WriteLine(content);
            foreach (var reader in _readers) reader.Writer.TryWrite(line);
        }
    }

    internal IReadOnlyList<LogLine> Last(int count = Kept)
    {
        lock (_gate) return [.. _last.TakeLast(count)];
    }

    /// <summary>What is kept, then what comes.</summary>
    internal async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        // A reader that falls behind misses the oldest lines, as the memory above would.
        var channel = Channel.CreateBounded<LogLine>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest });
        IReadOnlyList<LogLine> backlog;
        lock (_gate)
        {
            backlog = [.. _last];
            _readers.Add(channel);
        }

        try
        {
            if (backlog.Count > 0) yield return backlog;
            await foreach (var line in channel.Reader.ReadAllAsync(ct).ConfigureAwait(false)) yield return [line];
        }
        finally
        {
            lock (_gate) _readers.Remove(channel);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            foreach (var reader in _readers) reader.Writer.TryComplete();
        }
    }
}
