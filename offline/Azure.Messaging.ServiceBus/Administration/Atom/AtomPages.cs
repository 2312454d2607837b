using System.Globalization;
using System.Runtime.CompilerServices;

namespace Azure.Messaging.ServiceBus.Administration.Atom;

/// <summary>A list that is fetched page by page while it is enumerated.</summary>
/// <param name="getPage">Gets entries after the given number.</param>
/// <param name="ct">Gives up.</param>
internal sealed class AtomPages<T>(Func<int, CancellationToken, Task<(IReadOnlyList<T> Entries, Response Response)>> getPage, CancellationToken ct) : AsyncPageable<T>(ct)
    where T : notnull
{
    /// <summary>Most entries that the service gives at once.</summary>
    public const int Size = 100;

    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) => PagesAsync(continuationToken, CancellationToken);

    private async IAsyncEnumerable<Page<T>> PagesAsync(string? continuationToken, [EnumeratorCancellation] CancellationToken token)
    {
        for (var seen = continuationToken is null ? 0 : int.Parse(continuationToken, CultureInfo.InvariantCulture); ;)
        {
            var (entries, response) = await getPage(seen, token);
            seen += Size;
            var last = entries.Count < Size;
            yield return Page<T>.FromValues(entries, last ? null : seen.ToString(CultureInfo.InvariantCulture), response);
            if (last) yield break;
        }
    }
}
