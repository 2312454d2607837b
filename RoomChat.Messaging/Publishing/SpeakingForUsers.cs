using RoomChat.Contracts;
using RoomChat.Messaging.Names;

namespace RoomChat.Messaging.Publishing;

/// <summary>Lets programs publish in the name of users. The key needs permission, and the name must not be a program's.</summary>
public sealed class SpeakingForUsers(IRegisteredNames names)
{
    private const string Refusal =
        "You may not publish in the name of a user. It takes a subscription key whose setting 'SpeaksForUsers' is on.";

    /// <summary>The refusal; null when the sender may speak for the user.</summary>
    internal async Task<PublishOutcome?> RefusesAsync(Sender sender, PublishRequest request, CancellationToken ct)
    {
        if (request.UserName is not { } name) return null;
        if (!sender.Caller.MaySpeakForUsers) return new PublishOutcome.Forbidden(Refusal);
        var isProgram = await names.FindOwnerAsync(name, ct) is { } owner
            && owner.StartsWith(ChatUser.ProgramPrefix, StringComparison.Ordinal);
        return isProgram ? new PublishOutcome.Invalid(PublishRequest.ReservedName(name)) : null;
    }
}
