namespace Assay.Repositories;

/// <summary>Where data sets and models come from that are not on this machine.</summary>
public enum Hub
{
    /// <summary>modelscope.cn.</summary>
    ModelScope,

    /// <summary>huggingface.co.</summary>
    HuggingFace,

    /// <summary>Nowhere: only what is on this machine.</summary>
    Local,
}

/// <summary>How hubs are written.</summary>
public static class HubName
{
    /// <summary>The hub of this name, in letters of any case.</summary>
    /// <param name="name">The name.</param>
    /// <param name="flag">Who gives it, for the message.</param>
    /// <exception cref="InputException">There is none.</exception>
    public static Hub Parse(string name, string flag)
    {
        var names = Enum.GetNames<Hub>();
        var index = Array.FindIndex(names, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? Enum.Parse<Hub>(names[index])
            : throw new InputException($"unknown hub '{name}'", flag, DidYouMean.Hint(name, names));
    }
}
