namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the application model.</summary>
public interface IResource
{
    string Name { get; }

    ResourceAnnotationCollection Annotations { get; }
}
