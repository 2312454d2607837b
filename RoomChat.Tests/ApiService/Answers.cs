using System.Net;
using System.Text.Json;

namespace RoomChat.Tests.ApiService;

/// <summary>Reads answers of the API.</summary>
internal static class Answers
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static Uri Relative(string path) => new(path, UriKind.Relative);

    internal static async Task<JsonElement> ReadAsync(this HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Ct));

    /// <summary>Asserts Problem Details of this status, without a stack trace or the name of an exception.</summary>
    internal static async Task<JsonElement> AssertProblemAsync(this HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        return problem;
    }

    /// <summary>Asserts a 400 that names these fields.</summary>
    internal static async Task AssertInvalidAsync(this HttpResponseMessage answer, params string[] fields)
    {
        var problem = await answer.AssertProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(
            fields.Order(StringComparer.Ordinal),
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }
}
