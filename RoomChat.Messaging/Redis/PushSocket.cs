using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using StackExchange.Redis;

namespace RoomChat.Messaging.Redis;

/// <summary>
/// One connection to Redis that subscribes. Whoever reads blocks in the read, and so is woken by the system itself, without a poller and a pool
/// in between. Everything on it is synchronous for that reason: one asynchronous call would make a .NET socket poll for ever after.
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
    /// Connects and logs in as the options say. The calls block, at most as long as <see cref="ConfigurationOptions.ConnectTimeout"/>
    /// together.
    /// </summary>
    /// <exception cref="IOException">It cannot be done.</exception>
    /// <exception cref="SocketException">It cannot be done.</exception>
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
            // Of a tunnel, a hook or a certificate's callback, which may throw what they like.
            throw new IOException("No connection to Redis.", fault);
        }
    }

    /// <summary>Waits for bytes; 0 when the other side has closed.</summary>
    /// <exception cref="IOException">The connection broke, or was silent for too long.</exception>
    public int Read(Span<byte> buffer) => _stream.Read(buffer);

    /// <summary>Sends a command some time soon; never waits. If it cannot be sent, the connection breaks, and the reader hears of it.</summary>
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
            // The reader, whose read fails now, is the one who tells and connects again.
            Dispose();
        }
    }

    private void LogIn(ConfigurationOptions options)
    {
        // A user may have no password.
        if (!string.IsNullOrWhiteSpace(options.User)) Demand(["AUTH", options.User, options.Password ?? ""]);
        else if (!string.IsNullOrEmpty(options.Password)) Demand(["AUTH", options.Password]);
        // For CLIENT LIST. A user who may not use the command hears the rooms all the same.
        var name = new string([.. (options.ClientName ?? options.Defaults.ClientName).Where(letter => letter is > ' ' and <= '~')]);
        if (name.Length > 0) Ask(["CLIENT", "SETNAME", name]);
    }

    private void Demand(string[] words)
    {
        var answer = Ask(words);
        if (!answer.StartsWith('+')) throw new IOException($"Redis refused the login: {answer}");
    }

    /// <summary>Sends a command and waits for its answer of one line.</summary>
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

    private static void WriteAscii(ArrayBufferWriter<byte> target, string text) => target.Advance(Encoding.ASCII.GetBytes(text, target.GetSpan(text.Length)));
}
