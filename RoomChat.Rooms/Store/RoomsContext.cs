using Microsoft.EntityFrameworkCore;
using RoomChat.Contracts;

namespace RoomChat.Rooms.Store;

/// <summary>The tables. The same for SQLite and PostgreSQL: no column uses a feature that only one of them has.</summary>
internal sealed class RoomsContext(DbContextOptions<RoomsContext> options) : DbContext(options)
{
    private const int MaxUserId = 128;
    private const int MaxName = 256;
    private const int MaxKind = 32;
    private const int DigitsOfHash = 64;
    private const int DigitsOfId = 32;

    public DbSet<RoomRow> Rooms => Set<RoomRow>();

    public DbSet<MemberRow> Members => Set<MemberRow>();

    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    public DbSet<ChangeRow> Changes => Set<ChangeRow>();

    public DbSet<ClockRow> Clock => Set<ClockRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RoomRow>(room =>
        {
            room.ToTable("rooms").HasKey(row => row.Id);
            room.Property(row => row.Id).HasMaxLength(ProtocolLimits.MaxRoomIdLength);
            room.Property(row => row.Title).HasMaxLength(RoomLimits.MaxTitleLength);
            room.Property(row => row.Topic).HasMaxLength(RoomLimits.MaxTopicLength);
        });
        modelBuilder.Entity<MemberRow>(member =>
        {
            member.ToTable("members").HasKey(row => new { row.RoomId, row.UserId });
            member.Property(row => row.RoomId).HasMaxLength(ProtocolLimits.MaxRoomIdLength);
            member.Property(row => row.UserId).HasMaxLength(MaxUserId);
            member.Property(row => row.Name).HasMaxLength(MaxName);
            member.HasOne<RoomRow>().WithMany().HasForeignKey(row => row.RoomId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<InvitationRow>(invitation =>
        {
            invitation.ToTable("invitations").HasKey(row => row.Id);
            invitation.Property(row => row.Id).HasMaxLength(DigitsOfId);
            invitation.Property(row => row.RoomId).HasMaxLength(ProtocolLimits.MaxRoomIdLength);
            invitation.Property(row => row.Hash).HasMaxLength(DigitsOfHash);
            invitation.Property(row => row.CreatedBy).HasMaxLength(MaxUserId);
            invitation.HasIndex(row => row.Hash).IsUnique();
            invitation.HasOne<RoomRow>().WithMany().HasForeignKey(row => row.RoomId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ChangeRow>(change =>
        {
            change.ToTable("changes").HasKey(row => row.Sequence);
            change.Property(row => row.Sequence).ValueGeneratedNever();
            change.Property(row => row.RoomId).HasMaxLength(ProtocolLimits.MaxRoomIdLength);
            change.Property(row => row.Kind).HasConversion<string>().HasMaxLength(MaxKind);
            change.Property(row => row.ActorId).HasMaxLength(MaxUserId);
            change.Property(row => row.ActorName).HasMaxLength(MaxName);
            change.Property(row => row.SubjectId).HasMaxLength(MaxUserId);
            change.Property(row => row.SubjectName).HasMaxLength(MaxName);
            change.Property(row => row.Reason).HasMaxLength(RoomLimits.MaxReasonLength);
            change.HasIndex(row => new { row.RoomId, row.Sequence });
        });
        modelBuilder.Entity<ClockRow>(clock =>
        {
            clock.ToTable("clock").HasKey(row => row.Id);
            clock.Property(row => row.Id).ValueGeneratedNever();
            clock.HasData(new ClockRow());
        });
    }
}
