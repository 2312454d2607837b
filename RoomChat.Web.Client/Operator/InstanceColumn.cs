using RoomChat.Contracts.Http.Operator;
using RoomChat.Web.Client.Language;

namespace RoomChat.Web.Client.Operator;

/// <summary>A column of the table of instances.</summary>
/// <param name="Title">Heading of the column.</param>
/// <param name="Show">Makes the text of a cell.</param>
/// <param name="Key">Sort key.</param>
/// <param name="IsNumber">Whether the column has numbers. The largest numbers come first.</param>
internal sealed record InstanceColumn(
    Func<Words, string> Title, Func<Words, InstanceReport, string> Show, Func<InstanceReport, IComparable> Key, bool IsNumber = true)
{
    /// <summary>All columns, in the order of the table.</summary>
    public static IReadOnlyList<InstanceColumn> All { get; } =
    [
        new(words => words.Instance, (_, one) => one.Id, one => one.Id, IsNumber: false),
        new(words => words.Service, (_, one) => one.Service, one => one.Service, IsNumber: false),
        new(
            words => words.StateOfInstance, (words, one) => one.Draining ? words.DrainingNow : words.Serving, one => one.Draining ? 0 : 1,
            IsNumber: false),
        new(words => words.Connections, (words, one) => words.Number(one.Connections), one => one.Connections),
        new(words => words.RoomsHere, (words, one) => words.Number(one.Rooms), one => one.Rooms),
        new(words => words.MessagesPerSecond, (words, one) => words.Figure(one.MessagesPerSecond), one => one.MessagesPerSecond),
        new(words => words.DeliveriesPerSecond, (words, one) => words.Figure(one.DeliveriesPerSecond), one => one.DeliveriesPerSecond),
        new(words => words.QueuedBytes, (words, one) => words.Bytes(one.QueuedBytes), one => one.QueuedBytes),
        new(words => words.MemoryUsed, (words, one) => words.Bytes(one.MemoryBytes), one => one.MemoryBytes),
        new(words => words.StartedAt, (words, one) => words.Moment(one.StartedAt.ToLocalTime()), one => one.StartedAt),
        new(words => words.ProgramVersion, (_, one) => Short(one.Version), one => one.Version, IsNumber: false),
    ];

    /// <summary>A version with as much of the commit after its <c>+</c> as people compare.</summary>
    internal static string Short(string version)
    {
        const int CommitLetters = 7;
        var plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 || version.Length <= plus + 1 + CommitLetters ? version : version[..(plus + 1 + CommitLetters)];
    }

    /// <summary>The instances whose id, service or version contains a text, sorted by this column.</summary>
    public IReadOnlyList<InstanceReport> Order(IEnumerable<InstanceReport> instances, string sought, bool isReversed)
    {
        var found = instances.Where(one => sought.Length == 0
            || one.Id.Contains(sought, StringComparison.OrdinalIgnoreCase)
            || one.Service.Contains(sought, StringComparison.OrdinalIgnoreCase)
            || one.Version.Contains(sought, StringComparison.OrdinalIgnoreCase));
        return [.. IsNumber != isReversed ? found.OrderByDescending(Key) : found.OrderBy(Key)];
    }
}
