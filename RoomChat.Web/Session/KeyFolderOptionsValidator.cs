using Microsoft.Extensions.Options;

namespace RoomChat.Web.Session;

internal sealed class KeyFolderOptionsValidator : IValidateOptions<KeyFolderOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyFolderOptions options)
    {
        if (!Path.IsPathFullyQualified(options.Path))
        {
            return ValidateOptionsResult.Fail(
                $"DataProtection:Path is '{options.Path}', and must be the full path of a folder that survives restarts "
                + "(environment variable DataProtection__Path).");
        }

        try
        {
            options.Open();
            return ValidateOptionsResult.Success;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ValidateOptionsResult.Fail($"DataProtection:Path is '{options.Path}', and that folder cannot be made: {e.Message}");
        }
    }
}
