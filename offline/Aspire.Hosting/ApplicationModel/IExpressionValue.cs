namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that has both a placeholder and, at run time, a text.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;
