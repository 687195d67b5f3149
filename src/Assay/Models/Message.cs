namespace Assay.Models;

/// <summary>Who speaks in a chat.</summary>
public enum Role
{
    /// <summary>Instructions that hold for the whole chat.</summary>
    System,

    /// <summary>The one who asks.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,
}

/// <summary>One message of a chat.</summary>
public sealed record Message(Role Role, string Text)
{
    /// <summary>The role as the wire formats write it: <c>system</c>, <c>user</c> or <c>assistant</c>.</summary>
    public string RoleName =>
        Role switch
        {
            Role.System => "system",
            Role.User => "user",
            _ => "assistant",
        };
}
