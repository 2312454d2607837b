namespace RoomChat.Web.Client.Dialogs;

/// <summary>Which dialog is open. At most one is.</summary>
public sealed class PageDialogs
{
    /// <summary>Raised when a dialog opens or closes.</summary>
    public event Action? Changed;

    /// <summary>The open dialog.</summary>
    public PageDialog Open { get; private set; }

    /// <summary>Opens a dialog in place of the one that is open.</summary>
    public void Show(PageDialog dialog)
    {
        if (Open == dialog) return;
        Open = dialog;
        Changed?.Invoke();
    }

    /// <summary>Closes the dialog that is open.</summary>
    public void Close() => Show(PageDialog.None);
}
