namespace RoomChat.Web.Client.State;

/// <summary>The shown notes.</summary>
public sealed class ToastTray(TimeProvider time) : IDisposable
{
    private const int MaxShown = 3;
    private static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(8);

    private readonly List<Toast> _shown = [];
    private readonly Dictionary<int, ITimer> _timers = [];
    private int _lastId;

    /// <summary>Raised when a note appears or disappears.</summary>
    public event Action? Changed;

    /// <summary>The shown notes, oldest first.</summary>
    public IReadOnlyList<Toast> Shown => _shown;

    /// <summary>Shows a note, unless one with the same text is shown.</summary>
    /// <param name="text">The note.</param>
    /// <param name="verb">Label of the button; null for no button.</param>
    /// <param name="act">Action of the button.</param>
    public void Show(string text, string? verb = null, Func<Task>? act = null)
    {
        if (_shown.Exists(toast => toast.Text == text)) return;
        if (_shown.Count == MaxShown) Dismiss(_shown[0]);
        var toast = new Toast(++_lastId, text, verb, act);
        _shown.Add(toast);
        _timers[toast.Id] = time.CreateTimer(_ => Dismiss(toast), null, ShownFor, Timeout.InfiniteTimeSpan);
        Changed?.Invoke();
    }

    /// <summary>Removes a note.</summary>
    public void Dismiss(Toast toast)
    {
        ArgumentNullException.ThrowIfNull(toast);
        if (!_shown.Remove(toast)) return;
        if (_timers.Remove(toast.Id, out var timer)) timer.Dispose();
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var timer in _timers.Values) timer.Dispose();
        _timers.Clear();
    }
}
