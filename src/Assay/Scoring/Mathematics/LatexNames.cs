using System.Collections.Frozen;

namespace Assay.Scoring.Mathematics;

/// <summary>LaTeX's commands: what is dropped, what wraps words, what signs and other commands stand for.</summary>
internal static class LatexNames
{
    /// <summary>Commands that change how a formula looks, not what it says.</summary>
    public static FrozenSet<string> Unseen { get; } =
        FrozenSet.ToFrozenSet([
            "left",
            "right",
            "middle",
            "big",
            "Big",
            "bigg",
            "Bigg",
            "bigl",
            "bigr",
            "displaystyle",
            "textstyle",
            "quad",
            "qquad",
            "limits",
            "hfill",
            "!",
            ",",
            ";",
            ":",
            " ",
            "$",
            "(",
            ")",
            "[",
            "]",
            "&",
        ]);

    /// <summary>Commands around words.</summary>
    public static FrozenSet<string> Wrappers { get; } =
        FrozenSet.ToFrozenSet([
            "text",
            "textbf",
            "textit",
            "textrm",
            "textnormal",
            "mbox",
            "mathrm",
            "operatorname",
            "mathbf",
            "mathit",
            "mathbb",
            "mathcal",
            "bold",
            "boldsymbol",
            "mathsf",
            "mathnormal",
        ]);

    /// <summary>Signs that are no ASCII, and the commands that they are.</summary>
    public static FrozenDictionary<char, string> Signs { get; } =
        new Dictionary<char, string>
        {
            ['×'] = "times",
            ['·'] = "cdot",
            ['⋅'] = "cdot",
            ['÷'] = "div",
            ['π'] = "pi",
            ['∞'] = "infty",
            ['√'] = "sqrt",
            ['±'] = "pm",
            ['∓'] = "mp",
            ['≤'] = "le",
            ['≥'] = "ge",
            ['≠'] = "ne",
            ['∈'] = "in",
            ['∪'] = "cup",
            ['∩'] = "cap",
            ['°'] = "circ",
            ['∅'] = "emptyset",
        }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Greek = FrozenSet.ToFrozenSet([
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "varepsilon",
        "zeta",
        "eta",
        "theta",
        "iota",
        "kappa",
        "lambda",
        "mu",
        "nu",
        "xi",
        "rho",
        "sigma",
        "tau",
        "phi",
        "varphi",
        "chi",
        "psi",
        "omega",
        "Delta",
        "Omega",
        "Phi",
        "ell",
    ]);

    private static readonly FrozenDictionary<string, string> Spellings = new Dictionary<string, string>
    {
        ["dfrac"] = "frac",
        ["tfrac"] = "frac",
        ["cfrac"] = "frac",
        ["dbinom"] = "binom",
        ["tbinom"] = "binom",
        ["leq"] = "le",
        ["leqslant"] = "le",
        ["geq"] = "ge",
        ["geqslant"] = "ge",
        ["neq"] = "ne",
        ["lvert"] = "|",
        ["rvert"] = "|",
        ["vert"] = "|",
        ["mid"] = "|",
        ["ast"] = "times",
        ["degree"] = "circ",
        ["varnothing"] = "emptyset",
        ["lbrace"] = "{",
        ["rbrace"] = "}",
        ["lt"] = "<",
        ["gt"] = ">",
    }.ToFrozenDictionary();

    /// <summary>Whether a command is a Greek letter, or another that is a variable.</summary>
    public static bool IsGreek(string command) => Greek.Contains(command);

    /// <summary>The usual spelling of a command.</summary>
    public static string Plain(string command) => Spellings.GetValueOrDefault(command, command);
}
