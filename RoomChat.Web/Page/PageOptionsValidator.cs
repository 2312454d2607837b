using Microsoft.Extensions.Options;

namespace RoomChat.Web.Page;

internal sealed class PageOptionsValidator : IValidateOptions<PageOptions>
{
    public ValidateOptionsResult Validate(string? name, PageOptions options) =>
        options.Folder is null || File.Exists(PageFolder.ManifestIn(options.Folder))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Page:Folder is '{options.Folder}', which has no {PageFolder.Manifest}: publish RoomChat.Web into it.");
}
