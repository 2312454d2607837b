namespace RoomChat.Identity.Development;

/// <summary>A user of a developer's machine. The password is the id.</summary>
/// <param name="Id">The claim <c>sub</c>, and what is typed into the form.</param>
/// <param name="Name">The claim <c>name</c>.</param>
/// <param name="Role">The claims <c>role</c> and <c>roles</c>.</param>
internal sealed record DevelopmentUser(string Id, string Name, string Role)
{
    private const string Member = "member";
    private const string Operator = "operator";

    /// <summary>All that there are.</summary>
    public static IReadOnlyList<DevelopmentUser> All { get; } =
        [new("ada", "Ada Lovelace", Member), new("alan", "Alan Turing", Member), new("grace", "Grace Hopper", Operator)];

    /// <summary>The user of this id; null when there is none.</summary>
    public static DevelopmentUser? Find(string? id) => All.FirstOrDefault(user => user.Id == id);
}
