using RoomChat.Web.Client.Memory;

namespace RoomChat.Tests.WebClient.Memory;

/// <summary>The storage of one browser: each tab has its own storage, besides the common one.</summary>
internal sealed class SharedStorage
{
    internal Dictionary<string, string> AllTabs { get; } = new(StringComparer.Ordinal);

    /// <summary>Opens a tab. Use the returned storage again for a reload of the same tab.</summary>
    internal IBrowserStorage NewTab() => new Tab(AllTabs);

    private sealed class Tab(Dictionary<string, string> all) : IBrowserStorage
    {
        private readonly Dictionary<string, string> _own = new(StringComparer.Ordinal);

        public ValueTask<string?> GetAsync(StorageScope scope, string key)
        {
            lock (all) return ValueTask.FromResult(Of(scope).GetValueOrDefault(key));
        }

        public ValueTask SetAsync(StorageScope scope, string key, string? text)
        {
            lock (all)
            {
                if (text is null) Of(scope).Remove(key);
                else Of(scope)[key] = text;
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask<IReadOnlyList<string>> FindKeysAsync(StorageScope scope, string prefix)
        {
            lock (all)
            {
                var found = Of(scope).Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal));
                return ValueTask.FromResult<IReadOnlyList<string>>([.. found]);
            }
        }

        private Dictionary<string, string> Of(StorageScope scope) => scope == StorageScope.AllTabs ? all : _own;
    }
}
