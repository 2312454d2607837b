using Microsoft.JSInterop;
using RoomChat.Contracts.Http.Operator;

namespace RoomChat.Web.Client.Operator;

/// <summary>The operator's console. It reads every two seconds while the page is visible. Other users see "no such page".</summary>
public sealed partial class OperatorPage
{
    private const string ServiceBus = "Service Bus";
    private const string Redis = "Redis";
    private const int MostWaiting = 10;

    private readonly CancellationTokenSource _ended = new();
    private ConsoleState _state = default!;
    private PendingAct? _pending;
    private IJSObjectReference? _script;

    private IReadOnlyList<WaitingConnection> Waiting => _state.Instances.Value is { } listing
        ? [.. listing.Instances.SelectMany(one => one.Slowest).OrderByDescending(one => one.QueuedBytes).Take(MostWaiting)]
        : [];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _ended.Dispose();
        Store.Changed -= ApplySettings;
        if (_script is not null) await _script.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _state = new ConsoleState(Api);
        Store.Changed += ApplySettings;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _script = await Js.InvokeAsync<IJSObjectReference>("import", "./chat.js");
        await Store.LoadAsync(await _script.InvokeAsync<string?>("language"));
        await WatchAsync(_ended.Token);
    }

    private async Task WatchAsync(CancellationToken ct)
    {
        try
        {
            using var timer = new PeriodicTimer(ConsoleState.Round, Time);
            do
            {
                if (!await _script!.InvokeAsync<bool>("isVisible", ct)) continue;
                await _state.RefreshAsync(ct);
                StateHasChanged();
            }
            while (!_state.IsForbidden && await timer.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private void ApplySettings()
    {
        if (_script is null) return;
        var (settings, words) = (Store.Current, Store.Words);
        _ = _script.InvokeVoidAsync(
            "applySettings", settings.Theme.ToString(), settings.Density.ToString(), settings.OwnAtEnd, words.Code, words.IsRightToLeft)
            .AsTask();
    }

    private void Ask(PendingAct act) => _pending = act;

    private void Drain(InstanceReport instance) => Ask(new PendingAct(
        Words.DrainInstance(instance.Id), Words.AskDrain(instance.Id, instance.Connections), () => Api.DrainAsync(instance.Id)));

    private async Task DoneAsync()
    {
        _pending = null;
        Toasts.Show(Words.OrderIsOut);
        await _state.RefreshAllAsync(_ended.Token);
    }
}
