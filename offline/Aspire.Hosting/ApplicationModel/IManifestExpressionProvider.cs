namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value as a placeholder, for when it is not known yet.</summary>
public interface IManifestExpressionProvider
{
    string ValueExpression { get; }
}
