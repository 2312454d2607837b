using RoomChat.Web.Client.Language;
using RoomChat.Web.Client.Memory;

namespace RoomChat.Web.Client.Settings;

/// <summary>The settings of this browser, and the language they result in.</summary>
public sealed class SettingsStore
{
    private readonly PageMemory? _memory;
    private string? _browserLanguage;

    internal SettingsStore(PageMemory? memory = null) => _memory = memory;

    /// <summary>Raised when a setting has changed, here or in another tab.</summary>
    public event Action? Changed;

    /// <summary>The current settings.</summary>
    public PageSettings Current { get; private set; } = PageSettings.Default;

    /// <summary>The language of the page.</summary>
    public Words Words => Languages.Of(Current.Language ?? _browserLanguage);

    /// <summary>Loads the settings, at the start and when another tab has changed them.</summary>
    /// <param name="browserLanguage">The language of the browser; null to keep the known one.</param>
    public async Task LoadAsync(string? browserLanguage = null)
    {
        _browserLanguage = browserLanguage ?? _browserLanguage;
        if (_memory is not null) Current = await _memory.LoadSettingsAsync();
        Changed?.Invoke();
    }

    /// <summary>Changes the settings and stores them.</summary>
    public async Task ChangeAsync(PageSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Current = settings;
        Changed?.Invoke();
        if (_memory is not null) await _memory.SaveSettingsAsync(settings);
    }
}
