using System.ComponentModel.DataAnnotations;

namespace RoomChat.ServiceDefaults.Origins;

/// <summary>
/// Demands that each text of a list is an origin as browsers write it: <c>https://chat.example.org</c>, with a port only if it is not
/// the scheme's default.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OriginListAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is IEnumerable<string> origins && origins.All(IsOrigin);

    /// <inheritdoc/>
    public override string FormatErrorMessage(string name) =>
        $"{name}: an origin is a scheme, a host and no path, as https://chat.example.org.";

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Host.Length > 0
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
