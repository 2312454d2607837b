namespace RoomChat.Identity.Development;

/// <summary>A user for development. The password is the id.</summary>
/// <param name="Id">The claim <c>sub</c>, and the name in the form.</param>
/// <param name="Name">The claim <c>name</c>.</param>
/// <param name="Role">The claims <c>role</c> and <c>roles</c>.</param>
internal sealed record DevelopmentUser(string Id, string Name, string Role)
{
    private const string Member = "member";
    private const string Operator = "operator";

    /// <summary>All users.</summary>
    public static IReadOnlyList<DevelopmentUser> All { get; } =
        [new("ada", "Ada Lovelace", Member), new("alan", "Alan Turing", Member), new("grace", "Grace Hopper", Operator)];

    /// <summary>The user with this id; null when there is none.</summary>
    public static DevelopmentUser? Find(string? id) => All.FirstOrDefault(user => user.Id == id);
}
