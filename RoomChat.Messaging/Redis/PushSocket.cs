using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using StackExchange.Redis;

namespace RoomChat.Messaging.Redis;

/// <summary>
/// One connection to Redis that subscribes. Whoever reads blocks in the read, and so is woken by the system itself, without a poller and a pool
/// in between. Everything on it is synchronous for that reason: one asynchronous call would make a .NET socket poll for ever after.
/// </summary>
internal sealed class PushSocket : IDisposable
{
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly Lock _sync = new();
    private ArrayBufferWriter<byte> _unsent = new();
    private ArrayBufferWriter<byte> _sending = new();
    private bool _isSending;

    private PushSocket(Socket socket, Stream stream) => (_socket, _stream) = (socket, stream);

    /// <summary>Connects and logs in. The calls block, at most as long as <see cref="ConfigurationOptions.ConnectTimeout"/> each.</summary>
    /// <exception cref="IOException">It cannot be done.</exception>
    /// <exception cref="SocketException">It cannot be done.</exception>
    public static PushSocket Connect(ConfigurationOptions options, EndPoint endpoint, TimeSpan silence)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            SendTimeout = options.ConnectTimeout,
            ReceiveTimeout = (int)silence.TotalMilliseconds,
        };
        // Connecting has no time limit of its own; a disposed socket ends it.
        using var limit = new Timer(_ => socket.Dispose(), null, options.ConnectTimeout, Timeout.Infinite);
        try
        {
            socket.Connect(endpoint);
            var stream = new NetworkStream(socket, ownsSocket: true);
            var connected = new PushSocket(socket, options.Ssl ? Encrypt(stream, options, endpoint) : stream);
            connected.LogIn(options);
            return connected;
        }
        catch (ObjectDisposedException late)
        {
            throw new IOException($"No connection to Redis within {options.ConnectTimeout} ms.", late);
        }
        catch
        {
            socket.Dispose();
            throw;
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

    private static SslStream Encrypt(Stream stream, ConfigurationOptions options, EndPoint endpoint)
    {
        var host = options.SslHost ?? (endpoint as DnsEndPoint)?.Host ?? ((IPEndPoint)endpoint).Address.ToString();
        var encrypted = new SslStream(stream);
        encrypted.AuthenticateAsClient(options.SslClientAuthenticationOptions?.Invoke(host) ?? new SslClientAuthenticationOptions
        {
            TargetHost = host,
            EnabledSslProtocols = options.SslProtocols ?? System.Security.Authentication.SslProtocols.None,
        });
        return encrypted;
    }

    private void LogIn(ConfigurationOptions options)
    {
        if (string.IsNullOrEmpty(options.Password)) return;
        var command = new ArrayBufferWriter<byte>();
        string[] words = string.IsNullOrEmpty(options.User) ? ["AUTH", options.Password] : ["AUTH", options.User, options.Password];
        WriteAscii(command, $"*{words.Length}\r\n");
        foreach (var word in words) WriteWord(command, Encoding.UTF8.GetBytes(word));
        _stream.Write(command.WrittenSpan);
        var answer = new byte[512];
        var length = 0;
        while (!answer.AsSpan(0, length).EndsWith("\r\n"u8))
        {
            var read = _stream.Read(answer.AsSpan(length));
            if (read == 0) throw new IOException("Redis closed the connection at the login.");
            length += read;
        }
        if (answer[0] != '+') throw new IOException($"Redis refused the login: {Encoding.UTF8.GetString(answer, 0, length).TrimEnd()}");
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
