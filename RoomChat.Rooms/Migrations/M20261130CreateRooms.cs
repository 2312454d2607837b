using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using RoomChat.Contracts;
using RoomChat.Rooms.Store;

namespace RoomChat.Rooms.Migrations;

/// <summary>
/// The first tables. Written by hand, without column types, so that it works for SQLite and PostgreSQL. A test compares its tables with
/// the model (docs/decisions/0074). Lengths are those of this version.
/// </summary>
[DbContext(typeof(RoomsContext))]
[Migration("20261130000000_CreateRooms")]
internal sealed class M20261130CreateRooms : Migration
{
    private const int UserId = 128;
    private const int Name = 256;
    private const int Room = ProtocolLimits.MaxRoomIdLength;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "clock",
            table => new { Id = table.Column<int>(), Sequence = table.Column<long>() },
            constraints: table => table.PrimaryKey("PK_clock", row => row.Id));
        migrationBuilder.Sql("INSERT INTO \"clock\" (\"Id\", \"Sequence\") VALUES (1, 0)");
        CreateRooms(migrationBuilder);
        CreateMembers(migrationBuilder);
        CreateInvitations(migrationBuilder);
        CreateChanges(migrationBuilder);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in (string[])["changes", "invitations", "members", "rooms", "clock"]) migrationBuilder.DropTable(table);
    }

    private static void CreateRooms(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "rooms",
        table => new
        {
            Id = table.Column<string>(maxLength: Room),
            Title = table.Column<string>(maxLength: 100),
            Topic = table.Column<string>(maxLength: 500),
            Visibility = table.Column<int>(),
            Publishers = table.Column<int>(),
            SlowModeSeconds = table.Column<int>(),
            KeptMessages = table.Column<int>(nullable: true),
            Version = table.Column<long>(),
            CreatedAt = table.Column<long>(),
            FirstChange = table.Column<long>(),
        },
        constraints: table => table.PrimaryKey("PK_rooms", row => row.Id));

    private static void CreateMembers(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "members",
        table => new
        {
            RoomId = table.Column<string>(maxLength: Room),
            UserId = table.Column<string>(maxLength: UserId),
            Name = table.Column<string>(maxLength: Name),
            Role = table.Column<int>(),
            BannedUntil = table.Column<long>(nullable: true),
            MutedUntil = table.Column<long>(nullable: true),
            Since = table.Column<long>(),
        },
        constraints: table =>
        {
            table.PrimaryKey("PK_members", row => new { row.RoomId, row.UserId });
            table.ForeignKey("FK_members_rooms_RoomId", row => row.RoomId, "rooms", "Id", onDelete: ReferentialAction.Cascade);
        });

    private static void CreateInvitations(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "invitations",
            table => new
            {
                Id = table.Column<string>(maxLength: 32),
                RoomId = table.Column<string>(maxLength: Room),
                Hash = table.Column<string>(maxLength: 64),
                Role = table.Column<int>(),
                CreatedBy = table.Column<string>(maxLength: UserId),
                CreatedAt = table.Column<long>(),
                ExpiresAt = table.Column<long>(),
                UsesLeft = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_invitations", row => row.Id);
                table.ForeignKey("FK_invitations_rooms_RoomId", row => row.RoomId, "rooms", "Id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_invitations_Hash", "invitations", "Hash", unique: true);
        migrationBuilder.CreateIndex("IX_invitations_RoomId", "invitations", "RoomId");
    }

    private static void CreateChanges(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "changes",
            table => new
            {
                Sequence = table.Column<long>(),
                RoomId = table.Column<string>(maxLength: Room),
                Kind = table.Column<string>(maxLength: 32),
                ActorId = table.Column<string>(maxLength: UserId),
                ActorName = table.Column<string>(maxLength: Name),
                SubjectId = table.Column<string>(maxLength: UserId, nullable: true),
                SubjectName = table.Column<string>(maxLength: Name, nullable: true),
                Role = table.Column<int>(nullable: true),
                Until = table.Column<long>(nullable: true),
                Reason = table.Column<string>(maxLength: 500, nullable: true),
                At = table.Column<long>(),
            },
            constraints: table => table.PrimaryKey("PK_changes", row => row.Sequence));
        migrationBuilder.CreateIndex("IX_changes_RoomId_Sequence", "changes", ["RoomId", "Sequence"]);
    }
}
