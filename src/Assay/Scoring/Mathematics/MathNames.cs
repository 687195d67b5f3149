using System.Collections.Frozen;

namespace Assay.Scoring.Mathematics;

/// <summary>The names that formulas use: functions, constants, units, and other spellings of commands.</summary>
internal static class MathNames
{
    /// <summary>Runs of letters up to this length that are no name are products of variables; longer ones are words.</summary>
    public const int LongestProduct = 3;

    private static readonly FrozenSet<string> Functions = FrozenSet.ToFrozenSet([
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "arcsin",
        "arccos",
        "arctan",
        "sinh",
        "cosh",
        "tanh",
        "exp",
        "ln",
        "log",
        "lg",
    ]);

    private static readonly FrozenSet<string> Units = FrozenSet.ToFrozenSet([
        "mm",
        "cm",
        "km",
        "kg",
        "ml",
        "ft",
        "mi",
        "lb",
        "lbs",
        "oz",
        "hr",
        "hrs",
        "min",
        "sec",
        "mph",
        "kph",
        "yd",
        "gal",
        "deg",
        "degree",
        "degrees",
        "unit",
        "units",
        "inch",
        "inches",
        "foot",
        "feet",
        "yard",
        "yards",
        "mile",
        "miles",
        "meter",
        "meters",
        "metre",
        "metres",
        "gram",
        "grams",
        "pound",
        "pounds",
        "ounce",
        "ounces",
        "liter",
        "liters",
        "gallon",
        "gallons",
        "second",
        "seconds",
        "minute",
        "minutes",
        "hour",
        "hours",
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "dollar",
        "dollars",
        "cent",
        "cents",
        "square",
        "sq",
        "cubic",
        "ways",
        "points",
        "students",
        "people",
        "times",
    ]);

    public static bool IsFunction(string name) => Functions.Contains(name);

    public static bool IsUnit(string name) => Units.Contains(name) || IsPercent(name);

    public static bool IsPercent(string name) => name is "percent" or "per cent";

    public static bool IsKnown(string name) =>
        IsFunction(name) || IsUnit(name) || name is "pi" or "sqrt" or "inf" or "infty" or "infinity" or "and" or "or";
}
