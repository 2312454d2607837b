namespace Aspire.Hosting.ApplicationModel;

/// <summary>Whether an annotation joins or replaces those of its type.</summary>
public enum ResourceAnnotationMutationBehavior
{
    Append = 0,
    Replace = 1,
}
