namespace RoomChat.Web.Client.Dialogs;

/// <summary>Holds the open dialog. At most one dialog is open.</summary>
public sealed class PageDialogs
{
    /// <summary>Raised when a dialog opens or closes.</summary>
    public event Action? Changed;

    /// <summary>The open dialog.</summary>
    public PageDialog Open { get; private set; }

    /// <summary>Opens a dialog in place of the open one.</summary>
    public void Show(PageDialog dialog)
    {
        if (Open == dialog) return;
        Open = dialog;
        Changed?.Invoke();
    }

    /// <summary>Closes the open dialog.</summary>
    public void Close() => Show(PageDialog.None);
}
