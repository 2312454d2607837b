using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Rooms;
using RoomChat.Rooms.Audit;
using RoomChat.Rooms.Created;
using RoomChat.Rooms.Following;
using RoomChat.Rooms.Invitations;
using RoomChat.Rooms.Members;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Tests.Rooms;

/// <summary>A host with a database of rooms: the services of the library, without HTTP and without Redis.</summary>
internal sealed class RoomsHost : IAsyncDisposable
{
    internal static readonly Caller Ada = new("ada", "Ada");
    internal static readonly Caller Bob = new("bob", "Bob");
    internal static readonly Caller Eve = new("eve", "Eve");

    private readonly IHost _host;

    private RoomsHost(IHost host) => _host = host;

    internal IServiceProvider Services => _host.Services;

    internal FakeTimeProvider? Time => Services.GetRequiredService<TimeProvider>() as FakeTimeProvider;

    internal CreatedRooms Rooms => Services.GetRequiredService<CreatedRooms>();

    internal MemberRoles Members => Services.GetRequiredService<MemberRoles>();

    internal Moderation Moderation => Services.GetRequiredService<Moderation>();

    internal RoomInvitations Invitations => Services.GetRequiredService<RoomInvitations>();

    internal AuditLog Audit => Services.GetRequiredService<AuditLog>();

    internal RoomDirectory Directory => Services.GetRequiredService<RoomDirectory>();

    internal RoomPolicy Policy => Services.GetRequiredService<RoomPolicy>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="setting">The setting that names the database.</param>
    /// <param name="value">The location of the database.</param>
    /// <param name="time">A clock that the test moves; null for the real one.</param>
    internal static async Task<RoomsHost> StartAsync(string setting, string value, FakeTimeProvider? time = null)
    {
        var host = Build(setting, value, time);
        await host._host.StartAsync(Ct);
        return host;
    }

    /// <summary>The same without a start: the tables are not created.</summary>
    internal static RoomsHost Build(string setting, string value, FakeTimeProvider? time = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration[setting] = value;
        if (time is not null) builder.Services.AddSingleton<TimeProvider>(time);
        builder.AddRoomsDatabase();
        return new RoomsHost(builder.Build());
    }

    internal async Task<RoomId> CreateAsync(RoomVisibility visibility = RoomVisibility.Private, string? name = null)
    {
        var roomId = name is null ? null : RoomId.Parse(name, null);
        var made = await Rooms.CreateAsync(Ada, new NewRoom(roomId, "Team") { Visibility = visibility }, Ct);
        Assert.True(made.IsDone, made.Refusal?.Text);
        return made.Value.Rule.RoomId;
    }

    internal async Task AddAsync(RoomId roomId, Caller user, RoomRoles role) =>
        Assert.True((await Members.SetAsync(Ada, roomId, user.User, role, Ct)).IsDone);

    internal Task<RoomOutcome<ListedMember>> ActAsync(Caller caller, RoomId roomId, ModerationAct act, Caller user, int? seconds = null) =>
        Moderation.ActAsync(caller, roomId, act, user.User, seconds is { } some ? TimeSpan.FromSeconds(some) : null, "spam", Ct);

    internal bool May(Caller caller, RoomAction action, RoomId roomId) => Policy.Allows(caller, action, roomId);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(Ct);
        _host.Dispose();
    }
}
