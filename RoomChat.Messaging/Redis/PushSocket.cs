using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using StackExchange.Redis;

namespace RoomChat.Messaging.Redis;

/// <summary>
/// One subscribed connection to Redis. The reader blocks in the read, so that the operating system wakes it directly, without a poller or
/// thread pool in between. All calls are synchronous: one asynchronous call makes a .NET socket use the poller from then on.
/// </summary>
internal sealed class PushSocket : IDisposable
{
    private readonly Stream _stream;
    private readonly Lock _sync = new();
    private ArrayBufferWriter<byte> _unsent = new();
    private ArrayBufferWriter<byte> _sending = new();
    private bool _isSending;

    private PushSocket(Stream stream) => _stream = stream;

    /// <summary>
    /// Connects and logs in with the options. Blocks for at most <see cref="ConfigurationOptions.ConnectTimeout"/> in total.
    /// </summary>
    /// <exception cref="IOException">The connection failed.</exception>
    /// <exception cref="SocketException">The connection failed.</exception>
    /// <exception cref="AuthenticationException">The server's certificate is not trusted.</exception>
    public static PushSocket Connect(ConfigurationOptions options, EndPoint endpoint, TimeSpan silence)
    {
        using var limit = new CancellationTokenSource(options.ConnectTimeout);
        try
        {
            var stream = RedisStream.Open(options, endpoint, silence, limit.Token);
            using var ending = limit.Token.UnsafeRegister(static open => ((Stream)open!).Dispose(), stream);
            var connected = new PushSocket(stream);
            try
            {
                connected.LogIn(options);
                return connected;
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        }
        catch (Exception late) when (limit.IsCancellationRequested)
        {
            throw new IOException($"No connection to Redis within {options.ConnectTimeout} ms.", late);
        }
        catch (Exception fault) when (fault is not (IOException or SocketException or AuthenticationException))
        {
            // Tunnels, hooks and certificate callbacks may throw any exception.
            throw new IOException("No connection to Redis.", fault);
        }
    }

    /// <summary>Waits for bytes. 0 when the server has closed.</summary>
    /// <exception cref="IOException">The connection broke, or the server was silent for too long.</exception>
    public int Read(Span<byte> buffer) => _stream.Read(buffer);

    /// <summary>Queues a command and never waits. If sending fails, the connection breaks and the reader's read fails.</summary>
    public void Send(ReadOnlySpan<byte> command, ReadOnlySpan<byte> argument = default)
    {
        lock (_sync)
        {
            Write(_unsent, command, argument);
            if (_isSending) return;
            _isSending = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(static socket => socket.SendAll(), this, preferLocal: false);
    }

    public void Dispose() => _stream.Dispose();

    private void SendAll()
    {
        try
        {
            while (true)
            {
                lock (_sync)
                {
                    _sending.ResetWrittenCount();
                    _isSending = _unsent.WrittenCount > 0;
                    if (!_isSending) return;
                    (_unsent, _sending) = (_sending, _unsent);
                }
                _stream.Write(_sending.WrittenSpan);
            }
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The reader's read fails now. The reader logs it and reconnects.
            Dispose();
        }
    }

    private void LogIn(ConfigurationOptions options)
    {
        // A user may have no password.
        if (!string.IsNullOrWhiteSpace(options.User)) Demand(["AUTH", options.User, options.Password ?? ""]);
        else if (!string.IsNullOrEmpty(options.Password)) Demand(["AUTH", options.Password]);
        // The name appears in CLIENT LIST. A user without the right to set it can still subscribe.
        var name = new string([.. (options.ClientName ?? options.Defaults.ClientName).Where(letter => letter is > ' ' and <= '~')]);
        if (name.Length > 0) Ask(["CLIENT", "SETNAME", name]);
    }

    private void Demand(string[] words)
    {
        var answer = Ask(words);
        if (!answer.StartsWith('+')) throw new IOException($"Redis refused the login: {answer}");
    }

    /// <summary>Sends a command and waits for its single-line answer.</summary>
    private string Ask(string[] words)
    {
        var command = new ArrayBufferWriter<byte>();
        WriteAscii(command, $"*{words.Length}\r\n");
        foreach (var word in words) WriteWord(command, Encoding.UTF8.GetBytes(word));
        _stream.Write(command.WrittenSpan);
        var answer = new byte[512];
        var length = 0;
        while (!answer.AsSpan(0, length).EndsWith("\r\n"u8))
        {
            var read = length == answer.Length ? 0 : _stream.Read(answer.AsSpan(length));
            if (read == 0) throw new IOException("Redis closed the connection at the login.");
            length += read;
        }
        return Encoding.UTF8.GetString(answer, 0, length - 2);
    }

    private static void Write(ArrayBufferWriter<byte> target, ReadOnlySpan<byte> command, ReadOnlySpan<byte> argument)
    {
        WriteAscii(target, argument.IsEmpty ? "*1\r\n" : "*2\r\n");
        WriteWord(target, command);
        if (!argument.IsEmpty) WriteWord(target, argument);
    }

    private static void WriteWord(ArrayBufferWriter<byte> target, ReadOnlySpan<byte> word)
    {
        WriteAscii(target, string.Create(CultureInfo.InvariantCulture, $"${word.Length}\r\n"));
        target.Write(word);
        target.Write("\r\n"u8);
    }

    private static void WriteAscii(ArrayBufferWriter<byte> target, string text) =>
        target.Advance(Encoding.ASCII.GetBytes(text, target.GetSpan(text.Length)));
}
